export { exploreJson } from './json.js';
export type { Asked } from './json.js';
export { exploreText } from './text.js';
export type { ExploreTextOptions } from './text.js';
