const assert = require('node:assert/strict');
const condis = require('condis');

assert.notDeepEqual(Object.keys(condis), []);
