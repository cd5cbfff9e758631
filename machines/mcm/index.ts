export { mcmVcMachine } from './mcmVc.machine.js';
export { mcmVcFates } from './mcmVc.fates.js';
