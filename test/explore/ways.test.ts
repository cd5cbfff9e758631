import fc from 'fast-check';
import { lassoIn, lost, observe, Ways } from '../../src/explore/index.js';
import type { Graph, Observer } from '../../src/explore/index.js';
import { distances, edgesOf, graphOf, graphs, walked } from './graphs.js';

const isIncluded = (label: number): boolean => label % 3 !== 0;

/** How long the shortest round of included steps through a state is. */
const roundThrough = (graph: Graph, state: number): number =>
  Math.min(
    ...edgesOf(graph)
      .filter(({ from, label }) => from === state && isIncluded(label))
      .map(({ to }) => 1 + (distances(graph, [to], isIncluded).get(state) ?? Infinity)),
  );

test('ways lead to every state that can be reached, and are shortest', () => {
  fc.assert(
    fc.property(graphs(), fc.boolean(), (graph, isRestricted) => {
      const includes = isRestricted ? isIncluded : () => true;
      const ways = new Ways(graph, includes);
      const expected = distances(graph, graph.initial, includes);
      expect([...ways.order].sort()).toEqual([...expected.keys()].sort());
      const lengths = ways.order.map((state) => ways.to(state).length);
      expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
      for (const state of ways.order) {
        expect(ways.to(state)).toHaveLength(expected.get(state)!);
        expect(ways.to(state).every(includes)).toBe(true);
        expect(walked(graph, ways.to(state))).toBe(state);
      }
    }),
  );
});

test('a lasso is found where there is one: the nearest, and the shortest of its state', () => {
  fc.assert(
    fc.property(graphs(), (graph) => {
      const rounds = [...distances(graph)].map(([state, distance]) => ({ distance, size: roundThrough(graph, state) }));
      const nearest = Math.min(...rounds.filter(({ size }) => size < Infinity).map(({ distance }) => distance));
      const lasso = lassoIn(graph, isIncluded);
      expect(lasso === undefined).toBe(nearest === Infinity);
      if (!lasso) return;
      const knot = walked(graph, lasso.way);
      expect(lasso.way).toHaveLength(nearest);
      expect(walked(graph, lasso.round, knot)).toBe(knot);
      expect(lasso.round.every(isIncluded)).toBe(true);
      expect(lasso.round).toHaveLength(roundThrough(graph, knot));
    }),
  );
});

test('lost are the states from which there is no way to a goal', () => {
  fc.assert(
    fc.property(graphs(), fc.array(fc.nat({ max: 6 })), (graph, goals) => {
      const isGoal = (state: number) => goals.includes(state);
      const states = Array.from({ length: graph.states }, (_, state) => state);
      const expected = states.filter((state) => ![...distances(graph, [state]).keys()].some(isGoal));
      expect(lost(graph, isGoal)).toEqual(expected);
    }),
  );
});

describe('an observer', () => {
  /** Counts what it is told up to two of each kind, and raises the alarm at the next; the alarm tells of which. */
  const strict: Observer = {
    initial: 0,
    hear: (state, said) => {
      const counts = [state % 3, Math.floor(state / 3)];
      counts[said] = counts[said]! + 1;
      return counts[said] === 3 ? { next: state, alarm: said + 1 } : { next: counts[0]! + 3 * counts[1]!, alarm: 0 };
    },
  };
  const saidOf = (label: number): number => label % 2;

  /** All ways, shortest first, until nothing new can be heard. */
  const plainly = (graph: Graph) => {
    const nearest = new Map<number, number>();
    const seen = new Set<string>();
    let open = [{ state: 0, heard: strict.initial }];
    for (let length = 1; open.length > 0; length += 1) {
      const next: typeof open = [];
      for (const { state, heard } of open) {
        for (const { label, to } of edgesOf(graph).filter(({ from }) => from === state)) {
          const { next: after, alarm } = strict.hear(heard, saidOf(label));
          if (alarm !== 0 && !nearest.has(alarm)) nearest.set(alarm, length);
          if (seen.has(`${to} ${after}`)) continue;
          seen.add(`${to} ${after}`);
          next.push({ state: to, heard: after });
        }
      }
      open = next;
    }
    return nearest;
  };

  test('that hears every way raises each alarm by a shortest one', () => {
    fc.assert(
      fc.property(graphs(), (graph) => {
        const { findings, isComplete } = observe(graph, saidOf, strict);
        expect(isComplete).toBe(true);
        expect(new Map(findings.map(({ alarm, path }) => [alarm, path.length]))).toEqual(plainly(graph));
        for (const { alarm, path } of findings) {
          expect(() => walked(graph, path)).not.toThrow();
          expect(path.filter((label) => saidOf(label) === alarm - 1)).toHaveLength(3);
        }
      }),
    );
  });

  test('that has heard enough gives back what it has found', () => {
    const ring = graphOf(3, [
      { from: 0, label: 1, to: 1 },
      { from: 1, label: 0, to: 2 },
      { from: 2, label: 2, to: 0 },
    ]);
    expect(observe(ring, saidOf, strict, { maxPairs: 4 })).toMatchObject({ isComplete: false, findings: [], pairs: 5 });
    expect(observe(ring, saidOf, strict, { isEnough: () => true })).toMatchObject({ isComplete: false, findings: [] });
    expect(observe(ring, saidOf, strict, { isFirstEnough: true })).toMatchObject({
      isComplete: false,
      findings: [{ alarm: 1, path: [1, 0, 2, 1, 0] }],
    });
  });
});
