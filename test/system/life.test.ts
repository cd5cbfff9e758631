import type { Topology } from '../../src/protocol/roles.js';
import type { EnvironmentEvent, SystemOptions } from '../../src/system/index.js';
import { accept, answers, close, create, done, make, offer, remove, send, tell, up } from './tell.js';

const shared = ['ndis', 'af', 'sap', 'client', 'callManager', 'miniport', 'mcm'];

describe('a VC is created', () => {
  const signal: Record<Topology, EnvironmentEvent> = {
    cm: { type: 'callManager.createSignalingVc' },
    mcm: { type: 'mcm.createSignalingVc' },
  };
  const cases: readonly [string, SystemOptions, EnvironmentEvent, readonly string[]][] = [
    ['by a client of a call manager', {}, create, ['callManager.ProtocolCoCreateVc', 'miniport.MiniportCoCreateVc']],
    [
      'by a client, the miniport told first',
      { callbackOrder: 'miniportFirst' },
      create,
      ['miniport.MiniportCoCreateVc', 'callManager.ProtocolCoCreateVc'],
    ],
    ['by a client of an MCM', { topology: 'mcm' }, create, ['mcm.ProtocolCoCreateVc']],
    ['for a call that comes in', {}, offer, ['client.ProtocolCoCreateVc', 'miniport.MiniportCoCreateVc']],
    ['for a call that comes in to an MCM', { topology: 'mcm' }, offer, ['client.ProtocolCoCreateVc']],
    ['for the signaling of a call manager, with no client', {}, signal.cm, ['miniport.MiniportCoCreateVc']],
  ];

  test.each(cases)('%s', (_, options, event, callbacks) => {
    const { go, told } = tell(options);
    go(event);
    const seen = told();
    const end = seen.findIndex((text) => /^Ndis\w+CreateVc SUCCESS$/.test(text));
    const inside = seen.slice(1, end).filter((text) => text.startsWith('ndis>'));
    expect(seen[0]).toMatch(/>Ndis(Co|MCm)CreateVc$/);
    expect(inside).toEqual(callbacks.map((text) => `ndis>${text}`));
  });

  test('an MCM signals over a VC of which NDIS never hears', () => {
    const { go, told, at } = tell({ topology: 'mcm' });
    go(signal.mcm);
    expect(told()).toEqual([]);
    expect(at('mcm[1]')).toBe('signaling');
    go({ type: 'mcm.closeSignalingVc' });
    expect(told()).toEqual([]);
    expect(at('mcm[1]')).toBeUndefined();
  });
});

describe('a creation that fails is rolled back', () => {
  const cases: readonly [string, SystemOptions, EnvironmentEvent, EnvironmentEvent, string | null][] = [
    [
      'protocol asked first, refused by it',
      {},
      answers('ProtocolCoCreateVc', 'RESOURCES', 'callManager'),
      create,
      null,
    ],
    [
      'protocol asked first, refused by the miniport',
      {},
      answers('MiniportCoCreateVc', 'RESOURCES'),
      create,
      'callManager.ProtocolCoDeleteVc',
    ],
    [
      'miniport asked first, refused by the protocol',
      { callbackOrder: 'miniportFirst' },
      answers('ProtocolCoCreateVc', 'RESOURCES', 'callManager'),
      create,
      'miniport.MiniportCoDeleteVc',
    ],
    [
      'miniport asked first, refused by it',
      { callbackOrder: 'miniportFirst' },
      answers('MiniportCoCreateVc', 'RESOURCES'),
      create,
      null,
    ],
    [
      'an incoming call, refused by the miniport',
      {},
      answers('MiniportCoCreateVc', 'RESOURCES'),
      offer,
      'client.ProtocolCoDeleteVc',
    ],
    [
      'an MCM, refused by the client',
      { topology: 'mcm' },
      answers('ProtocolCoCreateVc', 'RESOURCES', 'client'),
      offer,
      null,
    ],
    [
      'a protocol that pends: the creation fails, and is undone',
      { callbackOrder: 'miniportFirst' },
      answers('ProtocolCoCreateVc', 'PENDING', 'callManager'),
      create,
      'miniport.MiniportCoDeleteVc',
    ],
  ];

  test.each(cases)('%s', (_, options, fault, event, undone) => {
    const { system, go, told } = tell(options);
    go(fault, event);
    const seen = told();
    const deletions = seen.filter((text) => text.startsWith('ndis>') && text.endsWith('DeleteVc'));
    expect(deletions).toEqual(undone === null ? [] : [`ndis>${undone}`]);
    expect(seen.at(-1)).toMatch(/CreateVc (RESOURCES|FAILURE)$/);
    expect(system.status).toBe('running');
    expect(Object.keys(system.snapshot().actors).filter((name) => !shared.includes(name))).toEqual([]);
  });
});

