import { completionRules, mcmEvent } from '../completionRules.js';
import type { Frame } from '../frame.js';
import { spoken } from '../words.js';
import { findOperation, isOfOtherHalf, keyOf, openSlot, remove, rest, slotOf } from './operations.js';
import type { Operation, OperationBooks, Place, Slot } from './operations.js';
import { partOf } from './operationTable.js';
import type { Part } from './operationTable.js';
import {
  aboutOf,
  forWhat,
  groundless,
  isPendingStill,
  namesTheDead,
  saysPending,
  wrongFunction,
} from './operationWords.js';
import type { CompletionScene } from './operationWords.js';

/** A driver completes what NDIS has asked of it. */
export function driverCompletes(scene: CompletionScene, frame: Frame, part: Part): void {
  const { args, fn } = frame;
  if (namesTheDead(frame, part)) return;
  if (isPendingStill(frame)) saysPending(scene, frame, completionRules(fn));
  const book = scene.state.books[part.kind];
  const key = keyOf(part, args);
  const found = findOperation(book, 'below', key, frame);
  if (found) {
    if (isOfOtherHalf(found.operation.fn, fn)) wrongFunction(scene, frame, found.operation);
    end(scene, frame, part, found);
    handOn(found.slot, args.status);
    scene.state.settled = frame;
  }
  const slot = found?.slot ?? slotOf(book, key);
  if (frame.isLeaf) deliver(book, key, slot);
  if (found || !slot) return;
  const implied = slot.above.find((one) => !one.isAsked && one.progress !== 'early');
  if (implied) {
    implied.isAsked = true;
    implied.due = args.status;
    slot.ended.below = 'completed';
    scene.state.settled = frame;
  } else if ((slot.ended.below !== undefined || slot.below.length > 0) && !isOlder(scene, key)) {
    groundless(scene, frame, slot, 'below', completionRules(fn));
  }
}

/** Where a log begins in the middle, a completion that names nothing may be of something from before. */
const isOlder = ({ world }: CompletionScene, key: string): boolean => world.isPartial && key === '';

/** A completion that is one record has delivered the callback that it causes. */
function deliver(book: OperationBooks['request'], key: string, slot: Slot | undefined): void {
  const open =
    slot?.above.find(({ isWaived }) => !isWaived) ?? slotOf(book, '')?.above.find(({ isWaived }) => !isWaived);
  if (open) open.isWaived = true;
  rest(book, key);
}

/** Neither the operations nor a contract know what it could complete. */
export function unknownToAll(scene: CompletionScene, frame: Frame, part: Part): void {
  const { state, world } = scene;
  if (state.settled === frame || frame.isReported || (world.isPartial && !isCertain(frame))) return;
  if (!isJudgedHere(scene, frame, part)) return;
  const key = keyOf(part, frame.args);
  const slot = slotOf(state.books[part.kind], key);
  if (key === '' && part.object !== 'request' && part.object !== 'none') return;
  if (slot && (slot.ended.below !== undefined || slot.above.length > 0 || slot.below.length > 0)) return;
  groundless(scene, frame, world.isPartial ? completed : undefined, 'below', completionRules(frame.fn));
}

/** The log has told enough of the VC to say that there is nothing to complete, though it begins in the middle. */
const isCertain = ({ vc, verdict }: Frame): boolean => verdict === 'illegal' && vc !== undefined;
const completed: Slot = {
  above: [],
  below: [],
  ended: { above: undefined, below: 'completed' },
  isHidden: false,
  notices: 0,
};

/** The contracts know whether anything has pended on a VC, an address family, a SAP or a party. */
function isJudgedHere({ state }: CompletionScene, { fn, driver, vc, args, verdict }: Frame, { kind }: Part): boolean {
  switch (kind) {
    case 'makeCall':
    case 'incomingCall':
    case 'closeCall':
      // The contract objects, and leaves it to the books of operations to say how.
      return verdict === 'illegal';
    case 'modifyCall':
      return vc !== undefined && !vc.isLifeGuessed && !vc.isCallGuessed;
    case 'notifyCloseAf':
    case 'addParty':
    case 'dropParty':
      return true;
    case 'request':
    case 'reset':
      return state.asked.has(kind + driver.name) && (fn === 'NdisMResetComplete' || args['request'] !== undefined);
    default:
      return false;
  }
}

