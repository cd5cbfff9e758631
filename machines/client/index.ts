export { clientMachine } from './client.machine.js';
export { clientVcMachine } from './clientVc.machine.js';
