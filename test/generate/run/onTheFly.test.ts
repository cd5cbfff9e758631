/** Runs that choose each move after the last; replays of them; and how they are shrunk. */
import { brokenDrivers, Client, Miniport } from '../../../src/generate/drivers/index';
import { onTheFly, ownMachines, readReplay, replay, shrink, wholeSystem } from '../../../src/generate/run/index';
import { driversOf } from '../../../src/protocol/roles';
import type { Topology } from '../../../src/protocol/roles';
import { faultsOf } from '../../../src/system/index';

const topologies: readonly Topology[] = ['cm', 'mcm'];
const roles = topologies.flatMap((topology) => driversOf[topology].map((role) => ({ topology, role })));
const broken = (name: string) => brokenDrivers.find((driver) => driver.name === name)!;

describe.each([1, 2])('with the seed %d', (seed) => {
  const options = { seed, steps: 120, vcs: seed };

  test.each(roles)('$role of $topology keeps to the contract', async ({ topology, role }) => {
    const faults = faultsOf(topology);
    const result = await onTheFly(ownMachines(role, topology), { ...options, topology, underTest: role, faults });
    expect(result.report).toMatch(/^passed/);
  });

  test.each(topologies)('the whole system of %s keeps to the contract', async (topology) => {
    const result = await onTheFly(wholeSystem(topology), { ...options, topology, underTest: 'system' });
    expect(result.report).toMatch(/^passed/);
  });
});

/** Its hardware does not wait to be told: a send is done while it is handed down. */
class QuickMiniport extends Miniport {
  protected override send(...[channel, nbl]: Parameters<Miniport['send']>): void {
    super.send(channel, nbl);
    this.finishSend(channel);
  }
}

/** Its hardware is done with a send when nobody looks. */
class LateMiniport extends Miniport {
  override settle(): void {
    for (const channel of this.channels.values()) this.finishSend(channel);
  }

  protected override happen(...[event]: Parameters<Miniport['happen']>) {
    return event.type === 'adapter.sendDone' ? 'unsupported' : super.happen(event);
  }
}

test.each([QuickMiniport, LateMiniport])('%p may finish its sends by itself', async (kind) => {
  const options = { topology: 'cm', underTest: 'miniport', steps: 150 } as const;
  const result = await onTheFly(() => new kind(), { ...options, weights: { 'client.send': 10 } });
  expect(result.report).toMatch(/^passed/);
  expect(result.records.some((record) => 'fn' in record && record.fn === 'MiniportCoSendNetBufferLists')).toBe(true);
});

test('a weight of nothing forbids a move', async () => {
  const options = { topology: 'cm', underTest: 'client', steps: 60 } as const;
  const result = await onTheFly(() => new Client(), { ...options, weights: { 'network.call': 0 } });
  expect(readReplay(result.replay)?.moves.length).toBeGreaterThan(50);
  expect(result.replay).not.toContain('network.call');
});

test('the same seed gives the same run', async () => {
  const run = () => onTheFly(() => new Client(), { topology: 'mcm', underTest: 'client', seed: 7, steps: 50 });
  expect(await run()).toEqual(await run());
});

describe('a failing run', () => {
  const { create } = broken('losesSends');
  const options = { topology: 'cm', underTest: 'miniport', steps: 200 } as const;

  test('can be run again by its line', async () => {
    const failed = await onTheFly(create, options);
    const again = await replay(create, failed.replay);
    expect(again.breaches).toEqual(failed.breaches);
    expect(again.records).toEqual(failed.records);
    expect((await replay(() => new Miniport(), failed.replay)).verdict).toBe('passed');
  });

  test('is shrunk to the shortest', async () => {
    const failed = await onTheFly(create, options);
    const shrunk = await shrink(create, failed);
    expect(shrunk?.result.replay).toBe(
      'cm/miniport vcs=1 sends=1 receives=1 seed=1 | ' +
        'callManager.createSignalingVc callManager.sendSignal adapter.sendDone',
    );
    expect(shrunk?.from).toBeGreaterThan(3);
    expect(shrunk?.result.breaches.map(({ rule }) => rule)).toEqual(['SEND-07']);
  });

  test('that does not fail again is not shrunk', async () => {
    const failed = await onTheFly(create, options);
    expect(await shrink(() => new Miniport(), failed)).toBeUndefined();
  });
});

test('moves that are no way of the model say so', async () => {
  const line = 'cm/client vcs=1 sends=1 receives=1 seed=1 | client.createVc client.send';
  const result = await replay(() => new Client(), line);
  expect([result.verdict, result.cause, result.what]).toEqual([
    'inconclusive',
    'illegal',
    'client.send cannot happen here',
  ]);
});

test('a line that is none of a run is refused', async () => {
  await expect(replay(() => new Client(), 'client.createVc')).rejects.toThrow(TypeError);
});
