import type { Frame } from '../frame.js';
import { monitor } from '../monitor.js';
import type { Vc } from '../things.js';
import type { World } from '../world.js';

/**
 * An MCM tells NDIS of a deactivation that it has done itself: by then all lists of the VC should be back. A plain
 * miniport must see to that, which is the contract's to say; lists that it has left behind are not asked for again.
 */
export const drain = monitor({
  name: 'drain',
  rules: ['VC-DEACT-24'],
  hears: ['MiniportCoDeactivateVc', 'NdisMCoDeactivateVcComplete', 'NdisMCmDeactivateVc'],
  called(scene, frame) {
    const { vc, fn, from } = frame;
    if (fn !== 'NdisMCmDeactivateVc' || frame.isPrivate || vc?.life !== 'active') return;
    if (vc.sends === 0 && vc.receives === 0) return;
    scene.report({
      rule: 'VC-DEACT-24',
      by: from,
      message: `${from.name} calls ${fn} for ${vc.handle} while ${leftBehind(scene.world, vc)} not back`,
      about: [vc.handle],
    });
  },
  entered({ world }, frame) {
    if (frame.fn === 'NdisMCoDeactivateVcComplete') excuse(world, frame);
  },
  left({ world }, frame) {
    if (frame.fn === 'MiniportCoDeactivateVc') excuse(world, frame);
  },
});

function leftBehind({ sends, receives }: World, vc: Vc): string {
  const names: string[] = [];
  for (const lists of [sends, receives]) {
    for (const { vc: other, holder, name } of lists.values()) if (other === vc && holder === 'out') names.push(name);
  }
  return `${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''} ${names.length === 1 ? 'is' : 'are'}`;
}

/** What was on its way when the miniport reported the deactivation has been found fault with once. */
function excuse({ sends, receives }: World, { vc, isPrivate }: Frame): void {
  if (!vc || isPrivate || vc.life !== 'created' || (vc.sends === 0 && vc.receives === 0)) return;
  for (const lists of [sends, receives]) {
    for (const packet of lists.values()) if (packet.vc === vc) lists.excuse(packet);
  }
}
