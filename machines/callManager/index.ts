export { callManagerMachine } from './callManager.machine.js';
export { callManagerVcMachine } from './callManagerVc.machine.js';
export { callMachine } from './call.machine.js';
