import assert from 'node:assert/strict';
import { createSystem } from 'condis/system';

for (const topology of ['cm', 'mcm']) {
  const records = [];
  const system = createSystem({ topology }).start();
  system.subscribe((record) => records.push(record));
  for (const type of ['client.createVc', 'client.makeCall', 'network.accept', 'client.send', 'adapter.sendDone']) {
    assert.equal(system.send({ type, vc: 1 }).result, 'taken');
  }
  assert.equal(system.may({ type: 'client.deleteVc', vc: 1 }).result, 'refused');
  assert.deepEqual(system.snapshot().actors['vc[1]'].value, { life: 'active', call: 'connected' });
  assert.ok(records.some(({ fn }) => fn === 'NdisCoSendNetBufferLists'));
  system.stop();
}
