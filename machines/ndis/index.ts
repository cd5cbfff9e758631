export { ndisMachine } from './ndis.machine.js';
export { afMachine } from './af.machine.js';
export { sapMachine } from './sap.machine.js';
