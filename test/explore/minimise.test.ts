import fc from 'fast-check';
import { lift, minimise, search, Copies } from '../../src/explore/index.js';
import type { Graph } from '../../src/explore/index.js';
import { edgesOf, graphs, walked } from './graphs.js';

const kindOf = (label: number): number => label % 2;

/** The steps of a state: of which kind, and into which class. */
const moves = (graph: Graph, state: number, classOf: (state: number) => number): readonly string[] => {
  const own = edgesOf(graph).filter(({ from }) => from === state);
  return [...new Set(own.map(({ label, to }) => `${kindOf(label)}>${classOf(to)}`))].sort();
};

/** Pairs of states that can be told apart, found one by one until there are no more. */
function toldApart(graph: Graph): ReadonlySet<string> {
  const states = Array.from({ length: graph.states }, (_, state) => state);
  const edges = edgesOf(graph);
  const apart = new Set<string>();
  const cannotFollow = (a: number, b: number): boolean =>
    edges.some(
      (one) =>
        one.from === a &&
        !edges.some(
          (other) =>
            other.from === b && kindOf(other.label) === kindOf(one.label) && !apart.has(`${one.to} ${other.to}`),
        ),
    );
  for (let size = -1; size !== apart.size;) {
    size = apart.size;
    for (const a of states) {
      for (const b of states) {
        if (cannotFollow(a, b) || cannotFollow(b, a)) apart.add(`${a} ${b}`).add(`${b} ${a}`);
      }
    }
  }
  return apart;
}

test('states are joined exactly where nobody can tell them apart', () => {
  fc.assert(
    fc.property(graphs(), (graph) => {
      const { classOf } = minimise(graph, kindOf);
      const apart = toldApart(graph);
      for (let a = 0; a < graph.states; a += 1) {
        for (let b = 0; b < graph.states; b += 1) expect(classOf[a] !== classOf[b]).toBe(apart.has(`${a} ${b}`));
      }
    }),
  );
});

test('the smaller graph does what the larger does, and cannot be made smaller', () => {
  fc.assert(
    fc.property(graphs(), (graph) => {
      const { graph: small, classOf } = minimise(graph, kindOf);
      classOf.forEach((one, state) => {
        expect(moves(small, one, (target) => target)).toEqual(moves(graph, state, (target) => classOf[target]!));
      });
      expect(small.initial).toEqual([classOf[0]]);
      expect(minimise(small, kindOf).graph.states).toBe(small.states);
    }),
  );
});

test('a way in the smaller graph is a way of the same kinds in the larger', () => {
  fc.assert(
    fc.property(graphs(), (graph) => {
      const quotient = minimise(graph, kindOf);
      const { store } = search(new Copies(quotient.graph, 1));
      for (let found = 0; found < store.count; found += 1) {
        const path = store.pathTo(found);
        const lifted = lift(path, graph, quotient, kindOf);
        expect(lifted.map(kindOf)).toEqual(path.map(kindOf));
        expect(quotient.classOf[walked(graph, lifted)]).toBe(store.wordsOf(found)[0]);
      }
    }),
  );
});

test.each([
  ['a graph with nothing in it', 0, 0],
  ['states that do nothing', 3, 1],
])('%s is joined', (_, states, classes) => {
  const none = new Uint32Array(0);
  const initial = states === 0 ? [] : [0];
  const graph: Graph = { states, first: new Uint32Array(states + 1), labels: none, targets: none, initial };
  expect(minimise(graph).graph).toMatchObject({ states: classes, initial });
});
