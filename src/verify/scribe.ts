export { Scribe } from '../system/index.js';
export type { Flaw, Fragment } from '../system/index.js';
