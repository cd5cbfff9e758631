/** The query language, as it is asked of a run. */
export { eventOf, fields, parseQuery } from '../../src/query/index.js';
export type { Field, Query, QueryProblem } from '../../src/query/index.js';
