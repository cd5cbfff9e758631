import assert from 'node:assert/strict';
import { createActor } from 'xstate';
import { vcMachine } from 'condis/machines';

const vc = createActor(vcMachine, { input: {} }).start();
assert.ok(vc.getSnapshot().matches({ life: 'absent' }));
vc.send({ type: 'NdisCoCreateVc', by: 'client' });
assert.ok(!vc.getSnapshot().matches({ life: 'absent' }));
