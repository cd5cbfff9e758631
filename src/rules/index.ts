export { copyBooks, openBooks } from './books/books.js';
export type { Books } from './books/books.js';
export { ruleAgainst } from './callers.js';
export type { Finding, Monitor, Owed, Violation } from './monitor.js';
export { monitors } from './monitors.js';
export type { Step, WatchedCall, WatchedRecord } from './steps.js';
export { createWatch, left, observe, owed, Watch } from './watch.js';
export type { Left, Observed } from './watch.js';
