import { afFates } from '../../../machines/ndis/index.js';
import type { AnyFunctionName } from '../../protocol/functions.js';
import type { Outcome } from '../../protocol/log.js';
import type { RuleId } from '../../protocol/rules.js';
import type { Af, Frame, Monitor } from '../../rules/index.js';
import * as book from './afBook.js';
import type { AfEventType, AfMemory, AfScene, Objection } from './afBook.js';
import { afStory } from './afWords.js';
import { rulesIn } from './table.js';
import { creations } from '../../rules/words.js';

const { afMachineTable: table, quiet, saidBy } = book;

const births: ReadonlySet<AnyFunctionName> = new Set([...creations, 'ProtocolCoCreateVc']);
const deaths: ReadonlySet<AnyFunctionName> = new Set([
  'NdisCoCreateVc',
  'NdisMCmCreateVc',
  'NdisCoDeleteVc',
  'NdisMCmDeleteVc',
  'ProtocolCoDeleteVc',
  'MiniportCoDeleteVc',
]);
const offers: ReadonlySet<AnyFunctionName> = new Set(['NdisCmDispatchIncomingCall', 'NdisMCmDispatchIncomingCall']);
const judged: ReadonlySet<AnyFunctionName> = new Set([
  'NdisCmOpenAddressFamilyComplete',
  'NdisMCmOpenAddressFamilyComplete',
  'NdisClCloseAddressFamily',
  'NdisCmCloseAddressFamilyComplete',
  'NdisMCmCloseAddressFamilyComplete',
  'NdisCoCreateVc',
  'NdisMCmCreateVc',
  'NdisClRegisterSap',
  'NdisCoOidRequest',
  ...offers,
]);

/** Illegal where NDIS accepts it. Where NDIS refuses it, as the pages say it does, nothing is wrong. */
const refusable: ReadonlySet<RuleId> = new Set(['AF-14', 'AF-15', 'SAP-15', 'VC-CREATE-12']);

/**
 * The contract of address families: the `af` machine, asked by look-up. What a driver calls is judged; what a callback
 * shows of calls that the log leaves out is believed. A handle may be named on entry, by ProtocolCmOpenAf, by a
 * completion or on return.
 */
export const afContract: Monitor<AfMemory> = {
  name: 'af',
  rules: [...rulesIn(afFates), 'CTX-06'],
  hears: [
    ...judged,
    ...new Set([...births, ...deaths].filter((fn) => !judged.has(fn))),
    'NdisClOpenAddressFamilyEx',
    'ProtocolCmOpenAf',
    'ProtocolClOpenAfCompleteEx',
    'ProtocolCmCloseAf',
    'ProtocolClCloseAfComplete',
    'ProtocolClNotifyCloseAf',
    'NdisCmNotifyCloseAddressFamily',
    'NdisMCmNotifyCloseAddressFamily',
  ],
  open: () => ({ refusable: new Map(), undecided: new Map() }),
  called(scene, frame) {
    if (frame.isPrivate) return;
    frame.af ??= book.subjectOf(scene, frame);
    if (frame.af) book.meet(frame.af, frame);
    if (frame.isIntoNdis) callIntoNdis(scene, frame);
    else if (frame.verdict !== 'illegal') callback(scene, frame);
  },
  answered(scene, frame) {
    if (frame.isPrivate) return;
    if (births.has(frame.fn)) book.join(scene, frame);
    if (deaths.has(frame.fn)) book.part(scene, frame);
    if (frame.isIntoNdis) returnFromNdis(scene, frame);
    else if (frame.af) answer(scene, frame, frame.af);
  },
  assumed(scene, record) {
    if (record.object === 'af') book.assume(scene, record);
    else if (record.object === 'vc') book.settleIn(scene, record.handle);
  },
};

// Calls into NDIS.

