/** Who is who in a log. */
import { Cast } from '../../src/rules/index.js';

const roleOf = (
  cast: Cast,
  ...[name, fn, side = 'caller']: Parameters<Cast['named']> | [string, Parameters<Cast['named']>[1]]
) => cast.actor(name, fn, side).role;

describe('the role of a name', () => {
  test('is what `meta` says', () => {
    const cast = new Cast();
    cast.introduce('cm', { app: 'client', ndis: 'miniport' });
    expect(roleOf(cast, 'app', 'NdisCmActivateVc')).toBe('client');
    expect(roleOf(cast, 'ndis', 'NdisClMakeCall', 'called')).toBe('miniport');
  });

  test('is the name itself where it is a role', () => {
    const cast = new Cast();
    for (const name of ['ndis', 'client', 'callManager', 'miniport'] as const) {
      expect(roleOf(cast, name, 'NdisCoCreateVc')).toBe(name);
    }
  });

  test.each([
    ['NdisClMakeCall', 'caller', 'client'],
    ['NdisClMakeCall', 'called', 'ndis'],
    ['ProtocolClIncomingCall', 'called', 'client'],
    ['ProtocolClIncomingCall', 'caller', 'ndis'],
    ['NdisMCmActivateVc', 'caller', 'mcm'],
    ['NdisCmActivateVc', 'caller', 'callManager'],
    ['MiniportCoActivateVc', 'called', 'miniport'],
    ['NdisCoCreateVc', 'caller', undefined],
    ['ProtocolCmMakeCall', 'called', undefined],
  ] as const)('is given away by %s to its %s: %s', (fn, side, role) => {
    expect(new Cast().named('x', fn, side).role).toBe(role);
  });

  test('is given away only once the topology is known, where it depends on that', () => {
    const cast = new Cast();
    expect(roleOf(cast, 'x', 'ProtocolCmMakeCall', 'called')).toBeUndefined();
    expect(roleOf(cast, 'y', 'NdisMCmActivateVc')).toBe('mcm');
    expect(cast.topology).toBe('mcm');
    expect(roleOf(cast, 'x', 'ProtocolCmMakeCall', 'called')).toBe('mcm');
  });

  test('does not change with what else the driver calls', () => {
    const cast = new Cast('cm');
    const app = cast.actor('app', 'NdisClMakeCall', 'caller');
    expect(cast.actor('app', 'NdisCmActivateVc', 'caller')).toBe(app);
    expect(cast.actor('app', 'ProtocolClIncomingCall', 'called')).toBe(app);
  });

  test('is another one for a log whose `meta` comes again', () => {
    const cast = new Cast();
    cast.introduce('cm', { x: 'client' });
    expect(roleOf(cast, 'x', 'NdisCoCreateVc')).toBe('client');
    cast.introduce('cm', { x: 'callManager' });
    expect(roleOf(cast, 'x', 'NdisCoCreateVc')).toBe('callManager');
  });

  test('may be that of a name of the language', () => {
    const cast = new Cast('cm');
    for (const name of ['constructor', '__proto__', 'toString']) {
      expect(roleOf(cast, name, 'NdisClMakeCall')).toBe('client');
    }
  });
});

describe('the topology', () => {
  test.each([
    ['NdisMCmCreateVc', 'mcm'],
    ['NdisCmActivateVc', 'cm'],
    ['NdisClMakeCall', undefined],
    ['NdisCoCreateVc', undefined],
  ] as const)('after %s is %s', (fn, topology) => {
    const cast = new Cast();
    cast.actor('x', fn, 'caller');
    expect(cast.topology).toBe(topology);
  });

  test('is the one that was asked for, whatever the log says', () => {
    const cast = new Cast('mcm');
    cast.introduce('cm', {});
    cast.actor('callManager', 'NdisCmActivateVc', 'caller');
    expect(cast.topology).toBe('mcm');
  });
});

describe('who appears', () => {
  test('is who has called or was called, not who is only named', () => {
    const cast = new Cast('cm');
    cast.introduce(undefined, { app: 'client', other: 'client', nic: 'miniport' });
    const [app, other] = [
      cast.actor('app', 'NdisClMakeCall', 'caller'),
      cast.named('other', 'NdisClMakeCall', 'caller'),
    ];
    expect([app, other].map((actor) => cast.shows(actor))).toEqual([true, false]);
    expect((['client', 'miniport'] as const).map((role) => cast.shows(role))).toEqual([true, false]);
    expect(cast.all('client').map(({ name }) => name)).toEqual(['app', 'other']);
    expect(cast.all('mcm')).toEqual([]);
  });
});
