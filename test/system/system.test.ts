import { adapterMachine } from '../../machines/adapter/index.js';
import type { ForcedCall } from '../../src/system/index.js';
import { createSystem, VirtualClock } from '../../src/system/index.js';
import { answers, close, create, done, make, offer, remove, send, tell, up } from './tell.js';

describe('the virtual clock', () => {
  test('an alarm that sets itself again rings each time it falls due', () => {
    const clock = new VirtualClock();
    const rung: number[] = [];
    const ring = () => {
      rung.push(clock.now());
      clock.setTimeout(ring, 10);
    };
    clock.setTimeout(ring, 10);
    clock.advance(100);
    expect(rung).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
    expect(clock.now()).toBe(100);
  });

  test('alarms ring in the order of their times, then in that of their setting', () => {
    const clock = new VirtualClock();
    const rung: string[] = [];
    const set = (name: string, at: number) => clock.setTimeout(() => rung.push(name), at);
    set('late', 30);
    set('first', 10);
    set('second', 10);
    const never = set('never', 20);
    clock.clearTimeout(never);
    clock.advance(29);
    expect(rung).toEqual(['first', 'second']);
    clock.advance(1);
    expect(rung).toEqual(['first', 'second', 'late']);
  });

  test('the time of a system is in its records', () => {
    const { system, go, records } = tell();
    system.advance(2_500);
    go(create);
    expect(system.time).toBe(2_500);
    expect(records[0]).toMatchObject({ t: 2.5 });
  });
});

describe('real time', () => {
  test('hardware of an application stands behind the chart of the adapter', async () => {
    const system = createSystem({
      clock: 'real',
      adapter: adapterMachine.provide({
        actions: {
          startTransmission: ({ context }) => {
            setTimeout(() => system.send({ type: 'adapter.sendDone', vc: context.vc }), 5);
          },
        },
      }),
    }).start();
    up.forEach((event) => system.send(event));
    const completed = new Promise<string>((resolve) => {
      system.subscribe((record) => {
        if (record.kind === 'call' && record.fn === 'ProtocolCoSendNetBufferListsComplete') {
          resolve(String(record.args?.nbl));
        }
      });
    });
    system.send(send);
    await expect(completed).resolves.toBe('vc1-tx1');
    system.stop();
  });

  test('a call manager loses its patience', async () => {
    const system = createSystem({ clock: 'real', patience: 5 }).start();
    const failed = new Promise<unknown>((resolve) => {
      system.subscribe((record) => {
        if (record.kind === 'return' && record.fn === 'NdisCmMakeCallComplete') resolve(record.status);
      });
    });
    [create, make].forEach((event) => system.send(event));
    await expect(failed).resolves.toBeNull();
    expect(system.snapshot().actors['client[1]']?.value).toEqual({ exists: 'idle' });
    system.stop();
  });
});

describe('a system', () => {
  test('knows nothing of another one', () => {
    const one = tell();
    const other = tell({ topology: 'mcm' });
    one.go(...up);
    expect(other.records).toEqual([]);
    expect(other.at('vc[1]')).toBeUndefined();
    other.go(create);
    expect(one.at('vc[1]')).toEqual({ life: 'active', call: 'connected' });
  });

  test('tells its listeners, until they have heard enough', () => {
    const { system, go, records } = tell();
    const heard: unknown[] = [];
    const enough = system.subscribe((record) => heard.push(record));
    go(create);
    expect(heard).toEqual(records);
    enough();
    go(make);
    expect(heard.length).toBeLessThan(records.length);
  });

  test('has a snapshot of plain data, VC by VC', () => {
    const { system, go } = tell();
    go(...up, { ...create, vc: 3 }, { ...send, vc: 1 });
    const snapshot = system.snapshot();
    expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot);
    expect(Object.keys(snapshot.actors)).toEqual(
      expect.arrayContaining(['vc[1]', 'vc[3]', 'client[3]', 'adapter[1]', 'af']),
    );
    expect(snapshot.actors['vc[3]']?.value).toEqual({ life: 'created', call: 'none' });
  });

  test('says what already holds, for a trace that begins in the middle', () => {
    const { system, go } = tell();
    go(...up, send);
    expect(system.assumptions()).toEqual([
      { kind: 'assume', object: 'af', handle: 'af1', state: 'open' },
      { kind: 'assume', object: 'sap', handle: 'sap1', state: 'registered', args: { af: 'af1' } },
      {
        kind: 'assume',
        object: 'vc',
        handle: 'vc1',
        state: 'active',
        args: { creator: 'client', client: 'client', af: 'af1', call: 'connected' },
      },
      { kind: 'assume', object: 'send', handle: 'vc1-tx1', args: { vc: 'vc1', from: 'client' } },
    ]);
  });

  test('takes nothing more when it is stopped', () => {
    const { system, go, records } = tell({ patience: 100 });
    go(create, make);
    const count = records.length;
    system.stop();
    expect(system.send(close)).toEqual({ result: 'ignored' });
    expect(() => {
      system.advance(1_000);
      system.stop();
    }).not.toThrow();
    expect(records).toHaveLength(count);
    expect(system.status).toBe('stopped');
  });

  test('explains what it does not take, and records it', () => {
    const { system, records } = tell();
    expect(system.may(make)).toEqual({ result: 'refused', rule: 'VC-CREATE-01' });
    expect(system.send(make)).toEqual({ result: 'refused', rule: 'VC-CREATE-01' });
    expect(records).toEqual([
      { kind: 'note', text: 'client[1] does not take client.makeCall', rule: 'VC-CREATE-01', t: 0 },
    ]);
  });

  test('does not know a function that nobody has documented', () => {
    const { system } = tell();
    expect(() => system.call({ from: 'client', fn: 'NdisCoFly' as ForcedCall['fn'] })).toThrow(TypeError);
  });

  test.each([
    ['client', 'NdisCmActivateVc', 'VC-ACT-02'],
    ['miniport', 'NdisCoCreateVc', 'VC-CREATE-17'],
    ['callManager', 'NdisMCmDispatchCallConnected', 'MCM-09'],
  ] as const)('refuses to %s what is for another kind of driver: %s', (from, fn, rule) => {
    const { system, go } = tell();
    go(create);
    expect(system.call({ from, fn }).rule).toBe(rule);
  });
});