function callIntoNdis(scene: AfScene, frame: Frame): void {
  const { fn, from } = frame;
  const af = frame.af ?? (offers.has(fn) ? book.offeredOn(scene, frame) : undefined);
  if (fn === 'NdisClOpenAddressFamilyEx') {
    if (af) book.begin(scene, af, from, frame);
    else scene.world.unnamedAfs.add(frame);
  } else if (af?.life === 'unregistered') {
    if (!isOpenCompletion(fn)) table.place(af, isCloseCompletion(fn) ? 'closing' : 'open');
    else if (!book.claim(scene, af, frame)) return;
    judge(scene, af, frame, fn as AfEventType);
  } else if (af && judged.has(fn)) {
    judge(scene, af, frame, fn as AfEventType);
  }
}

/** Judges what a driver does, and lets it happen. */
function judge(scene: AfScene, af: Af, frame: Frame, type: AfEventType): void {
  if (!judged.has(frame.fn)) return;
  const outcome = saidBy(frame);
  if (book.isSaidAgain(af, frame)) return;
  const by = frame.from.role;
  const step = table.ask(af, { type, by, outcome }, book.countsOf(scene.world, af, frame));
  const { judgement } = step;
  if (judgement.verdict !== 'illegal') {
    table.happen(af, step, frame);
    settle(scene, af, frame);
    return;
  }
  if (offers.has(frame.fn) && frame.sap?.life === 'deregistering') return;
  const objection = { step, story: afStory(scene.world, af, frame, judgement.rule), life: af.life };
  if (refusable.has(judgement.rule)) {
    scene.state.refusable.set(frame, objection);
    if (frame.fn === 'NdisClCloseAddressFamily') frame.verdict = 'refusable';
    return;
  }
  object(scene, af, frame, objection);
  if (outcome === 'pending') {
    af.isHalfSaid = true;
    if (af.life === 'closing') return;
  }
  if (af.life === (isOpenCompletion(frame.fn) ? 'opening' : 'closing') && frame.fact.returns === 'void') {
    table.force(af, { type, by, outcome: 'success' }, quiet, frame);
    settle(scene, af, frame);
  }
}

/** A completion has decided: the open only for a client that the log does not show, or that a leaf has told. */
function settle(scene: AfScene, af: Af, frame: Frame): void {
  if (af.life === 'closed') {
    book.bury(scene, af, frame, 'it was closed');
  } else if (isOpenCompletion(frame.fn) && (frame.isLeaf || af.client === null)) {
    tell(scene, af, frame, saidBy(frame));
  }
}

/** The client has been told how its open went. */
function tell(scene: AfScene, af: Af, frame: Frame, outcome: Outcome | undefined): void {
  if (af.life !== 'opening') return;
  const said = outcome === 'pending' ? 'success' : outcome;
  table.believe(af, { type: 'ProtocolClOpenAfCompleteEx', by: 'ndis', outcome: said }, quiet, frame);
  if (outcome === 'failure') book.bury(scene, af, frame, 'its open has failed', 'AF-12');
}

function returnFromNdis(scene: AfScene, frame: Frame): void {
  const { fn, outcome, from, af } = frame;
  const objection = scene.state.refusable.get(frame);
  if (objection) {
    scene.state.refusable.delete(frame);
    if (outcome === 'failure') {
      if (af && fn === 'NdisClCloseAddressFamily') table.place(af, objection.life);
      return;
    }
    accept(scene, frame, objection);
  }
  if (fn === 'NdisClOpenAddressFamilyEx') {
    if (af || outcome !== 'pending') scene.world.unnamedAfs.delete(frame);
    if (af?.life === 'unregistered') book.begin(scene, af, from, frame);
  }
  if (!af) return;
  if (fn !== 'NdisClOpenAddressFamilyEx' && fn !== 'NdisClCloseAddressFamily') return;
  const hasFailed = fn === 'NdisClOpenAddressFamilyEx' && af.life === 'opening' && outcome === 'failure';
  table.believe(af, { type: `${fn} returns`, by: from.role, outcome }, quiet, frame);
  if (hasFailed) book.bury(scene, af, frame, 'its open has failed', 'AF-12');
  else if (af.life === 'closed') book.bury(scene, af, frame, 'it was closed');
}

