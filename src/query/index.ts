export { pathText } from './path.js';
export { lineOf } from './plain.js';
export type { Plain } from './plain.js';
export { parseQuery } from './query.js';
export type { Query, QueryProblem } from './query.js';
export { eventOf, fields } from './record.js';
export type { Field, Mark, Queried, Records } from './record.js';
