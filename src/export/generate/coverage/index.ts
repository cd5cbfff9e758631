export { coverageHtml } from './html.js';
export type { CoverageHtmlOptions } from './html.js';
export { coverageJson } from './json.js';
export { coverageJunit } from './junit.js';
export { coverageMarkdown } from './markdown.js';
export { coverageText } from './text.js';
export type { CoverageTextOptions } from './text.js';
