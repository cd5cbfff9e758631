export { vcMachine } from './vc.machine.js';
export { vcFates } from './vc.fates.js';
