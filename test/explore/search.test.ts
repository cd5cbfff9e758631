import fc from 'fast-check';
import { Copies, Hand, ParallelSearch, search, unfold, VectorTable } from '../../src/explore/index.js';
import type {
  CopiesOptions,
  Graph,
  Helper,
  ParallelOptions,
  Steps,
  TransitionSystem,
} from '../../src/explore/index.js';
import { edgesOf, graphs } from './graphs.js';

/** A cube of counters, each of which counts up to the same number and begins again. */
const cube = (width: number, size: number): TransitionSystem => ({
  width,
  initial: [Array<number>(width).fill(0)],
  expand(states: Uint32Array, offset: number, out: Steps) {
    for (let n = 0; n < width; n += 1) {
      const place = out.add(n);
      out.words.set(states.subarray(offset, offset + width), place);
      out.words[place + n] = (states[offset + n]! + 1) % size;
    }
  },
});

/** Workers that share the memory and take turns, as far as a test can tell. */
const helpers = (system: () => TransitionSystem, count = 3): readonly Helper[] =>
  Array.from({ length: count }, () => {
    const hand = new Hand(system());
    return async (task) => {
      await Promise.resolve();
      return hand.work(task);
    };
  });

const together = (system: () => TransitionSystem, options?: ParallelOptions, count?: number) =>
  new ParallelSearch(system(), options).run(helpers(system, count));

describe('a table of vectors', () => {
  test('numbers each once, in the order of coming, one by one or many at a time', () => {
    const word = fc.oneof(fc.nat({ max: 3 }), fc.constant(0xffffffff));
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.array(fc.array(word, { minLength: 3, maxLength: 3 })),
        (width, rows) => {
          const vectors = rows.map((row) => row.slice(0, width));
          const texts = [...new Set(vectors.map(String))];
          const from = Uint32Array.from(vectors.flat());
          const single = new VectorTable(width, 1);
          const many = new VectorTable(width, 1);
          expect(vectors.map((_, n) => single.numberOf(from, n * width))).toEqual(
            vectors.map((vector) => texts.indexOf(String(vector))),
          );
          const fresh = new Uint32Array(vectors.length);
          const count = many.addAll(from, vectors.length, fresh);
          expect([...fresh.subarray(0, count)].map((n) => String(vectors[n]))).toEqual(texts);
          expect(many.addAll(from, vectors.length, fresh)).toBe(0);
          expect(many.words.subarray(0, count * width)).toEqual(single.words.subarray(0, count * width));
        },
      ),
    );
  });
});

describe('all searches', () => {
  test.each([
    [1, 5000],
    [2, 60],
    [4, 9],
    [11, 2],
  ])('count %i counters up to %i', async (width, size) => {
    const system = cube(width, size);
    const states = size ** width;
    const expected = { states, transitions: states * width, ends: [], isComplete: true, frontier: 0 };
    const depth = width * (size - 1);
    const breadth = search(system);
    expect(breadth).toMatchObject({ ...expected, depth });
    expect(search(system, { order: 'depth' })).toMatchObject(expected);
    const parallel = await together(() => system);
    expect(parallel).toMatchObject({ ...expected, depth });
    expect(unfold(system).graph.states).toBe(states);
    expect(breadth.store.pathTo(states - 1)).toHaveLength(depth);
  });

  test('go from any number of initial states, each once', async () => {
    const system = { ...cube(2, 4), initial: [[1, 1], [3, 0], [1, 1]] }; // prettier-ignore
    expect(search(system).states).toBe(16);
    expect((await together(() => system)).states).toBe(16);
  });

  test('find the same states, steps, ends and alarms', async () => {
    await fc.assert(
      fc.asyncProperty(graphs(), fc.integer({ min: 1, max: 3 }), fc.boolean(), async (graph, copies, isSymmetric) => {
        const system = () => new Copies(graph, copies, { isSymmetric });
        const isAlarming = (label: number) => label % 3 === 0;
        const alarming = Uint8Array.from({ length: 100 }, (_, label) => Number(isAlarming(label)));
        const results = [
          search(system(), { isAlarming }),
          search(system(), { isAlarming, order: 'depth' }),
          await together(system, { alarming }),
        ].map(({ states, transitions, ends, alarms, store }) => ({
          states,
          transitions,
          ends: ends.map((end) => String(store.wordsOf(end))).sort(),
          alarms: alarms.map(({ label }) => label).sort((a, b) => a - b),
        }));
        expect(results).toEqual([results[0], results[0], results[0]]);
      }),
    );
  });

  test('with several workers know ways as short, level by level', async () => {
    const system = () => cube(4, 13);
    const { store, ends, alarms } = await together(system, { alarming: Uint8Array.of(0, 0, 1, 0), capacity: 1 });
    expect(ends).toEqual([]);
    expect(alarms.map(({ from, label }) => [store.pathTo(from), label])).toEqual([[[], 2]]);
    for (let state = 0; state < store.count; state += 97) {
      const path = store.pathTo(state);
      const words = store.wordsOf(state);
      const walked = words.map((_, n) => path.filter((label) => label === n).length);
      if (path.length > 0) expect(walked).toEqual(words);
    }
  });
});

