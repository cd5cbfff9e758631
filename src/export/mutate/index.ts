export { mutateJson, mutationsJson } from './json.js';
export { mutateText, mutationsText } from './text.js';
export type { MutateTextOptions } from './text.js';
