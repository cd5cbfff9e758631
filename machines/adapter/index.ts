export { adapterMachine } from './adapter.machine.js';
export { adapterFates } from './adapter.fates.js';
