import { functions } from '../../protocol/functions.js';
import type { AnyFunctionName } from '../../protocol/functions.js';
import type { RuleId } from '../../protocol/rules.js';
import type { Actor } from '../cast.js';
import { causeOf } from '../causes.js';
import type { Frame } from '../frame.js';
import { monitor } from '../monitor.js';
import type { Scene } from '../monitor.js';
import type { Moment, Vc } from '../things.js';
import { deed, deletions, spoken } from '../words.js';

interface Memory {
  /** Drivers that the log shows calling NDIS: what they have asked for, it shows as well. */
  readonly callers: Set<Actor>;
  /** Miniports that are being reset, and protocols that know of a reset which is not over. */
  readonly resetting: Set<Actor>;
  /** The latest record of a reset. */
  latest: Moment | undefined;
}

type SurvivalScene = Scene<Memory>;

/** A handle that names nothing, in words of NDIS and of Windows. */
const badHandle: ReadonlySet<unknown> = new Set(['NDIS_STATUS_INVALID_HANDLE', 'STATUS_INVALID_HANDLE', '0xC0000008']);

/** Callbacks that take something away, and the calls that ask for it. */
const takings: ReadonlyMap<AnyFunctionName, ReadonlySet<AnyFunctionName>> = new Map([
  ['MiniportCoDeactivateVc', new Set<AnyFunctionName>(['NdisCmDeactivateVc'])],
  ['MiniportCoDeleteVc', deletions],
  ['ProtocolCoDeleteVc', deletions],
  ['ProtocolCmDeregisterSap', new Set<AnyFunctionName>(['NdisClDeregisterSap'])],
  ['ProtocolCmCloseAf', new Set<AnyFunctionName>(['NdisClCloseAddressFamily'])],
]);

/**
 * Handles live until a driver ends what they name: neither the deactivation of a VC nor a reset of the adapter ends
 * anything. NDIS shows that it thinks otherwise when it turns down a legal call because the handle is none
 * (STATUS_INVALID_HANDLE from any call, NDIS_STATUS_INVALID_DATA from NdisCoGetTapiCallId), because the VC is going
 * (NDIS_STATUS_CLOSING from NdisCmActivateVc, when no deactivation is under way and the miniport was not asked), or, after
 * a reset, because it is inactive (NDIS_STATUS_NOT_ACCEPTED from NdisMCmDeactivateVc); and when it takes something away
 * in the middle of a reset, for which the driver concerned has not asked. Any other failure may have any cause.
 */
export const survival = monitor<Memory>({
  name: 'survival',
  rules: ['RESET-03', 'VC-DEACT-17'],
  hears: [
    ...(Object.keys(functions) as AnyFunctionName[]).filter((fn) => !fn.includes('NetBufferLists')),
    'MiniportResetEx',
    'NdisMResetComplete',
  ],
  open: () => ({ callers: new Set(), resetting: new Set(), latest: undefined }),
  called(scene, frame) {
    if (frame.isPrivate) return;
    const { state } = scene;
    const { fn, to, from, args } = frame;
    if (frame.isIntoNdis) {
      state.callers.add(from);
      if (fn === 'NdisMResetComplete') state.resetting.delete(from);
    } else if (fn === 'MiniportResetEx' || (fn === 'ProtocolCoStatusEx' && args.status === 'NDIS_STATUS_RESET_START')) {
      state.resetting.add(to);
      state.latest = { n: frame.record.n, line: frame.record.line, fn };
    } else if (fn === 'ProtocolCoStatusEx' && args.status === 'NDIS_STATUS_RESET_END') {
      state.resetting.delete(to);
    } else if (state.resetting.size > 0) {
      takeAway(scene, frame);
    }
  },
  answered(scene, frame) {
    if (frame.isPrivate) return;
    if (frame.fn === 'MiniportResetEx') {
      if (frame.outcome !== 'pending') scene.state.resetting.delete(frame.to);
    } else if (frame.isIntoNdis && frame.outcome === 'failure') {
      turnDown(scene, frame);
    }
  },
});

// Calls that NDIS turns down.

