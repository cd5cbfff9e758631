const assert = require('node:assert/strict');
const { functions } = require('condis/protocol');

assert.ok(functions.NdisCoCreateVc);
