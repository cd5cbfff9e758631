/** What each way to choose tests promises. */
import { judge } from '../../machines/judge';
import { Atlas, configurations, generate } from '../../src/generate/index';
import type { Generated, GenerateOptions } from '../../src/generate/index';
import { Sides } from '../../src/generate/sides';
import { driversOf, topologies } from '../../src/protocol/roles';
import { birthOf, deedsOf, faultsOf, isBeginning, partsOf } from '../../src/system/index';
import { expectGolden } from '../export/golden';
import { generated } from './suites';

const small = { sends: 0, receives: 0 };

const dimension = ({ coverage }: Generated, name: string) => coverage.dimensions.find((one) => one.dimension === name)!;

describe('what is to be covered is covered', () => {
  test.each(topologies)('states of %s, on fewer steps than all transitions take', (topology) => {
    const states = generated({ ...small, topology, cover: 'states' });
    expect(dimension(states, 'states')).toMatchObject({ covered: states.figures.states, uncovered: 0 });
    expect(states.figures.steps).toBeLessThan(generated({ ...small, topology }).figures.steps / 3);
  });

  test.each(topologies)('pairs of steps of %s', (topology) => {
    const pairs = generated({ ...small, topology, cover: 'pairs' });
    const { covered, items, uncovered } = dimension(pairs, 'pairs');
    expect([covered, uncovered]).toEqual([items.length, 0]);
    expect(covered).toBeGreaterThan(pairs.figures.transitions);
    const { coverage } = generated({ ...small, topology });
    expect(coverage.dimensions.map((one) => one.dimension)).not.toContain('pairs');
  });

  test.each(topologies)('rules of %s, kept and broken, on far fewer steps', (topology) => {
    const rules = generated({ ...small, topology, cover: 'rules' });
    for (const name of ['rules', 'guards']) {
      expect(dimension(rules, name)).toMatchObject({ uncovered: 0, unknown: 0 });
      const all = dimension(generated({ ...small, topology, cover: 'all' }), name);
      expect(dimension(rules, name).covered).toBe(all.covered);
    }
    const names = dimension(rules, 'guards').items.flatMap((one) => (one.mark === 'covered' ? [one.name] : []));
    const both = names.filter((one) => one.endsWith(' kept') && names.includes(one.replace(/kept$/, 'broken')));
    expect(both.length).toBeGreaterThan(5);
    expect(rules.figures.steps).toBeLessThan(generated({ ...small, topology, cover: 'all' }).figures.steps / 2);
  });

  test.each(topologies)('%s, all: transitions, and everything illegal', (topology) => {
    const [all, transitions, illegal] = (['all', 'transitions', 'illegal'] as const).map((cover) =>
      generated({ ...small, topology, cover }),
    );
    expect(all!.figures.tests).toBe(transitions!.figures.tests + illegal!.figures.tests);
    expect(all!.figures.steps).toBe(transitions!.figures.steps + illegal!.figures.steps);
    for (const name of ['events', 'guards', 'rules', 'statuses']) {
      expect(dimension(all!, name)).toMatchObject({ uncovered: 0, unknown: 0 });
    }
  });
});

const roles = topologies.flatMap((topology) =>
  ([...driversOf[topology], 'system'] as const).map((underTest) => ({ topology, underTest })),
);

test.each(roles)('every event that $underTest of $topology must refuse is tried in every state', (role) => {
  const { topology, underTest } = role;
  const atlas = new Atlas({ topology, ...small });
  const sides = new Sides(topology, underTest);
  const events = deedsOf(topology)
    .map(({ event }) => event)
    .filter((event) => sides.isOwnEvent(event) && !isBeginning(event.type));
  const parts = partsOf(topology, { topology });
  const due = new Set<string>();
  for (let state = 0; state < atlas.states; state += 1) {
    const actors = atlas.actors(state);
    for (const event of events) {
      const part = parts.find(({ fates }) => Object.hasOwn(fates, event.type))!;
      const standing = actors[part.perVc ? `${part.name}[1]` : part.name] ?? birthOf(part, 1);
      if (judge(part.fates, standing, event).verdict !== 'illegal') continue;
      due.add(JSON.stringify([event.type, 'status' in event ? event.status : '', standing.value]));
    }
  }
  const { suite } = generated({ ...small, topology, underTest, cover: 'illegal' });
  const refusals = suite.tests.filter(({ kind, steps }) => kind === 'refusal' && !steps.some(({ call }) => call));
  expect(due.size).toBeGreaterThan(0);
  expect(refusals).toHaveLength(due.size);
  for (const { steps, reasons } of refusals) {
    const [tried] = steps.filter(({ refused }) => refused !== undefined);
    expect([tried!.event?.type, reasons[0]!.rule]).toEqual([tried!.text, tried!.refused]);
    expect(sides.isOwnEvent(tried!.event!)).toBe(true);
  }
});