describe('PENDING where NDIS cannot wait brings the system down', () => {
  const cases: readonly [string, SystemOptions, readonly EnvironmentEvent[], string, string][] = [
    [
      'a miniport that pends a creation',
      {},
      [answers('MiniportCoCreateVc', 'PENDING'), create],
      'miniport',
      'MiniportCoCreateVc',
    ],
    [
      'a miniport that pends a deletion',
      {},
      [create, answers('MiniportCoDeleteVc', 'PENDING'), remove],
      'miniport',
      'MiniportCoDeleteVc',
    ],
    [
      'a call manager that pends a deletion',
      {},
      [create, answers('ProtocolCoDeleteVc', 'PENDING', 'callManager'), remove],
      'callManager',
      'ProtocolCoDeleteVc',
    ],
    [
      'an MCM that pends a deletion',
      { topology: 'mcm' },
      [create, answers('ProtocolCoDeleteVc', 'PENDING', 'mcm'), remove],
      'mcm',
      'ProtocolCoDeleteVc',
    ],
  ];

  test.each(cases)('%s', (_, options, events, driver, callback) => {
    const { system, go, records } = tell(options);
    go(...events);
    expect(system.status).toBe('bugCheck');
    expect(system.snapshot().bugCheck).toEqual({ driver, callback });
    expect(records.at(-1)).toMatchObject({
      kind: 'note',
      text: `bug check: ${driver} has answered NDIS_STATUS_PENDING in ${callback}`,
    });
    const count = records.length;
    expect(system.send(make)).toEqual({ result: 'ignored' });
    system.advance(100_000);
    expect(records).toHaveLength(count);
  });
});

describe('a VC is deleted', () => {
  test.each(['cm', 'mcm'] as const)('%s: its actors are dismissed, and its number is free again', (topology) => {
    const { system, go, told } = tell({ topology });
    const first = system.snapshot();
    go(create);
    const creation = told();
    go(remove);
    told();
    expect(system.snapshot().actors).toEqual(first.actors);
    go(create);
    expect(told()).toEqual(creation);
  });

  test('its number is free again even while an answer is kept for it', () => {
    const { go, told, at } = tell();
    go(create, answers('ProtocolClIncomingCall', 'PENDING'), remove, create);
    expect(told().filter((text) => text === 'NdisCoCreateVc SUCCESS')).toHaveLength(2);
    expect(at('vc[1]')).toEqual({ life: 'created', call: 'none' });
  });

  const refusals: readonly [string, readonly EnvironmentEvent[], 'client' | 'callManager', string, string][] = [
    ['by a driver that did not create it', [create], 'callManager', 'VC-DEL-01', 'NDIS_STATUS_FAILURE'],
    ['while it is active', up, 'client', 'VC-DEL-02', 'NDIS_STATUS_NOT_ACCEPTED'],
    [
      'while it is deactivating',
      [...up, { type: 'adapter.receive' }, close, { type: 'network.released' }],
      'client',
      'VC-DEL-02',
      'NDIS_STATUS_CLOSING',
    ],
  ];
  test.each(refusals)('but not %s', (_, events, from, rule, status) => {
    const { system, go, at } = tell();
    go(...events);
    const before = at('vc[1]');
    expect(system.call({ from, fn: 'NdisCoDeleteVc' })).toEqual({ status, rule });
    expect(at('vc[1]')).toEqual(before);
  });

  test.each(['cm', 'mcm'] as const)('%s: unless its partner refuses, and then it lives on', (topology) => {
    const { go, told, at } = tell({ topology });
    go(create, answers('ProtocolCoDeleteVc', 'NOT_ACCEPTED', topology === 'cm' ? 'callManager' : 'mcm'));
    told();
    go(remove);
    expect(told().at(-1)).toBe('NdisCoDeleteVc NOT_ACCEPTED');
    expect(at('client[1]')).toEqual({ exists: 'idle' });
    go(remove);
    expect(told().at(-1)).toBe('NdisCoDeleteVc SUCCESS');
  });
});

describe('activation', () => {
  const open = answers('channel.open', 'PENDING');
  const cases: readonly [string, readonly EnvironmentEvent[], unknown, string | null][] = [
    ['at once', [accept], { life: 'active', call: 'connected' }, 'P1'],
    ['pended', [open, accept], { life: 'activating', call: 'making' }, null],
    ['pended, completed', [open, accept, { type: 'adapter.activated' }], { life: 'active', call: 'connected' }, 'P1'],
    ['pended, failed', [open, accept, { type: 'adapter.activationFailed' }], { life: 'created', call: 'none' }, null],
    ['refused', [answers('channel.open', 'INVALID_DATA'), accept], { life: 'created', call: 'none' }, null],
    [
      'for want of memory',
      [answers('MiniportCoActivateVc', 'RESOURCES'), accept],
      { life: 'created', call: 'none' },
      null,
    ],
  ];
  test.each(cases)('%s', (_, events, value, parameters) => {
    const { system, go, at } = tell();
    go(create, make, ...events);
    expect(at('vc[1]')).toEqual(value);
    expect(system.snapshot().actors['vc[1]']!.context).toMatchObject({ parameters });
  });

  test('once more, refused: the old parameters stay in force', () => {
    const { system, go, at } = tell();
    go(...up, answers('channel.open', 'INVALID_DATA'), { type: 'network.proposeQoS', callParameters: 'P7' });
    expect(at('vc[1]')).toEqual({ life: 'active', call: 'connected' });
    expect(system.snapshot().actors['vc[1]']!.context).toMatchObject({ parameters: 'P1', proposed: null });
    go(send, done);
    expect(at('adapter[1]')).toBe('open');
  });
});
