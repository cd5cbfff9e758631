import { factOf } from '../protocol/functions.js';
import type { AnyFunctionName } from '../protocol/functions.js';
import type { RuleId } from '../protocol/rules.js';
import { monitor } from '../rules/index.js';
import type { Frame, Scene } from '../rules/index.js';

interface Memory {
  /** VCs whose call was up when the client began to close it, or has come up since. */
  readonly closing: Set<string>;
  /** How many changes of call parameters each client has asked for that are not completed. */
  readonly asked: Map<string, number>;
  /** Who was given each list that was indicated. */
  readonly held: Map<string, string>;
}

const isUp = (call: string): boolean => !['none', 'making', 'hungUp', 'closing'].includes(call);

const comesUp = ({ fn, args }: Frame): boolean =>
  fn.endsWith('DispatchCallConnected') || (fn.endsWith('MakeCallComplete') && args.status === 'NDIS_STATUS_SUCCESS');

/** The rules that name a callback which may not pend. */
const pendings: Readonly<Partial<Record<AnyFunctionName, RuleId>>> = {
  MiniportCoCreateVc: 'VC-CREATE-08',
  ProtocolCoCreateVc: 'VC-CREATE-09',
  MiniportCoDeleteVc: 'VC-DEL-07',
  ProtocolCoDeleteVc: 'VC-DEL-07',
};

/**
 * Faults of a chaotic driver after which nobody else is to blame. Some of them no record shows to the judges: a call
 * manager deactivates the VC of a call that nobody has ended, or takes a close back when it has deactivated the VC, and the
 * client is not told. Others are known at once: PENDING from a callback that may not pend, a change completed that nobody has
 * asked for; a list returned that somebody else was given.
 */
export const deedsUnseen = monitor<Memory>({
  name: 'unseen',
  rules: ['VC-DEACT-15', 'RECV-06', 'ASYNC-03', 'ASYNC-07', 'VC-CREATE-08', 'VC-CREATE-09', 'VC-DEL-07'],
  open: () => ({ closing: new Set(), asked: new Map(), held: new Map() }),
  called(scene, frame) {
    const { vc, fn, args, isIntoNdis } = frame;
    if (vc && fn === 'NdisClCloseCall' && isUp(vc.call)) scene.state.closing.add(vc.handle);
    if (vc?.call === 'closing' && isIntoNdis && comesUp(frame)) scene.state.closing.add(vc.handle);
    if (fn === 'ProtocolCoReceiveNetBufferLists') args.nbl?.forEach((nbl) => scene.state.held.set(nbl, frame.to.name));
    if (fn === 'NdisReturnNetBufferLists') giveBack(scene, frame);
    if (vc && fn === 'NdisClModifyCallQoS') count(scene, vc.handle, 1);
    if (vc && isIntoNdis && fn.endsWith('ModifyCallQoSComplete')) complete(scene, frame, vc.handle);
    if (fn.endsWith('CloseCallComplete') && args.status !== 'NDIS_STATUS_SUCCESS') goesBack(scene, frame);
  },
  answered(scene, frame) {
    const { vc, fn, args, outcome, isIntoNdis } = frame;
    if (vc && fn === 'NdisClModifyCallQoS' && outcome !== 'pending') count(scene, vc.handle, -1);
    if (vc && fn.endsWith('DeleteVc') && isIntoNdis && outcome === 'success') scene.state.asked.delete(vc.handle);
    if (vc && fn === 'ProtocolClCloseCallComplete') {
      scene.state.closing.delete(vc.handle);
      if (args.status === 'NDIS_STATUS_SUCCESS') scene.state.asked.delete(vc.handle);
    }
    if (fn === 'ProtocolCmCloseCall' && outcome === 'failure') goesBack(scene, frame);
    if (fn.endsWith('DeactivateVc') && isIntoNdis && outcome !== 'failure' && vc && isUp(vc.call)) object(scene, frame);
    if (!isIntoNdis && outcome === 'pending' && factOf(fn).timing === 'synchronous') {
      const message = `${frame.driver.name} answers PENDING in ${fn}, which may not pend`;
      scene.report({ rule: pendings[fn] ?? 'ASYNC-07', level: 'error', by: frame.driver, message });
    }
  },
});

/** More than one is as good as two: a client asks for one change after the other. */
function count({ state }: Scene<Memory>, handle: string, more: number): void {
  state.asked.set(handle, Math.min(2, Math.max(0, (state.asked.get(handle) ?? 0) + more)));
}

function complete(scene: Scene<Memory>, { driver, fn }: Frame, handle: string): void {
  if ((scene.state.asked.get(handle) ?? 0) === 0) {
    const message = `${driver.name} calls ${fn} for ${handle}, and nobody has asked for a change`;
    scene.report({ rule: 'ASYNC-03', level: 'error', by: driver, message, about: [handle] });
  }
  count(scene, handle, -1);
}

function giveBack({ state, report }: Scene<Memory>, { args, driver, fn }: Frame): void {
  for (const nbl of args.nbl ?? []) {
    const holder = state.held.get(nbl);
    state.held.delete(nbl);
    if (holder === undefined || holder === driver.name) continue;
    const message = `${driver.name} calls ${fn} for ${nbl}, which ${holder} was given`;
    report({ rule: 'RECV-06', level: 'error', by: driver, message });
  }
}

function goesBack(scene: Scene<Memory>, frame: Frame): void {
  const { vc } = frame;
  if (!vc || !scene.state.closing.has(vc.handle)) return;
  if (vc.life === 'created' || vc.life === 'deactivating') object(scene, frame);
}

function object({ report }: Scene<Memory>, { vc, driver, fn }: Frame): void {
  report({
    rule: 'VC-DEACT-15',
    level: 'error',
    by: driver,
    message: `${driver.name} leaves ${vc?.handle ?? 'a VC'} inactive under a call that goes on (${fn})`,
    about: vc ? [vc.handle] : [],
  });
}
