import type { VcCall, VcLife } from '../../protocol/lives.js';
import type { VcContext } from '../../../machines/vc/index.js';

const lives: readonly VcLife[] = ['created', 'active', 'deactivating', 'activating', 'reactivating', 'creating'];
const calls: readonly VcCall[] = [
  'none',
  'connected',
  'modifying',
  'making',
  'offered',
  'accepted',
  'hungUp',
  'closing',
];

/** A context as it would be in these states. */
export function contextIn(context: VcContext, life: VcLife, call: VcCall, before: VcCall): VcContext {
  const isActive = life === 'active' || life === 'reactivating' || life === 'deactivating';
  return {
    ...context,
    parameters: isActive ? 'P' : null,
    proposed: life === 'activating' || life === 'reactivating' ? 'P' : null,
    makePending: call === 'making',
    offerPending: call === 'offered',
    changesPending: call === 'modifying' ? 1 : 0,
    closedFrom: call === 'closing' ? (context.closedFrom ?? 'connected') : null,
    // Of a call that is not seen to begin nobody knows.
    multipoint: context.multipoint || (before === 'none' && (call === 'making' || call === 'connected')),
    ended: call === 'none' ? context.ended : null,
    spent: call === 'none' && life !== 'created' && context.spent,
    change: call === 'modifying' ? 'unsure' : context.change,
  };
}

/** Which halves of a VC's state may be other than they are. */
export interface Halves {
  readonly life: boolean;
  readonly call: boolean;
}
export const bothHalves: Halves = { life: true, call: true };

/** All pairs of states, the likeliest first where these two are not those of the VC. */
export function* nearest(life: VcLife, call: VcCall, halves: Halves): Generator<readonly [VcLife, VcCall]> {
  yield [life, call];
  if (halves.life) for (const other of lives) yield [other, call];
  if (halves.call) {
    for (const other of calls) {
      yield [life, other];
      if (halves.life) yield ['active', other];
    }
  }
  if (halves.life && halves.call) for (const one of lives) for (const other of calls) yield [one, other];
}
