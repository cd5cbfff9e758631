import { fateOf } from '../../machines/chart.js';
import { isRuleId } from '../../src/protocol/rules.js';
import { subjects } from './catalogue.js';
import { eventsIn, leavesIn } from './nodes.js';
import { walk } from './walk.js';

describe.each(subjects)('$name', (subject) => {
  const { machine, fates } = subject;
  const leaves = leavesIn(machine);
  const cells = Object.entries(fates).flatMap(([event, row]) =>
    Object.entries(row).map(([leaf, cell]) => ({ event, leaf, cell })),
  );

  test('leaf states have names of their own', () => {
    expect([...new Set(leaves)]).toEqual(leaves);
  });

  test('every event has a fate in every state', () => {
    const missing = Object.keys(fates).flatMap((event) =>
      leaves.filter((leaf) => fateOf(fates, leaf, event) === undefined).map((leaf) => `${event} in ${leaf}`),
    );
    expect(missing).toEqual([]);
    expect(eventsIn(machine).filter((event) => !Object.hasOwn(fates, event))).toEqual([]);
  });

  test('the table speaks of states, targets and rules that exist', () => {
    const strange = cells.flatMap(({ event, leaf, cell }) => {
      const states = [leaf, ...(cell?.fate === 'next' ? cell.to : [])].filter((name) => name !== 'otherwise');
      const rules: readonly string[] = [
        ...(cell?.fate === 'next' ? cell.conditions.map(({ rule }) => rule) : []),
        ...(cell?.fate === 'illegal' ? [cell.rule] : []),
      ];
      return [
        ...states.filter((name) => !leaves.includes(name)).map((name) => `${event} ${leaf}: no state ${name}`),
        ...rules.filter((rule) => !isRuleId(rule)).map((rule) => `${event} ${leaf}: no rule ${rule}`),
      ];
    });
    expect(strange).toEqual([]);
  });

  describe('tried in every state', () => {
    const findings = walk(subject);

    test('it gets everywhere, and nothing is left out', () => {
      expect(findings.left).toBe(0);
      expect(leaves.filter((leaf) => !findings.leaves.has(leaf))).toEqual([]);
    });

    test('the chart takes an event where its fate is next, and nowhere else, and leads where the table says', () => {
      expect(findings.disagreements.slice(0, 10)).toEqual([]);
    });

    test('every target that the table names is reached', () => {
      const unreached = leaves.flatMap((leaf) =>
        Object.keys(fates).flatMap((event) => {
          const cell = fateOf(fates, leaf, event);
          const targets = cell?.fate === 'next' ? cell.to : [];
          return targets.map((target) => `${event} ${leaf} ${target}`).filter((path) => !findings.reached.has(path));
        }),
      );
      expect(unreached).toEqual([]);
    });

    test('an answer that was set in advance waits until it is asked for', () => {
      expect(findings.losses).toEqual([]);
    });

    test('it is a function of its state and the event', () => {
      expect(findings.impurities.slice(0, 10)).toEqual([]);
    });
  });
});