/** NDIS tells a driver how something has ended that it had asked for. */
export function ndisCompletes(scene: CompletionScene, frame: Frame, part: Part): void {
  const { args, fn, outer } = frame;
  const isConsequence = outer !== undefined && outer.isReported && partOf(outer.fn)?.kind === part.kind;
  if (namesTheDead(frame, part)) return;
  const book = scene.state.books[part.kind];
  const key = keyOf(part, args);
  const found = findOperation(book, 'above', key, frame);
  if (found && !isConsequence) compare(scene, frame, part, found.operation.due);
  if (!isConsequence && isPendingStill(frame)) saysPending(scene, frame, completionRules(fn));
  if (found) {
    const { isWaived, due } = found.operation;
    end(scene, frame, part, found);
    if (!isNested(frame, part) && !isWaived && due === undefined) overtake(found.slot);
    rest(book, found.key);
    return;
  }
  const slot = slotOf(book, key);
  if (slot?.isHidden) {
    slot.isHidden = false;
    slot.ended.above = 'completed';
    overtake(slot);
    return;
  }
  if (isConsequence || key === '' || frame.isReported || scene.world.isPartial) return;
  const stranger = slot?.above.find(({ driver }) => driver !== null && driver.name !== frame.driver.name);
  if (stranger) {
    // Another monitor finds fault with a callback of the wrong driver: the right one will not get it.
    stranger.isWaived = true;
  } else if (slot?.ended.above !== undefined || isWhollyKnown(scene, frame, part)) {
    groundless(scene, frame, slot, 'above', completionRules(fn));
  }
}

/** The log shows the life of the VC, and what the driver asks of NDIS. */
function isWhollyKnown({ state }: CompletionScene, { vc, driver }: Frame, { object }: Part): boolean {
  if (object !== 'vc' || !vc || vc.isLifeGuessed || vc.isCallGuessed) return false;
  return state.askers.has(driver.name) || vc.creator === driver;
}

/** The callback shows that the half below has ended, even where the log does not. */
function overtake({ below }: Slot): void {
  const operation = below.find(({ isWaived }) => !isWaived);
  if (operation) operation.isWaived = true;
}

/** NDIS passes on what the driver below is just saying. */
const isNested = ({ outer, args }: Frame, part: Part): boolean => {
  const cause = outer && partOf(outer.fn);
  if (!cause || cause.kind !== part.kind || cause.half !== 'below' || cause.does !== 'complete') return false;
  const own = keyOf(part, args);
  const other = keyOf(cause, outer.args);
  return own === '' || other === '' || own === other;
};

function end({ state: { books } }: CompletionScene, frame: Frame, part: Part, { key, slot, operation }: Place): void {
  const { half, kind } = part;
  const book = books[kind];
  if (isPendingStill(frame)) {
    // A better one may follow, and is not asked for.
    operation.isWaived = true;
    return;
  }
  slot.ended[half] = 'completed';
  if (operation.progress === 'open') {
    operation.progress = 'early';
    return;
  }
  remove(slot[half], operation);
  rest(book, key);
  const named = keyOf(part, frame.args);
  if (key !== '' || named === '') return;
  openSlot(book, named).ended[half] = 'completed';
  rest(book, named);
}

/** NDIS hands on what the driver below has said. */
function compare(scene: CompletionScene, frame: Frame, part: Part, due: Operation['due']): void {
  const { args, outer, fn, driver } = frame;
  const given = isNested(frame, part) ? outer?.args.status : due;
  if (args.status === undefined || given === undefined || given === null || given === args.status) return;
  scene.report({
    rule: 'ASYNC-08',
    by: 'ndis',
    message: `NDIS calls ${fn} of ${driver.name}${forWhat(frame)} with ${spoken(args.status)}, where it was told ${spoken(given)}`,
    about: aboutOf(frame),
  });
}

// An MCM's own activations and deactivations.

/** The completion of what an MCM has done itself. */
export const isMcmEvent = ({ kind, half, does }: Part, { to }: Frame): boolean =>
  does === 'complete' && half === 'above' && to.role === 'mcm' && (kind === 'activate' || kind === 'deactivate');

/** NDIS, or the MCM itself, tells the MCM that its notice was taken: once, or not at all. */
export function mcmIsTold(scene: CompletionScene, frame: Frame, part: Part): void {
  const key = keyOf(part, frame.args);
  if (key === '' || (!frame.isPrivate && !frame.vc)) return;
  if (!frame.isPrivate && isPendingStill(frame)) saysPending(scene, frame, mcmEvent);
  const slot = slotOf(scene.state.books[part.kind], key);
  if (slot && slot.notices > 0) {
    slot.notices -= 1;
    slot.ended.above = 'completed';
    return;
  }
  const [misplaced] = slot?.above ?? [];
  if (slot && misplaced) {
    // It has used the call manager's function, which pends like one.
    remove(slot.above, misplaced);
    slot.ended.above = 'completed';
    return;
  }
  const isSecond = slot?.ended.above === 'completed';
  if (frame.isPrivate ? !isSecond : !isSecond && !isWhollyKnown(scene, frame, part)) return;
  groundless(scene, frame, slot, 'above', mcmEvent);
}

/** What NDIS has to tell the driver above, where there is one only. */
export function handOn({ above }: Slot, status: Operation['due']): void {
  const [operation, other] = above;
  if (operation && !other) operation.due = status;
}
