import { adapterMachine } from 'condis/machines';
import { createSystem } from 'condis/system';
import type { CondisSystem, Outcome, SystemSnapshot } from 'condis/system';

const adapter = adapterMachine.provide({
  actions: { startTransmission: ({ event }) => void (event.type === 'channel.send' && event.nbl.length) },
});
const system: CondisSystem = createSystem({ topology: 'mcm', adapter }).start();
const outcome: Outcome = system.send({ type: 'client.makeCall', vc: 1, callParameters: 'P1' });
// @ts-expect-error -- nothing of that name can happen
system.send({ type: 'client.makeTea' });
// @ts-expect-error -- a topology that CoNDIS does not know
createSystem({ topology: 'wan' });

export const used: [Outcome, SystemSnapshot] = [outcome, system.snapshot()];
