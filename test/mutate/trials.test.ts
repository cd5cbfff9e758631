/** What becomes of a mutant: who objects, or how it is known that nobody can. */
import { Trials } from '../../src/mutate/index.js';
import type { Fate } from '../../src/mutate/index.js';
import { topologies } from './world.js';

const all = Object.fromEntries(topologies.map((topology) => [topology, new Trials({ topology, faults: 'none' })]));

function fateOf(id: string, topology = 'cm'): Fate {
  const trials = all[topology]!;
  const mutation = trials.mutations.find((one) => one.id === id);
  if (!mutation) throw new Error(`There is no mutation ${id}.`);
  return trials.tryOut(mutation).result;
}

test.each([
  ['cm', 'VC-DEACT-04'],
  ['mcm', 'VC-DEACT-24'],
])('%s: no seeded fault hides: the drain guard, by %s on the shortest way', (topology, killedBy) => {
  expect(fateOf('adapter.draining.always.flipGuard', topology)).toMatchObject({
    fate: 'killed',
    killedBy,
    steps: ['network.call', 'adapter.receive', 'network.hangUp'],
    under: 'no faults',
  });
});

test.each([
  ['vc.life.created.NdisCoDeleteVc.dropTransition', 'fate'],
  ['adapter.draining.always.dropTransition', 'deadlock'],
])('%s is killed by %s', (id, killedBy) => {
  expect(fateOf(id)).toMatchObject({ fate: 'killed', killedBy });
});

test('a way that leads to nothing any more is a loss', () => {
  expect(fateOf('miniportVc.channel.received.dropAction.indicate')).toMatchObject({ killedBy: 'reachability' });
});

test.each([
  ['adapter.draining.always.dropAction.stopChannel', 'journal'],
  ['adapter.draining.always.dropAction.voidParameters', 'bisimilar'],
])('%s makes no difference: %s', (id, by) => {
  expect(fateOf(id)).toEqual({ fate: 'equivalent', by });
});

test('what the contract leaves free is no gap, and says why', () => {
  const fate = fateOf('call.settingUp.after.patience.dropTransition');
  expect(fate).toMatchObject({ fate: 'equivalent', by: 'allowed' });
  expect((fate as { why: string }).why).toContain('as long as it likes');
});

test('what differs is tried with more lists', () => {
  const fate = fateOf('clientVc.finishing.ProtocolCoSendNetBufferListsComplete.1.flipGuard.isLastSend');
  expect(fate).toMatchObject({ fate: 'killed', killedBy: 'CALL-CLOSE-02', under: 'more lists' });
});

test('a survivor is shown by its nearest difference', () => {
  const fate = fateOf('clientVc.exists.inCall.bargaining.NdisClModifyCallQoS.returns.2.dropAction.noteReturn');
  expect(fate).toMatchObject({ fate: 'survived', doesLess: false });
  expect((fate as { how: string }).how).toBe(
    'after network.call, network.connect, client.modifyCallQoS: client.closeCall: nothing more instead of client calls NdisClCloseCall',
  );
});

test('the same mutant has the same fate, whichever were tried before', () => {
  const id = 'adapter.open.channel.close.2.dropAction.reportDraining';
  const trials = new Trials({ topology: 'cm', faults: 'none' });
  const mutation = trials.mutations.find((one) => one.id === id)!;
  expect(trials.tryOut(mutation).result).toEqual(fateOf(id));
});
