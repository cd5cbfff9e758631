const assert = require('node:assert/strict');
const { explore } = require('condis/verify');

void explore({ vcs: 1, sends: 0, receives: 0 }).then(({ complete, verdicts }) => {
  const drain = verdicts.find(({ property }) => property === 'VC-DEACT-04');
  assert.deepEqual([complete, drain?.verdict], [true, 'holds']);
});
