export { miniportMachine } from './miniport.machine.js';
export { miniportVcMachine } from './miniportVc.machine.js';
export * from './transfer.js';
