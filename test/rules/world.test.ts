/** What is remembered of a log, and for how long. */
import { Cast, Graveyard, Vc, World } from '../../src/rules/index.js';
import type { Actor } from '../../src/rules/index.js';

describe('dead handles', () => {
  test('tell how they came to their end, until they live again', () => {
    const dead = new Graveyard();
    dead.bury('vc1', 'record 5 has deleted it');
    dead.bury('vc2', 'its creation has failed', 'CTX-06');
    expect(['vc1', 'vc2', 'vc3'].map((handle) => [dead.fateOf(handle), dead.ruleOf(handle)])).toEqual([
      ['record 5 has deleted it', undefined],
      ['its creation has failed', 'CTX-06'],
      [undefined, undefined],
    ]);
    dead.raise('vc2');
    expect(dead.fateOf('vc2')).toBeUndefined();
    dead.bury('vc1', 'record 9 has deleted it');
    expect(dead.fateOf('vc1')).toBe('record 9 has deleted it');
  });

  test('are forgotten in the end, the oldest first', () => {
    const dead = new Graveyard();
    for (let n = 0; n < 200_000; n += 1) dead.bury(`vc${n}`, 'gone');
    const remembered = Array.from({ length: 200_000 }, (_, n) => dead.fateOf(`vc${n}`) !== undefined);
    const first = remembered.indexOf(true);
    expect(first).toBeGreaterThan(100_000);
    expect(200_000 - first).toBeGreaterThanOrEqual(30_000);
    expect(remembered.slice(first).every(Boolean)).toBe(true);
  });
});

test('the only address family is the only one as long as no other is named', () => {
  const world = new World(new Cast(), false);
  expect(world.onlyAf).toBeUndefined();
  world.nameAf('af1');
  world.nameAf('af1');
  expect(world.onlyAf).toBe('af1');
  world.nameAf('af2');
  expect(world.onlyAf).toBeNull();
  world.nameAf('af1');
  expect(world.onlyAf).toBeNull();
});

test('a thing remembers the latest records that changed it', () => {
  const vc = new Vc('vc1');
  for (let n = 1; n <= 20; n += 1) vc.note({ n, line: n, fn: 'NdisCmActivateVc' });
  expect(vc.past.map(({ n }) => n)).toEqual([13, 14, 15, 16, 17, 18, 19, 20]);
});

test('sends are counted for each driver that owns the lists', () => {
  const vc = new Vc('vc1');
  const [app, other]: readonly Actor[] = [
    { name: 'app', role: 'client' },
    { name: 'other', role: 'client' },
  ];
  if (!app || !other) throw new Error('There are two.');
  vc.countSends(app, 1);
  vc.countSends(other, 1);
  vc.countSends(other, 1);
  vc.countSends(app, -1);
  expect([vc.sendsOf(app), vc.sendsOf(other), vc.sendsOf({ name: 'third', role: 'client' })]).toEqual([0, 2, 0]);
});
