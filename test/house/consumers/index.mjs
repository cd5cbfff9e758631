import assert from 'node:assert/strict';
import * as condis from 'condis';

assert.notDeepEqual(Object.keys(condis), []);
