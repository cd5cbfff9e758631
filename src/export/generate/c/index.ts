import type { Suite } from '../../../generate/index.js';
import type { SuiteFile } from '../files.js';
import { dataText } from './data.js';
import { headerText } from './header.js';
import { runnerText } from './runner.js';

/**
 * A suite for drivers in C: the types and what the author of a driver has to provide, the tests as constant tables, and
 * a runner that prints TAP. All of it is C99 without anything else.
 */
export const cFiles = (suite: Suite): readonly SuiteFile[] => [
  { path: 'condis_suite.h', text: headerText },
  { path: 'condis_suite.c', text: dataText(suite) },
  { path: 'condis_run.c', text: runnerText },
];
