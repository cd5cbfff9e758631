import { sapFates } from '../../../machines/ndis/index.js';
import type { AnyFunctionName } from '../../protocol/functions.js';
import type { Outcome } from '../../protocol/log.js';
import type { RuleId } from '../../protocol/rules.js';
import { deed } from '../../rules/index.js';
import type { Actor, Frame, Monitor, Sap } from '../../rules/index.js';
import type { Objection } from './afBook.js';
import { isSaidAgain, saidBy } from './afBook.js';
import { sapStory } from './afWords.js';
import * as book from './sapBook.js';
import type { SapEventType, SapMemory, SapScene } from './sapBook.js';
import { rulesIn } from './table.js';

const { sapMachineTable: table, uncounted } = book;

const judged: ReadonlySet<AnyFunctionName> = new Set([
  'NdisClRegisterSap',
  'NdisCmRegisterSapComplete',
  'NdisMCmRegisterSapComplete',
  'NdisCmDispatchIncomingCall',
  'NdisMCmDispatchIncomingCall',
  'NdisClDeregisterSap',
  'NdisCmDeregisterSapComplete',
  'NdisMCmDeregisterSapComplete',
]);

/** Illegal where NDIS, or the provider, accepts it. Where it is refused, as the pages say it is, nothing is wrong. */
const refusable: ReadonlySet<RuleId> = new Set(['SAP-02', 'SAP-12', 'SAP-15']);

/**
 * The contract of SAPs: the `sap` machine, asked by look-up. What a driver calls is judged; what a callback shows of
 * calls that the log leaves out is believed. A handle may be named on entry, by ProtocolCmRegisterSap, by a completion
 * or on return.
 */
export const sapContract: Monitor<SapMemory> = {
  name: 'sap',
  rules: [...rulesIn(sapFates), 'CTX-06'],
  hears: [
    ...judged,
    'ProtocolCmRegisterSap',
    'ProtocolClRegisterSapComplete',
    'ProtocolClIncomingCall',
    'ProtocolCmDeregisterSap',
    'ProtocolClDeregisterSapComplete',
  ],
  open: () => ({ refusable: new Map() }),
  called(scene, frame) {
    if (frame.isPrivate) return;
    frame.sap ??= book.subjectOf(scene, frame);
    const { sap, from, args } = frame;
    if (sap && from.role === 'client') sap.client ??= from;
    if (frame.isIntoNdis) callIntoNdis(scene, frame);
    else if (frame.verdict !== 'illegal') callback(scene, frame);
    if (sap?.af === undefined && sap && args.af !== undefined) book.belong(scene.world, sap, args.af);
  },
  answered(scene, frame) {
    if (frame.isPrivate) return;
    if (frame.isIntoNdis) returnFromNdis(scene, frame);
    else if (frame.sap && frame.verdict !== 'illegal') answer(scene, frame, frame.sap);
  },
  assumed(scene, record) {
    if (record.object === 'sap') book.assume(scene, record);
  },
};

// Calls into NDIS.

function callIntoNdis(scene: SapScene, frame: Frame): void {
  const { fn, sap, from } = frame;
  if (fn === 'NdisClRegisterSap') {
    if (!sap) scene.world.unnamedSaps.add(frame);
    else if (sap.life === 'none') book.begin(scene, sap, frame, from);
    else judge(scene, sap, frame, fn);
  } else if (sap) {
    if (sap.life === 'none') {
      if (!isRegistered(fn)) book.guess(sap, fn.endsWith('DeregisterSapComplete') ? 'deregistering' : 'registered');
      else if (!book.claim(scene, sap, frame)) return;
    }
    judge(scene, sap, frame, fn as SapEventType);
  }
}

/** Judges what a driver does, and lets it happen. */
function judge(scene: SapScene, sap: Sap, frame: Frame, type: SapEventType): void {
  const outcome = saidBy(frame);
  if (isSaidAgain(sap, frame) || isOfAnother(scene, sap, frame)) return;
  const by = frame.from.role;
  const owing = isRegistered(frame.fn) ? 'registering' : 'deregistering';
  if (sap.isGuessed && frame.fact.returns === 'void') book.guess(sap, owing);
  if (!frame.fn.endsWith('IncomingCall')) sap.isGuessed = false;
  const step = table.ask(sap, { type, by, outcome }, uncounted);
  const { judgement } = step;
  if (judgement.verdict !== 'illegal') {
    table.happen(sap, step, frame);
    settle(scene, sap, frame, outcome);
    return;
  }
  const objection = { step, story: sapStory(sap, frame) };
  if (refusable.has(judgement.rule)) {
    scene.state.refusable.set(frame, objection);
    if (frame.fn === 'NdisClDeregisterSap') frame.verdict = 'refusable';
    return;
  }
  object(scene, sap, frame, frame.from, objection, frame.record);
  if (outcome === 'pending') {
    sap.isHalfSaid = true;
    if (sap.life === 'deregistering') return;
  }
  if (frame.fact.returns === 'void' && sap.life === owing) {
    table.force(sap, { type, by, outcome: 'success' }, uncounted, frame);
    settle(scene, sap, frame, 'success');
  }
}

/** A client lets go of a SAP that is not its own. */
function isOfAnother(scene: SapScene, { handle, client }: Sap, frame: Frame): boolean {
  const { fn, from } = frame;
  if (fn !== 'NdisClDeregisterSap' || client?.role !== 'client' || client === from) return false;
  if (frame.isReported) return true;
  const message = `${deed(frame)} on ${handle}, a SAP that ${client.name} has registered`;
  scene.report({ rule: 'SAP-05', by: from, message, about: [handle] });
  return true;
}

