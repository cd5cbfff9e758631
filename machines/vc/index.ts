export { vcMachine } from './vc.machine.js';
export { vcFates } from './vc.fates.js';
export type { CallChange, SendInProgress, VcContext, VcEvent, VcInput } from './vc.types.js';
