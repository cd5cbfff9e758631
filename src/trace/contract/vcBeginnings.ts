import type { VcCall, VcLife } from '../../protocol/lives.js';
import type { VcContext } from '../../../machines/vc/index.js';

/** Where a VC may have stood before the log began. */
export interface Beginning {
  readonly life: VcLife;
  readonly call: VcCall;
  /** What its context says beside that. */
  readonly memory: Partial<VcContext>;
}

const lives: readonly VcLife[] = ['active', 'created', 'deactivating', 'activating', 'reactivating'];

type Call = Omit<Beginning, 'life'>;

/** A close that has begun in that state of the call, and what may go on beside it. */
const closing = (closedFrom: VcCall, memory: Partial<VcContext> = {}): Call => ({
  call: 'closing',
  memory: { closedFrom, ...memory },
});

const calls: readonly Call[] = [
  { call: 'connected', memory: {} },
  { call: 'none', memory: {} },
  { call: 'making', memory: {} },
  { call: 'offered', memory: {} },
  { call: 'accepted', memory: {} },
  { call: 'modifying', memory: {} },
  closing('connected'),
  closing('accepted'),
  closing('modifying', { changesPending: 1 }),
  closing('making', { makePending: true }),
  closing('making'),
  closing('offered', { offerPending: true }),
  closing('offered'),
  closing('hungUp', { offerPending: true }),
  closing('hungUp'),
  { call: 'hungUp', memory: { offerPending: true } },
  { call: 'hungUp', memory: {} },
  { call: 'none', memory: { closedFrom: 'hungUp' } },
  { call: 'none', memory: { makePending: true } },
  { call: 'offered', memory: { changesPending: 1 } },
  { call: 'accepted', memory: { changesPending: 1 } },
  { call: 'hungUp', memory: { changesPending: 1 } },
];

/** All of them, the likeliest first. What has been tried on a call before is as unknown. */
export const beginnings: readonly Beginning[] = [
  ...calls.flatMap(({ call, memory }) =>
    lives.map((life) => ({ life, call, memory: { ...memory, change: 'unsure' } }) as const),
  ),
  { life: 'creating', call: 'none', memory: {} },
];
