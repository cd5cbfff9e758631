import { factOf, functions } from '../../protocol/functions.js';
import type { AnyFunctionName } from '../../protocol/functions.js';
import { completionRules, everyCompletionRule, pendingRuleOf } from '../completionRules.js';
import type { Frame } from '../frame.js';
import { monitor } from '../monitor.js';
import { spoken } from '../words.js';
import { assumeOperations } from './operationAssume.js';
import { debts, debtsOf } from './operationDebts.js';
import { driverCompletes, handOn, isMcmEvent, mcmIsTold, ndisCompletes, unknownToAll } from './operationEnds.js';
import { begin, begunBy, forget, keyOf, openBooks, openSlot, remove, rest, slotOf } from './operations.js';
import type { Place } from './operations.js';
import { completionOf, isNotice, operationFunctions, partOf, vcOperations } from './operationTable.js';
import type { Part } from './operationTable.js';
import { aboutOf, forWhat, namesTheDead } from './operationWords.js';
import type { CompletionScene, Memory } from './operationWords.js';

/** Functions that are always synchronous. Those of data have rules of their own. */
const synchronous: ReadonlySet<AnyFunctionName> = new Set(
  (Object.keys(functions) as AnyFunctionName[]).filter(
    (fn) => factOf(fn).timing === 'synchronous' && !fn.includes('NetBufferLists') && !isNotice(fn),
  ),
);

/** The end of a call overtakes its offer: an answer may still come, and need not. */
const endsOfCalls: ReadonlySet<AnyFunctionName> = new Set([
  'NdisCmDispatchIncomingCloseCall',
  'NdisMCmDispatchIncomingCloseCall',
  'ProtocolClIncomingCloseCall',
  'NdisClCloseCall',
  'ProtocolCmCloseCall',
]);

/** More events than these of one VC no MCM waits for; where none ever comes (AMB-02), they are not counted for ever. */
const mostNotices = 8;

/**
 * Whatever has pended is completed exactly once, by whom it was asked, and what may not pend does not; NDIS hands the
 * status of a completion on unchanged. A completion may come before the function has returned PENDING, and the callback
 * of a PASSIVE_LEVEL function need not nest (AMB-30). The states of VCs, address families, SAPs and parties belong to
 * the contracts: they are silent about a completion of which is known here that it comes twice.
 *
 * Requests are known by `request`, and told apart by `vc` and `oid`, where a log carries them.
 */
export const completions = monitor<Memory>({
  name: 'completions',
  rules: [...everyCompletionRule, 'ASYNC-05', 'ASYNC-08', 'OID-04', 'VC-CREATE-08', 'VC-CREATE-09', 'VC-DEL-07'],
  hears: [...new Set([...operationFunctions, ...synchronous, ...endsOfCalls])],
  open: () => ({ books: openBooks(), askers: new Set(), asked: new Set(), settled: undefined }),
  called(scene, frame) {
    const part = partOf(frame.fn);
    if (frame.isPrivate) {
      if (part && isMcmEvent(part, frame)) mcmIsTold(scene, frame, part);
      return;
    }
    if (part?.does === 'complete') {
      if (isMcmEvent(part, frame)) mcmIsTold(scene, frame, part);
      else if (part.half === 'below') driverCompletes(scene, frame, part);
      else ndisCompletes(scene, frame, part);
    } else if (part) {
      enter(scene, frame, part);
    }
    if (endsOfCalls.has(frame.fn)) waiveOffer(scene, frame);
  },
  entered(scene, frame) {
    const part = partOf(frame.fn);
    if (part?.does === 'complete' && part.half === 'below' && !frame.isPrivate) unknownToAll(scene, frame, part);
    scene.state.settled = undefined;
  },
  answered(scene, frame) {
    if (frame.isPrivate) return;
    const part = partOf(frame.fn);
    if (part?.does === 'begin') leave(scene, frame, part);
    else if (frame.outcome === 'pending') pended(scene, frame);
  },
  left(scene, frame) {
    if (frame.isPrivate) return;
    const part = partOf(frame.fn);
    if (part) {
      if (part.does === 'begin' && frame.isReported) excuse(scene, frame, part);
    } else if (frame.vc?.life === 'deleted') {
      endWith(scene, frame, frame.vc.handle);
    }
  },
  assumed({ world, state: { books } }, record) {
    assumeOperations(books, world.cast, record);
  },
  owed: ({ world, state: { books } }) => debts(world, books),
});

// What begins, and what its function returns.

function enter(scene: CompletionScene, frame: Frame, part: Part): void {
  const { fn, args } = frame;
  if (namesTheDead(frame, part)) return;
  const book = scene.state.books[part.kind];
  const key = keyOf(part, args);
  const slot = openSlot(book, key);
  if (isNotice(fn)) {
    scene.state.askers.add(frame.driver.name);
    slot.notices = Math.min(slot.notices + 1, mostNotices);
    slot.ended.above = undefined;
    return;
  }
  const operation = begin(slot, part.half, frame);
  if (part.half === 'above') {
    scene.state.askers.add(frame.driver.name);
    slot.isHidden = false;
    slot.ended.below = undefined;
    return;
  }
  if (part.object === 'request' || part.object === 'none') scene.state.asked.add(part.kind + frame.driver.name);
  ask(scene, frame, part, { key, slot, operation });
}

