export { owedAtEnd } from './owed.js';
export type { Debt } from './owed.js';
export { writeRecord, writeTrace } from './write.js';
