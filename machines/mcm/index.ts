export { mcmVcMachine } from './mcmVc.machine.js';
