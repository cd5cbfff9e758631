import { factOf } from '../protocol/functions.js';
import type { AnyFunctionName } from '../protocol/functions.js';
import type { RuleId } from '../protocol/rules.js';
import { monitor } from '../rules/index.js';
import type { Frame, Scene } from '../rules/index.js';

interface Memory {
  /** VCs whose call was up when the client began to close it, or has come up since. */
  readonly closing: Set<string>;
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
 * Rules that no MUST stands behind. The deeds under these names break nothing: VC-DEACT-15 says what is normal, and by
 * VC-DEACT-22 a VC may be deactivated for any other reason. But nobody is to blame for what follows from them.
 */
export const customs: ReadonlySet<RuleId> = new Set(['VC-DEACT-15']);

/**
 * Deeds of a chaotic driver after which nobody else is to blame. Some no record shows to the judges: a call manager
 * deactivates the VC of a call that nobody has ended, or takes a close back when it has deactivated the VC, and does
 * not tell the client. Others are known at once: PENDING from a callback that may not pend.
 */
export const deedsUnseen = monitor<Memory>({
  name: 'unseen',
  rules: ['VC-DEACT-15', 'ASYNC-05', 'VC-CREATE-08', 'VC-CREATE-09', 'VC-DEL-07'],
  open: () => ({ closing: new Set() }),
  called(scene, frame) {
    const { vc, fn, args, isIntoNdis } = frame;
    if (vc && fn === 'NdisClCloseCall' && isUp(vc.call)) scene.state.closing.add(vc.handle);
    if (vc?.call === 'closing' && isIntoNdis && comesUp(frame)) scene.state.closing.add(vc.handle);
    if (fn.endsWith('CloseCallComplete') && args.status !== 'NDIS_STATUS_SUCCESS') goesBack(scene, frame);
  },
  answered(scene, frame) {
    const { vc, fn, outcome, isIntoNdis } = frame;
    if (vc && fn === 'ProtocolClCloseCallComplete') scene.state.closing.delete(vc.handle);
    if (fn === 'ProtocolCmCloseCall' && outcome === 'failure') goesBack(scene, frame);
    if (fn.endsWith('DeactivateVc') && isIntoNdis && outcome !== 'failure' && vc && isUp(vc.call)) object(scene, frame);
    if (!isIntoNdis && outcome === 'pending' && factOf(fn).timing === 'synchronous') {
      const message = `${frame.driver.name} answers PENDING in ${fn}, which may not pend`;
      scene.report({ rule: pendings[fn] ?? 'ASYNC-05', level: 'error', by: frame.driver, message });
    }
  },
});

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
