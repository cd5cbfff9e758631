export { vcMachine } from './vc.machine.js';
export { vcFates } from './vc.fates.js';
export type {
  CallChange,
  CallEnd,
  CallState,
  LifeState,
  SendInProgress,
  VcContext,
  VcEvent,
  VcInput,
} from './vc.types.js';
