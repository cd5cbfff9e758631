export { ndisMachine } from './ndis.machine.js';
export { afMachine } from './af.machine.js';
export { sapMachine } from './sap.machine.js';
export { ndisFates } from './ndis.fates.js';
export { afFates } from './af.fates.js';
export { sapFates } from './sap.fates.js';