describe('faults that random walks have found', () => {
  test('a number is free again while the VC that had it is remembered for an answer', () => {
    const { go, at } = tell();
    go(answers('ProtocolCmMakeCall', 'RESOURCES'), create, remove, offer);
    expect(at('vc[1]')).toEqual({ life: 'active', call: 'accepted' });
  });

  test('a number that served for signaling serves for a call', () => {
    const { go, at } = tell();
    go(
      answers('MiniportCoCreateVc', 'RESOURCES'),
      answers('ProtocolClIncomingCall', 'PENDING'),
      { type: 'callManager.createSignalingVc' },
      offer,
    );
    expect(at('client[1]')).toEqual({ exists: { inCall: 'offered' } });
  });

  test('a number that is in use is not given to another VC', () => {
    const { system, go } = tell();
    go({ type: 'callManager.createSignalingVc' });
    expect(system.may(create)).toEqual({ result: 'refused', rule: 'CTX-04' });
    expect(system.send(create)).toEqual({ result: 'refused', rule: 'CTX-04' });
  });

  test.each([
    ['cm', [{ type: 'callManager.createSignalingVc' }]],
    ['cm', [answers('channel.open', 'INVALID_DATA'), { type: 'callManager.createSignalingVc' }]],
    ['mcm', [{ type: 'mcm.createSignalingVc' }]],
    ['cm', [create]],
    ['mcm', [create]],
  ] as const)('%s: a call that comes in on a VC in use is turned away', (topology, events) => {
    const { go, at } = tell({ topology });
    go(...events, offer);
    expect(at('call[1]')).toBe('idle');
    expect(at('network[1]')).toBe('idle');
  });

  test('no call comes in before the last one on the VC is over', () => {
    const { system, go } = tell();
    go(offer, { type: 'network.connect' }, send, { type: 'network.hangUp' });
    expect(system.may(offer)).toEqual({ result: 'refused', rule: 'VC-REACT-08' });
    go(offer, done);
    expect(system.snapshot().deferred).toEqual([]);
    expect(system.may(offer)).toEqual({ result: 'taken' });
  });

  test('an MCM that is letting a VC down hears of the close', () => {
    const { go, at } = tell({ topology: 'mcm' });
    go(
      offer,
      { type: 'network.connect' },
      send,
      { type: 'network.hangUp' },
      { type: 'callManager.deactivateVc' },
      done,
    );
    expect(at('vc[1]')).toEqual({ life: 'created', call: 'none' });
  });

  test('the peer proposes other parameters, and the VC cannot be raised at all', () => {
    const { go, at } = tell();
    go(create, make, answers('channel.open', 'PENDING'), { type: 'network.accept' }, { type: 'network.proposeQoS' });
    go({ type: 'adapter.activationFailed' });
    expect([at('network[1]'), at('call[1]')]).toEqual(['idle', 'idle']);
  });

  test('a new call begins although the network has never confirmed the end of the last one', () => {
    const { system, go, at } = tell({ patience: 1_000 });
    go(...up, close);
    system.advance(1_000);
    go(make);
    expect(at('network[1]')).toBe('alerting');
    go({ type: 'network.accept' });
    expect(at('call[1]')).toBe('connected');
  });

  test('a delay that ends after a bug check wakes nobody', async () => {
    const { system, go, records } = tell({ patience: 1_000 });
    go(
      create,
      make,
      { ...create, vc: 2 },
      { ...answers('MiniportCoDeleteVc', 'PENDING'), vc: 2 },
      { ...remove, vc: 2 },
    );
    const count = records.length;
    system.advance(5_000);
    await Promise.resolve();
    expect(system.status).toBe('bugCheck');
    expect(records).toHaveLength(count);
  });
});
