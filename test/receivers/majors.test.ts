/** Two majors of XState under one roof: the machines run on 5, the outlet to @xstate/inspect needs 4. */
import { join } from 'node:path';
import { must, node } from '../house/commands.js';
import { root } from '../house/sources.js';

const receivers = join(root, 'test/receivers');
const evaluate = (code: string, cwd: string): string => must(node(['-p', code], cwd));

test.each([
  { from: 'the root', cwd: root, major: /^5\.33\./ },
  { from: 'test/receivers/', cwd: receivers, major: /^4\.38\./ },
])('$from finds its own XState', ({ cwd, major }) => {
  expect(evaluate("require(require.resolve('xstate/package.json')).version", cwd)).toMatch(major);
});

test('@xstate/inspect finds the XState of test/receivers/', () => {
  const outlet = "require.resolve('@xstate/inspect/package.json')";
  expect(
    evaluate(`require(require.resolve('xstate/package.json', { paths: [${outlet}] })).version`, receivers),
  ).toMatch(/^4\.38\./);
});

test('@xstate/inspect loads on Node', () => {
  expect(evaluate("typeof require('@xstate/inspect/lib/server.js').inspect", receivers)).toBe('function');
});
