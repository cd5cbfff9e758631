/** Whether a mutant can be told from the original at all. */
import { isEquivalent, mutate, mutationsOf } from '../../src/mutate/index.js';
import { rebuilt } from '../../src/mutate/mutants.js';
import { withStatus } from '../../src/mutate/statuses.js';
import { faultsOf } from '../../src/system/faults.js';
import { graphOf } from './graphs.js';
import { journals, systems, told, topologies } from './world.js';

/** A graph whose labels mean their names. */
function meaning(...given: Parameters<typeof graphOf>) {
  const { graph, nameOf } = graphOf(...given);
  return { graph, meaningOf: nameOf };
}

describe('graphs', () => {
  const loop = meaning(1, [[0, 'a', 0]]);

  test('are equivalent where one goes round twice for the other’s once', () => {
    const twice = meaning(2, [
      [0, 'a', 1],
      [1, 'a', 0],
    ]);
    expect(isEquivalent(loop, twice)).toBe(true);
  });

  test('are not where a label means something else, whatever its number', () => {
    expect(isEquivalent(loop, meaning(1, [[0, 'b', 0]]))).toBe(false);
    const [ab, ba] = [
      meaning(2, [
        [0, 'a', 1],
        [0, 'b', 0],
      ]),
      meaning(2, [
        [0, 'b', 0],
        [0, 'a', 1],
      ]),
    ];
    expect(isEquivalent(ab, ba)).toBe(true);
  });

  test('are not where one chooses earlier than the other', () => {
    const late = meaning(4, [
      [0, 'a', 1],
      [1, 'b', 2],
      [1, 'c', 3],
    ]);
    const early = meaning(5, [
      [0, 'a', 1],
      [0, 'a', 2],
      [1, 'b', 3],
      [2, 'c', 4],
    ]);
    expect(isEquivalent(late, early)).toBe(false);
  });

  test('are not where one begins in a state that only the other comes to', () => {
    const line = meaning(2, [[0, 'a', 1]]);
    const end = { ...line, graph: { ...line.graph, initial: [1] } };
    expect(isEquivalent(line, end)).toBe(false);
  });
});

describe.each(topologies)('%s', (topology) => {
  const parts = systems[topology];
  const original = told(parts, topology);

  /** Every machine built anew, as those with a fault are, and without one. */
  const again = parts.map((part) => ({
    ...part,
    machine: withStatus(rebuilt(part.machine), { type: 'nothing', said: 'success', instead: 'NDIS_STATUS_FAILURE' }),
  }));

  test('machines without a fault do the same, step by step', () => {
    const same = told(again, topology);
    expect(same.graph).toEqual(original.graph);
    const labels = [...new Set(original.graph.labels)];
    expect(labels.map(same.meaningOf)).toEqual(labels.map(original.meaningOf));
  });

  test('also where answers are late', () => {
    const faults = faultsOf(topology).filter(({ status }) => status === 'NDIS_STATUS_PENDING');
    const question = { sends: 0, receives: 0, faults };
    expect(told(again, topology, question).graph).toEqual(told(parts, topology, question).graph);
  });

  test.each([
    ['adapter.closed.channel.open.3.dropAction.programChannel', true],
    ['adapter.draining.always.flipGuard', false],
    ['adapter.draining.always.dropTransition', false],
    ['adapter.closed.channel.open.3.redirectTransition', false],
    ['adapter.closed.channel.open.3.dropAction.reportOpened', false],
    ['ndis.NdisClMakeCall.returns.changeStatus.SUCCESS', false],
  ])('%s is equivalent: %s', (id, expected) => {
    expect(isEquivalent(original, told(mutate(parts, id), topology))).toBe(expected);
  });

  test('a fault that no step of the journal meets changes nothing', () => {
    const journal = journals(parts, topology).get('adapter[1]')!;
    const question = { sends: 0, receives: 0 };
    const { graph } = told(parts, topology, question);
    const unmet = mutationsOf(parts)
      .filter(({ part }) => part === 'adapter[]')
      .map(({ id }) => ({ id, mutated: mutate(parts, id) }))
      .filter(({ mutated }) => journal.isMatchedBy(mutated.find(({ name }) => name === 'adapter')!.machine));
    const ids = unmet.map(({ id }) => id);
    expect(ids).toContain('adapter.draining.always.flipGuard');
    expect(ids).not.toContain('adapter.open.channel.close.1.flipGuard');
    for (const { mutated } of unmet.filter((_, n) => n % 8 === 0)) {
      expect(told(mutated, topology, question).graph).toEqual(graph);
    }
  });
});
