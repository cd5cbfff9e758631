import { illegal, to } from '../chart.js';
import type { Fates } from '../chart.js';
import type { MiniportContext, MiniportEvent, MiniportState } from './miniport.types.js';

/** What becomes of every callback in every state of a miniport. */
export const miniportFates: Fates<MiniportContext, MiniportEvent, MiniportState> = {
  MiniportInitializeEx: { halted: to('running'), running: illegal('REG-04') },
  MiniportHaltEx: { running: to('halted'), halted: illegal('STAT-02') },
};
