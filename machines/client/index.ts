export { clientFates } from './client.fates.js';
export { clientMachine } from './client.machine.js';
export { clientVcFates } from './clientVc.fates.js';
export { clientVcMachine } from './clientVc.machine.js';
