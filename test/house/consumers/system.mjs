import assert from 'node:assert/strict';
import { createSystem } from 'condis/system';

assert.equal(typeof createSystem, 'function');
