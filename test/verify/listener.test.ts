import fc from 'fast-check';
import { minimise, unfold } from '../../src/explore/index.js';
import { mutate } from '../../src/mutate/index.js';
import { partsOf } from '../../src/system/index.js';
import { checkRecords, judges, logged } from '../../src/trace/index.js';
import { metaOf } from '../../src/protocol/meta.js';
import { Listener } from '../../src/verify/listener.js';
import { Universe } from '../../src/verify/universe.js';

const broken = mutate(partsOf('cm', { topology: 'cm' }), 'adapter.draining.always.flipGuard');

/** Systems, some of whose drivers break rules, so that there is something to be heard. */
const systems = (
  [
    ['of good drivers', {}, false, 25, 150],
    ['that deactivates before the drain', { parts: broken }, true, 25, 150],
    ['whose threads interleave', { grain: 'full', sends: 0, receives: 0 }, false, 80, 600],
  ] as const
).map(([name, question, isGuilty, steps, runs]) => {
  const universe = new Universe(question);
  const { graph } = unfold(universe.actions);
  const opening = [metaOf('cm'), ...universe.opening.records];
  const listener = new Listener(judges, {
    topology: 'cm',
    opening,
    recordsOf: (said) => universe.fragmentOf(said).records,
    counts: () => true,
  });
  return { name, isGuilty, steps, runs, universe, graph, opening, listener };
});

describe.each(systems)('a system $name', ({ isGuilty, steps, runs, universe, graph, opening, listener }) => {
  /** Numbers that choose a way through the graph. */
  const choices = fc.array(fc.noBias(fc.nat(1000)), { minLength: 1, maxLength: steps, size: 'max' });

  test('what is remembered is enough: a way is judged as a log of it is judged', () => {
    const objections = new Set<string>();
    fc.assert(
      fc.property(choices, (way) => {
        let [state = 0] = graph.initial;
        let memory = listener.initial;
        const heard: string[] = [];
        const records = [...opening];
        for (const choice of way) {
          const first = graph.first[state] ?? 0;
          const count = (graph.first[state + 1] ?? 0) - first;
          if (count === 0) break;
          const at = first + (choice % count);
          const said = universe.saidOf(graph.labels[at] ?? 0);
          const { next, alarm } = listener.hear(memory, said);
          heard.push(...listener.violationsOf(alarm).map(({ rule }) => rule));
          records.push(...universe.fragmentOf(said).records);
          memory = next;
          state = graph.targets[at] ?? 0;
        }
        const { violations, warnings } = checkRecords(records.map((record, at) => logged(record, at + 1)));
        heard.forEach((rule) => objections.add(rule));
        expect(heard.sort()).toEqual([...violations, ...warnings].map(({ rule }) => rule).sort());
      }),
      { numRuns: runs },
    );
    expect(objections.size > 0 || !isGuilty).toBe(true);
  });

  test('states that say the same from now on are one for the judges', () => {
    const { graph: small } = minimise(graph, universe.saidOf);
    expect(small.states).toBeLessThan(graph.states);
  });
});