describe('a limit', () => {
  const size = 14 ** 4;
  const system = cube(4, 14);

  test.each([
    ['states', { maxStates: 500 }],
    ['bytes', { maxBytes: 1e6 }],
    ['patience', { isEnough: ({ states }: { states: number }) => states > 0 }],
  ])('on %s gives back what has been found', async (_, limits) => {
    for (const result of [
      search(system, limits),
      search(system, { ...limits, order: 'depth' }),
      await together(() => system, limits),
    ]) {
      expect(result.isComplete).toBe(false);
      expect(result.states).toBeGreaterThan(0);
      expect(result.states).toBeLessThan(size);
      expect(result.store.count).toBe(result.states);
      expect(result.frontier).toBeGreaterThan(0);
      expect(result.frontier).toBeLessThanOrEqual(result.states);
    }
  });

  test('on states is kept within the steps of one state', () => {
    for (const maxStates of [1, 2, 100, 1000, 5000]) {
      const { states } = search(system, { maxStates });
      expect(states).toBeGreaterThan(maxStates);
      expect(states).toBeLessThanOrEqual(maxStates + 4);
    }
  });

  test('that is not reached changes nothing', async () => {
    const limits = { maxStates: size, maxBytes: 1e9, isEnough: () => false };
    expect(search(system, limits).isComplete).toBe(true);
    expect(await together(() => system, limits)).toMatchObject({ isComplete: true, states: size });
  });

  test('of an unfolding leaves a graph whose last states are the frontier', () => {
    const whole = unfold(system);
    const { graph, isComplete, expanded, vectors } = unfold(system, { maxStates: 300 });
    expect(isComplete).toBe(false);
    expect(vectors.count).toBe(graph.states);
    expect(graph.states).toBeGreaterThan(expanded);
    expect(edgesOf(graph)).toEqual(edgesOf(whole.graph).filter(({ from }) => from < expanded));
    expect(unfold(system, { isEnough: () => true })).toMatchObject({ isComplete: false, expanded: 0 });
  });
});

describe('a reduction', () => {
  const verdicts = (graph: Graph, copies: number, options: CopiesOptions, isPartial: boolean) => {
    const system = new Copies(graph, copies, options);
    const isAlarming = (label: number) => system.stepOf(label).label % 2 === 0;
    const { alarms, ends, store, states } = search(system, { isAlarming, isPartial });
    const labels = new Set(alarms.map(({ label }) => system.stepOf(label).label));
    const standing = new Set(ends.map((end) => String([...system.standing(store.wordsOf(end))].sort((a, b) => a - b))));
    return { verdict: { labels: [...labels].sort((a, b) => a - b), ends: [...standing].sort() }, states };
  };

  test.each<[string, CopiesOptions, boolean]>([
    ['symmetry', { isSymmetric: true }, false],
    ['partial order', {}, true],
    ['both', { isSymmetric: true }, true],
  ])('(%s) gives the same verdicts, of no more states', (_, options, isPartial) => {
    fc.assert(
      fc.property(graphs(), fc.integer({ min: 1, max: 3 }), (graph, copies) => {
        const whole = verdicts(graph, copies, {}, false);
        const reduced = verdicts(graph, copies, options, isPartial);
        expect(reduced.verdict).toEqual(whole.verdict);
        expect(reduced.states).toBeLessThanOrEqual(whole.states);
      }),
    );
  });
});
