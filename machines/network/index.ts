export { networkMachine } from './network.machine.js';
