export { adapterMachine } from './adapter.machine.js';
