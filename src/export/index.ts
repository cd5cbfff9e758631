export { toMermaid } from './mermaid.js';
export { toText } from './text.js';
export { sheetOf, stepNote } from './trace.js';
export type { TextOptions } from './text.js';
export { brokenRules, transcribe } from './transcript.js';
export type { Entry, Sheet, SheetExpectation, SheetStep, SheetViolation, Transcript } from './transcript.js';
export * from './check/index.js';
export * from './explore/index.js';
export * from './mutate/index.js';
