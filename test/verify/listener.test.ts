import fc from 'fast-check';
import { minimise, unfold } from '../../src/explore/index.js';
import { mutate } from '../../src/mutate/index.js';
import { partsOf } from '../../src/system/index.js';
import { checkRecords, judges, logged } from '../../src/trace/index.js';
import { metaOf } from '../../src/verify/counterexample.js';
import { Listener } from '../../src/verify/listener.js';
import { Universe } from '../../src/verify/universe.js';

/** Systems whose drivers break rules, so that there is something to be heard. */
const systems = ['none', 'adapter.draining.always.flipGuard'].map((mutation) => {
  const parts = partsOf('cm', { topology: 'cm' });
  const universe = new Universe({ parts: mutation === 'none' ? parts : mutate(parts, mutation) });
  const { graph } = unfold(universe.actions);
  const opening = [metaOf('cm'), ...universe.opening.records];
  const listener = new Listener(judges, {
    topology: 'cm',
    opening,
    recordsOf: (said) => universe.fragmentOf(said).records,
    counts: () => true,
  });
  return { mutation, universe, graph, opening, listener };
});

/** Numbers that choose a way through a graph. */
const choices = fc.array(fc.nat(1000), { minLength: 1, maxLength: 25 });

describe.each(systems)('with the mutation $mutation', ({ mutation, universe, graph, opening, listener }) => {
  test('what is remembered is enough: a way is judged as a log of it is judged', () => {
    let heardAny = false;
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
        heardAny ||= heard.length > 0;
        expect(heard.sort()).toEqual([...violations, ...warnings].map(({ rule }) => rule).sort());
      }),
      { numRuns: 150 },
    );
    expect(heardAny).toBe(mutation !== 'none');
  });

  test('states that say the same from now on are one for the judges', () => {
    const { graph: small } = minimise(graph, universe.saidOf);
    expect(small.states).toBeLessThan(graph.states);
  });
});