describe('at random', () => {
  const walks: GenerateOptions = { ...small, cover: 'walks', walks: 12 };

  test('quick covers every step, on hardly more than the fewest', () => {
    const { figures, verdict, ...rest } = generated({ ...small, cover: 'quick' });
    expect(dimension({ figures, ...rest }, 'transitions')).toMatchObject({ covered: figures.transitions });
    expect(figures.steps).toBeLessThanOrEqual(1.3 * figures.lowerBound!);
    expect(verdict).toBeUndefined();
  });

  test.each([
    ['by default', {}, 40],
    ['with a bound', { maxLength: 12 }, 12],
    ['with none', { maxLength: 0 }, 40],
  ])('walks %s are no longer than they may be', (_, options, longest) => {
    const { suite, verdict } = generated({ ...walks, ...options });
    const lengths = suite.tests.map(({ steps }) => steps.length);
    expect(lengths).toHaveLength(12);
    expect(Math.min(...lengths)).toBeGreaterThan(0);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(longest);
    expect(suite.tests.every(({ isAtRest }) => isAtRest)).toBe(true);
    expect(verdict).toBeUndefined();
  });

  test('rules keep to the bound too', () => {
    const { suite } = generated({ ...small, cover: 'rules', maxLength: 12 });
    const positive = suite.tests.filter(({ kind }) => kind === 'positive');
    expect(Math.max(...positive.map(({ steps }) => steps.length))).toBeLessThanOrEqual(12);
  });

  test.each([
    [{ kind: 'tests', count: 5 }, 'enough', 5],
    [{ kind: 'tests', count: 50 }, 'go on', 12],
    [{ kind: 'share', dimension: 'states', percent: 20 }, 'enough', 1],
    [{ kind: 'goal', goal: 'vc 1 is active' }, 'enough', 1],
    [{ kind: 'goal', goal: 'vc 1 is reactivating' }, 'never', 0],
  ] as const)('until %j: %s', (until, verdict, tests) => {
    const made = generate({ ...walks, until });
    expect([made.verdict, made.figures.tests]).toEqual([verdict, tests]);
  });

  test('another seed is another walk', () => {
    const steps = (seed: number) =>
      generated({ ...walks, seed }).suite.tests.map((one) => one.steps.map((s) => s.text));
    expect(steps(1)).not.toEqual(steps(2));
  });
});

test.each(['all', 'walks', 'quick'] as const)('%s: the same options give the same suite', (cover) => {
  const options = { ...small, cover, seed: 3, walks: 5 };
  const [one, other] = [generate(options), generate(options)];
  expect({ ...other, figures: { ...other.figures, seconds: 0 } }).toEqual({
    ...one,
    figures: { ...one.figures, seconds: 0 },
  });
});

test('the titles are these', () => {
  const titles = topologies.flatMap((topology) => {
    const { suite } = generated({ ...small, topology, cover: 'rules' });
    return [suite.title, ...suite.tests.map(({ id, title }) => `  ${id} ${title}`)];
  });
  const { suite } = generated({ ...small, cover: 'walks', walks: 12, seed: 2 });
  const walked = suite.tests.map(({ title, steps }) => `  ${steps.length} ${title}`);
  expectGolden('generated/titles.txt', [...titles, suite.title, ...walked, ''].join('\n'));
});

describe.each(topologies)('configurations of %s', (topology) => {
  const values: Readonly<Record<string, readonly unknown[]>> = {
    ...{ callbackOrder: ['protocolFirst', 'miniportFirst'], sends: [0, 1], receives: [0, 1] },
    faults: [[], faultsOf(topology)],
    ...(topology === 'mcm' && {
      mcmCompletion: ['ndis', 'self', 'none'],
      mcmCloses: ['afterDeactivation', 'beforeDeactivation'],
    }),
  };
  const isOf = (options: object, key: string, value: unknown) =>
    JSON.stringify(Object.entries(options).find(([name]) => name === key)?.[1]) === JSON.stringify(value);

  test.each([1, 2, 3])('every %d parameters take all their values', (n) => {
    const found = configurations(topology, n, { sends: 1, receives: 1, faults: faultsOf(topology) });
    expect(new Set(found.map(({ name }) => name)).size).toBe(found.length);
    expect(found.every(({ name }) => /^[\w-]+$/.test(name))).toBe(true);
    const tuples = Object.entries(values).reduce<readonly (readonly (readonly [string, unknown])[])[]>(
      (chosen, [key, some]) => [
        ...chosen,
        ...chosen.flatMap((tuple) => some.map((value) => [...tuple, [key, value] as const])),
      ],
      [[]],
    );
    const missing = tuples
      .filter(({ length }) => length === n)
      .filter((tuple) => !found.some(({ options }) => tuple.every(([key, value]) => isOf(options, key, value))));
    expect(missing).toEqual([]);
    expect(found.length).toBeLessThanOrEqual([0, 3, 8, 18][n]!);
  });
});
