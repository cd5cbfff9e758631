const assert = require('node:assert/strict');
const condis = require('condis');

assert.equal(condis.vcMachine.id, 'vc');
assert.equal(condis.createSystem().start().status, 'running');
assert.equal(Object.keys(condis.functions).length, 107);
