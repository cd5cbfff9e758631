const assert = require('node:assert/strict');
const { createSystem } = require('condis/system');

assert.equal(typeof createSystem, 'function');
