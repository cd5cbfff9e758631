export type { Counterexample, CounterexampleStep } from './counterexample.js';
export type { Coverage, Reached } from './coverage.js';
export { explore } from './explore.js';
export type { Circumstances, Found, Searcher, Stage } from './explore.js';
export type { Question } from './question.js';
export { generalProperties } from './report.js';
export type { Exploration, GeneralProperty, Misbehaviour, OwnBreach, Refused, Verdict, VerdictKind } from './report.js';
