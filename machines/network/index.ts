export { networkMachine } from './network.machine.js';
export { networkFates } from './network.fates.js';
