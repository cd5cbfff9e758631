export { miniportMachine } from './miniport.machine.js';
export { miniportVcMachine } from './miniportVc.machine.js';
export { miniportFates } from './miniport.fates.js';
export { miniportVcFates } from './miniportVc.fates.js';
