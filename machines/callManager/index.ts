export { callFates } from './call.fates.js';
export { callMachine } from './call.machine.js';
export { callManagerFates } from './callManager.fates.js';
export { callManagerMachine } from './callManager.machine.js';
export { callManagerVcFates } from './callManagerVc.fates.js';
export { callManagerVcMachine } from './callManagerVc.machine.js';