/** NDIS asks the driver below: the half above is the one that its own call has begun. */
function ask(scene: CompletionScene, frame: Frame, part: Part, { key, slot }: Place): void {
  const cause = frame.around(({ fn }) => {
    const other = partOf(fn);
    return other?.kind === part.kind && other.half === 'above' && other.does === 'begin';
  });
  const book = scene.state.books[part.kind];
  const unnamed = slotOf(book, '');
  const operation = cause && (begunBy(slot.above, cause) ?? (unnamed && begunBy(unnamed.above, cause)));
  if (!operation) {
    const waiting = slot.above.find((one) => !one.isAsked && one.progress !== 'early');
    if (waiting) waiting.isAsked = true;
    slot.isHidden = slot.above.length === 0;
    return;
  }
  operation.isAsked = true;
  if (unnamed && key !== '' && unnamed.above.includes(operation)) {
    remove(unnamed.above, operation);
    slot.above.push(operation);
    slot.ended.above = undefined;
    rest(book, '');
  }
}

function leave(scene: CompletionScene, frame: Frame, part: Part): void {
  const { fn, args, out, outcome } = frame;
  const book = scene.state.books[part.kind];
  let key = keyOf(part, args);
  if (isNotice(fn)) {
    const slot = slotOf(book, key);
    if (slot && outcome === 'failure') {
      slot.notices = Math.max(0, slot.notices - 1);
      slot.ended.above = 'final';
    }
    rest(book, key);
    return;
  }
  const named = key === '' ? keyOf(part, out) : key;
  let slot = slotOf(book, key);
  let operation = slot && begunBy(slot[part.half], frame);
  if (!operation && key !== named) {
    key = named;
    slot = slotOf(book, key);
    operation = slot && begunBy(slot[part.half], frame);
  }
  if (!slot || !operation) return;
  if (outcome === 'pending') {
    stay(scene, frame, part, { key, slot, operation }, named);
    return;
  }
  remove(slot[part.half], operation);
  if (operation.progress === 'early') endsTwice(scene, frame, part);
  else slot.ended[part.half] = 'final';
  if (part.half === 'below') handOn(slot, frame.status);
  rest(book, key);
}

/** PENDING: from now on a completion is owed, unless it has come already. */
function stay(
  scene: CompletionScene,
  frame: Frame,
  { kind, half }: Part,
  { key, slot, operation }: Place,
  named: string,
): void {
  const book = scene.state.books[kind];
  if (operation.progress === 'early') {
    remove(slot[half], operation);
    rest(book, key);
    return;
  }
  operation.progress = 'pended';
  if (frame.isReported || frame.outer?.isReported || frame.verdict === 'refusable') operation.isWaived = true;
  if (key !== named) {
    remove(slot[half], operation);
    openSlot(book, named)[half].push(operation);
    rest(book, key);
  }
}

/** What was completed before it returned has to return PENDING. */
function endsTwice(scene: CompletionScene, frame: Frame, { half }: Part): void {
  const { fn, status, driver } = frame;
  if (frame.isReported || frame.inside.some(({ isReported }) => isReported)) return;
  const completion = completionOf(fn, driver.role === 'mcm');
  const isAnswer = fn === 'ProtocolClIncomingCall' || fn === 'ProtocolClNotifyCloseAf';
  const who = half === 'above' ? 'NDIS' : driver.name;
  scene.report({
    rule: half === 'above' || isAnswer ? completionRules(completion).none : 'ASYNC-03',
    by: half === 'above' ? 'ndis' : driver,
    message: `${who} returns ${spoken(status ?? null)} from ${fn}${forWhat(frame)}, which ${completion} has completed already, after which it can only return PENDING`,
    about: aboutOf(frame),
  });
}

/** PENDING from a function that is always synchronous. */
function pended(scene: CompletionScene, frame: Frame): void {
  const { fn, isIntoNdis, driver } = frame;
  if (!synchronous.has(fn) || frame.isReported || frame.inside.some(({ isReported }) => isReported)) return;
  scene.report({
    rule: pendingRuleOf(fn),
    by: isIntoNdis ? 'ndis' : driver,
    message: `${isIntoNdis ? 'NDIS' : driver.name} returns PENDING from ${fn}${forWhat(frame)}, a function that never pends`,
    about: aboutOf(frame),
  });
}

/** Whatever comes of what should not have begun, one finding is enough. */
function excuse({ state: { books } }: CompletionScene, frame: Frame, part: Part): void {
  for (const args of [frame.args, frame.out]) {
    const slot = slotOf(books[part.kind], keyOf(part, args));
    const operation = slot && begunBy(slot[part.half], frame);
    if (operation) operation.isWaived = true;
  }
}

/** What is owed about a VC can no longer come. */
function endWith({ world, state: { books }, report }: CompletionScene, frame: Frame, handle: string): void {
  const { isReported } = frame;
  for (const kind of vcOperations) {
    const slot = slotOf(books[kind], handle);
    if (!slot) continue;
    const owed = isReported ? [] : debtsOf(world, slot, handle);
    for (const { since: _, message, ...debt } of owed) {
      report({ ...debt, message: `${message} when ${handle} is deleted`, at: frame.record });
    }
    forget(books[kind], handle);
  }
}

/** What the end of a call has overtaken. */
function waiveOffer({ state: { books } }: CompletionScene, { args: { vc } }: Frame): void {
  const slot = typeof vc === 'string' ? slotOf(books.incomingCall, vc) : undefined;
  if (!slot || typeof vc !== 'string') return;
  // NDIS has to pass on an answer that the client has given before.
  if (slot.ended.below !== 'completed') for (const operation of slot.above) operation.isWaived = true;
  for (const operation of slot.below) operation.isWaived = true;
  rest(books.incomingCall, vc);
}