/** A completion has decided. */
function settle(scene: SapScene, sap: Sap, frame: Frame, outcome: Outcome | undefined): void {
  if (sap.life !== 'none') return;
  if (outcome === 'failure' && isRegistered(frame.fn)) {
    book.bury(scene, sap, frame, 'its registration has failed', 'SAP-06');
  } else {
    book.bury(scene, sap, frame, 'it was deregistered');
  }
}

function returnFromNdis(scene: SapScene, frame: Frame): void {
  const { fn, outcome, from, sap } = frame;
  const objection = scene.state.refusable.get(frame);
  if (objection) {
    scene.state.refusable.delete(frame);
    if (outcome !== 'failure' && sap) object(scene, sap, frame, from, objection, frame.record);
    return;
  }
  if (fn === 'NdisClRegisterSap') {
    if (sap || outcome !== 'pending') scene.world.unnamedSaps.delete(frame);
    if (sap?.life === 'none' && scene.world.saps.get(sap.handle) === sap) book.begin(scene, sap, frame, from);
  }
  if (!sap || (fn !== 'NdisClRegisterSap' && fn !== 'NdisClDeregisterSap')) return;
  const before = sap.life;
  table.believe(sap, { type: `${fn} returns`, by: from.role, outcome }, uncounted, frame);
  if (fn === 'NdisClRegisterSap' && before === 'registering' && outcome === 'failure') {
    book.bury(scene, sap, frame, 'its registration has failed', 'SAP-06');
  } else if (before === 'deregistering' && sap.life === 'none') {
    book.bury(scene, sap, frame, 'it was deregistered');
  }
}

// Callbacks.

function callback(scene: SapScene, frame: Frame): void {
  const { fn, sap, to } = frame;
  if (!sap) {
    if (fn !== 'ProtocolClRegisterSapComplete') return;
    const registration = book.firstUnnamed(scene.world, to);
    if (registration) scene.world.unnamedSaps.delete(registration);
    return;
  }
  switch (fn) {
    case 'ProtocolCmRegisterSap':
      if (isHeld(sap, frame)) hold(scene, sap, frame);
      else book.asked(scene, sap, frame);
      break;
    case 'ProtocolClRegisterSapComplete':
      if (sap.life === 'none') book.claim(scene, sap, frame);
      if (sap.life === 'registering') registered(scene, sap, frame, saidBy(frame));
      break;
    case 'ProtocolCmDeregisterSap':
      if (sap.life !== 'deregistering') table.place(sap, 'deregistering');
      sap.isGuessed = false;
      break;
    case 'ProtocolClDeregisterSapComplete':
      if (sap.life === 'deregistering' || sap.life === 'none') book.bury(scene, sap, frame, 'it was deregistered');
      break;
    default:
      if (sap.life !== 'none') break;
      if (book.firstUnnamed(scene.world, to)) book.claim(scene, sap, frame);
      else book.guess(sap, 'registered');
  }
}

/** Whether somebody else has the SAP that a provider is asked to register. */
const isHeld = (sap: Sap, frame: Frame): boolean =>
  (sap.life === 'registered' || sap.life === 'deregistering') &&
  frame.around((one) => one.fn === 'NdisClRegisterSap' && one.sap === sap && one.from === sap.client) === undefined;

/** The provider has to refuse; the finding is at its answer. */
function hold({ state }: SapScene, sap: Sap, frame: Frame): void {
  const step = table.ask(sap, { type: 'NdisClRegisterSap', by: 'client' }, uncounted);
  const holder = sap.client ? `that ${sap.client.name} holds` : 'that another client holds';
  const story = `${frame.to.name} accepts ${sap.handle} in ${frame.fn}, a SAP ${holder}`;
  state.refusable.set(frame, { step, story });
}

/** What the provider answers counts from here on, whatever NDIS makes of it later. */
function answer(scene: SapScene, frame: Frame, sap: Sap): void {
  const { fn, outcome, to } = frame;
  const objection = scene.state.refusable.get(frame);
  if (objection) {
    scene.state.refusable.delete(frame);
    if (outcome !== 'success') return;
    const cause = frame.around((one) => one.fn === 'NdisClRegisterSap');
    if (cause) scene.state.refusable.delete(cause);
    object(scene, sap, frame, to, objection);
  } else if (outcome === 'success' || outcome === 'failure') {
    if (fn === 'ProtocolCmRegisterSap' && sap.life === 'registering') registered(scene, sap, frame, outcome);
    else if (fn === 'ProtocolCmDeregisterSap') book.bury(scene, sap, frame, 'it was deregistered');
  }
}

/** The provider has decided about a registration. */
function registered(scene: SapScene, sap: Sap, frame: Frame, outcome: Outcome | undefined): void {
  table.believe(sap, { type: 'NdisCmRegisterSapComplete', by: 'callManager', outcome }, uncounted, frame);
  if (outcome === 'failure') book.bury(scene, sap, frame, 'its registration has failed', 'SAP-06');
}

const isRegistered = (fn: AnyFunctionName): boolean => fn.endsWith('RegisterSapComplete');

/** Reports what the contract has against a driver, unless somebody has said more about it already. */
function object(
  scene: SapScene,
  sap: Sap,
  frame: Frame,
  by: Actor,
  { step: { judgement }, story }: Objection,
  at?: Frame['record'],
): void {
  if (judgement.verdict !== 'illegal' || frame.isReported) return;
  frame.isReported = true;
  scene.report({
    rule: judgement.rule,
    by,
    message: story,
    about: [sap.handle],
    ...(at && { at }),
    ...(judgement.status === 'NDIS_STATUS_FAILURE' ? {} : { refusal: judgement.status }),
  });
}
