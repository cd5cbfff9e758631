import assert from 'node:assert/strict';
import { generate, ownMachines, runSuite } from 'condis/generate';

const { suite, figures } = generate({ underTest: 'miniport', sends: 0, receives: 0 });
assert.ok(figures.lowerBound !== null && figures.steps <= 1.2 * figures.lowerBound);
void runSuite(suite, ownMachines('miniport', 'cm')).then(({ passed, failed }) => {
  assert.deepEqual([passed, failed], [suite.tests.length, 0]);
});
