export { checkJson } from './json.js';
export { checkJunit } from './junit.js';
export { checkSarif } from './sarif.js';
export { checkText, diagnosisText, recordText } from './text.js';
export type { CheckTextOptions } from './text.js';
export { rulesText, ruleText } from './rules.js';