function turnDown(scene: SurvivalScene, frame: Frame): void {
  const { vc, sap, af, verdict, fn, status } = frame;
  const named = vc ?? sap ?? af;
  if (!named || verdict !== 'legal' || scene.world.isPartial || !isWrong(scene, frame)) return;
  const rule = causeIn(scene.state, vc, frame);
  if (rule === undefined) return;
  const why = rule === 'RESET-03' ? 'a reset ends nothing' : 'a deactivation leaves the handle as it is';
  scene.report({
    rule,
    by: 'ndis',
    message: `NDIS returns ${spoken(status)} from ${fn} of ${frame.from.name} for ${named.handle}, which is there still: ${why}`,
    about: [named.handle],
  });
}

/** Whether NDIS says of something that is there that it is not, or is about to go. */
function isWrong(scene: SurvivalScene, frame: Frame): boolean {
  const { fn, status, vc } = frame;
  if (badHandle.has(status)) return true;
  if (!vc || vc.isLifeGuessed) return false;
  switch (fn) {
    case 'NdisCoGetTapiCallId':
      return status === 'NDIS_STATUS_INVALID_DATA';
    case 'NdisCmActivateVc':
      return status === 'NDIS_STATUS_CLOSING' && isUnasked(scene, frame) && !isGoing(vc, frame);
    case 'NdisMCmDeactivateVc':
      return status === 'NDIS_STATUS_NOT_ACCEPTED' && causeIn(scene.state, vc, frame) === 'RESET-03';
    default:
      return false;
  }
}

/** Whether anything is under way that may end a VC, or its activation, beside the call in hand. */
const isGoing = ({ frames }: Vc, frame: Frame): boolean =>
  frames.some((open) => open !== frame && /Deactivate|Delete|CloseCall|ActivateVc/.test(open.fn));

/** Whether NDIS has turned a call down without asking the miniport, which the log would show. */
const isUnasked = ({ world }: SurvivalScene, { isLeaf, inside }: Frame): boolean =>
  !isLeaf && inside.length === 0 && world.cast.shows('miniport');

/** The latest thing that NDIS may have taken for the end of a VC. */
function causeIn({ latest }: Memory, vc: Vc | undefined, { record }: Frame): RuleId | undefined {
  const deactivation = vc?.past.findLast(({ fn, n }) => fn.includes('DeactivateVc') && n !== record.n)?.n ?? 0;
  const isDeactivated = deactivation > (latest?.n ?? 0);
  return isDeactivated ? 'VC-DEACT-17' : latest && 'RESET-03';
}

// What NDIS takes away.

function takeAway(scene: SurvivalScene, frame: Frame): void {
  const causes = takings.get(frame.fn);
  const { state, world, report } = scene;
  if (!causes || frame.isReported || !isOnlyAdapter(scene)) return;
  const owner = ownerOf(frame);
  if (!owner || !state.callers.has(owner) || causeOf(world, frame, causes)) return;
  const what = (frame.vc ?? frame.sap ?? frame.af)?.handle ?? '';
  frame.verdict = 'illegal';
  report({
    rule: 'RESET-03',
    by: 'ndis',
    message: `${deed(frame)} for ${what} during a reset (record ${state.latest?.n ?? 0}), for which ${owner.name} has not asked: a reset ends nothing`,
    about: [what],
  });
}

/** Who would have to ask for what NDIS does, if nobody is known to have asked. */
function ownerOf({ fn, vc, sap, af }: Frame): Actor | null {
  if (vc) {
    const isAlive = vc.life === 'active' || (vc.life === 'created' && fn !== 'MiniportCoDeactivateVc');
    if (!isAlive || vc.isLifeGuessed) return null;
    return fn === 'MiniportCoDeactivateVc' ? vc.provider : vc.creator;
  }
  if (fn === 'ProtocolCmDeregisterSap') return sap?.life === 'registered' ? sap.client : null;
  return fn === 'ProtocolCmCloseAf' && af?.life === 'open' ? af.client : null;
}

const isOnlyAdapter = ({ world: { cast } }: SurvivalScene): boolean =>
  [...cast.all('miniport'), ...cast.all('mcm')].length <= 1;
