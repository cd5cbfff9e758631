const assert = require('node:assert/strict');
const { createActor } = require('xstate');
const { vcMachine } = require('condis/machines');

const vc = createActor(vcMachine, { input: {} }).start();
assert.ok(vc.getSnapshot().matches({ life: 'absent' }));
vc.send({ type: 'NdisCoCreateVc', by: 'client' });
assert.ok(!vc.getSnapshot().matches({ life: 'absent' }));
