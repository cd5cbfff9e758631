import assert from 'node:assert/strict';
import { functions } from 'condis/protocol';

assert.ok(functions.NdisCoCreateVc);