/** NDIS has accepted what it had to refuse, or pended it: as long as no provider was asked, it may refuse it yet. */
function accept(scene: AfScene, frame: Frame, objection: Objection): void {
  const { fn, outcome, from } = frame;
  const af = frame.af ?? book.offeredOn(scene, frame);
  if (!af) return;
  const isPassedOn = frame.inside.some((one) => one.fn === 'ProtocolCmCloseAf');
  if (fn !== 'NdisClCloseAddressFamily') {
    object(scene, af, frame, objection);
    return;
  }
  if (outcome === 'pending' && !frame.isLeaf && !isPassedOn) scene.state.undecided.set(af, [frame, objection]);
  else object(scene, af, frame, objection);
  table.force(af, { type: fn, by: from.role }, quiet, frame);
}

// Callbacks.

function callback(scene: AfScene, frame: Frame): void {
  const { fn, to, af } = frame;
  switch (fn) {
    case 'ProtocolCmOpenAf':
      if (af) book.asked(scene, af, frame);
      break;
    case 'ProtocolClOpenAfCompleteEx':
      if (af) {
        if (af.life === 'unregistered') book.claim(scene, af, frame);
        tell(scene, af, frame, saidBy(frame));
      } else {
        const open = book.firstOpen(scene.world, to);
        if (open) scene.world.unnamedAfs.delete(open);
      }
      break;
    case 'ProtocolCmCloseAf':
      if (af) closing(scene, af);
      break;
    case 'ProtocolClCloseAfComplete':
      if (af) closed(scene, af, frame);
      break;
    default:
      if (af?.life === 'unregistered') table.place(af, 'open');
  }
}

/** NDIS has passed a close on: it has accepted it, or it shows one that the log leaves out. */
function closing(scene: AfScene, af: Af): void {
  const undecided = scene.state.undecided.get(af);
  if (undecided) {
    scene.state.undecided.delete(af);
    object(scene, af, ...undecided);
  }
  if (af.life !== 'closing') table.place(af, 'closing');
}

/** NDIS tells the client how its close went. */
function closed(scene: AfScene, af: Af, frame: Frame): void {
  if (af.life === 'unregistered') table.place(af, 'closing');
  if (af.life !== 'closing') return;
  const undecided = scene.state.undecided.get(af);
  if (saidBy(frame) === 'failure') {
    scene.state.undecided.delete(af);
    table.believe(af, { type: 'NdisClCloseAddressFamily returns', by: 'client', outcome: 'failure' }, quiet, frame);
    return;
  }
  if (undecided) object(scene, af, ...undecided);
  book.bury(scene, af, frame, 'it was closed');
}

/** What the provider answers counts from here on, whatever NDIS makes of it later. */
function answer(scene: AfScene, frame: Frame, af: Af): void {
  const { fn, outcome, to } = frame;
  if (outcome === undefined || outcome === 'pending') return;
  if (fn === 'ProtocolCmOpenAf') {
    table.believe(af, { type: 'NdisCmOpenAddressFamilyComplete', by: to.role, outcome }, quiet, frame);
    if (af.client === null) tell(scene, af, frame, outcome);
  } else if (fn === 'ProtocolCmCloseAf' && af.life === 'closing') {
    if (outcome === 'success') {
      book.bury(scene, af, frame, 'it was closed');
    } else if (frame.around((one) => one.fn === 'NdisClCloseAddressFamily') === undefined) {
      table.believe(af, { type: 'NdisClCloseAddressFamily returns', by: 'client', outcome }, quiet, frame);
    }
  }
}

const isOpenCompletion = (fn: AnyFunctionName): boolean => fn.endsWith('OpenAddressFamilyComplete');
const isCloseCompletion = (fn: AnyFunctionName): boolean => fn.endsWith('CloseAddressFamilyComplete');

/** Reports what the contract has against a call of a driver, unless somebody has said more about it already. */
function object(scene: AfScene, af: Af, frame: Frame, { step: { judgement }, story }: Objection): void {
  if (judgement.verdict !== 'illegal' || frame.isReported) return;
  frame.isReported = true;
  scene.report({
    rule: judgement.rule,
    by: frame.from,
    message: story,
    about: [af.handle],
    at: frame.record,
    ...(judgement.status === 'NDIS_STATUS_FAILURE' ? {} : { refusal: judgement.status }),
  });
}
