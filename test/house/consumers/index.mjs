import assert from 'node:assert/strict';
import * as condis from 'condis';

assert.equal(condis.vcMachine.id, 'vc');
assert.equal(condis.createSystem().start().status, 'running');
assert.equal(Object.keys(condis.functions).length, 107);
