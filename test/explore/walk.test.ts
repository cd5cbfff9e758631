import fc from 'fast-check';
import { Copies, walk } from '../../src/explore/index.js';
import { edgesOf, graphs, walked } from './graphs.js';

const seeds = fc.integer({ min: 0, max: 1_000_000 });

test('a walk follows the graph, and ends where it says', () => {
  fc.assert(
    fc.property(graphs(), seeds, (graph, seed) => {
      const system = new Copies(graph, 1);
      const { path, end, isStuck } = walk(system, { seed, steps: 20 });
      const labels = path.map((label) => system.stepOf(label).label);
      const state = system.standing(end, 0)[0] ?? -1;
      expect(state).toBe(walked(graph, labels, graph.initial[0]));
      expect(isStuck).toBe(path.length < 20);
      expect(isStuck).toBe(isStuck && edgesOf(graph).every(({ from }) => from !== state));
    }),
  );
});

test('the same seed walks the same way', () => {
  fc.assert(
    fc.property(graphs(), seeds, (graph, seed) => {
      const once = () => walk(new Copies(graph, 2), { seed, steps: 30 }).path;
      expect(once()).toEqual(once());
    }),
  );
});

test('a walk ends with the first step that is alarming', () => {
  fc.assert(
    fc.property(graphs(), seeds, fc.nat(3), (graph, seed, wrong) => {
      const system = new Copies(graph, 1);
      const isAlarming = (label: number) => system.stepOf(label).label === wrong;
      const free = walk(system, { seed, steps: 20 }).path;
      const { path, isAlarmed } = walk(system, { seed, steps: 20, isAlarming });
      const first = free.findIndex(isAlarming);
      expect(isAlarmed).toBe(first >= 0);
      expect(path).toEqual(first < 0 ? free : free.slice(0, first + 1));
    }),
  );
});
