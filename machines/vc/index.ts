export { vcMachine } from './vc.machine.js';
