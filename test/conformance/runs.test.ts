/** All that the live actors record conforms to the contract that they are made from. */
import type { RuleId } from '../../src/protocol/rules.js';
import { runScenario } from '../../src/scenario/index.js';
import { checkRecords, logged } from '../../src/trace/index.js';
import { performances } from '../scenario/shipped.js';

/** What a scenario shows on purpose, and NDIS does not make good by refusing it. */
const provoked: Readonly<Record<string, readonly RuleId[]>> = {
  'SEQ-FAIL-04a': ['VC-CREATE-08'],
  'SEQ-FAIL-04b': ['VC-CREATE-09'],
};

describe.each(performances)('$name in $topology', ({ name, scenario, topology }) => {
  const { records, status } = runScenario(scenario, topology);
  const { violations, warnings, orphans, open } = checkRecords(records.map((record, at) => logged(record, at + 1)));

  test('breaks no rule but on purpose', () => {
    const found = [...violations, ...warnings].filter(({ rule }) => !(provoked[name] ?? []).includes(rule));
    expect(found.map(({ record, rule, message }) => `${record} ${rule} ${message}`)).toEqual([]);
    expect(violations.map(({ rule }) => rule)).toEqual(provoked[name] ?? []);
    expect(orphans).toEqual([]);
  });

  test('owes something if it says so', () => {
    if (status === 'finished') expect(open).toEqual([]);
    if (status === 'open') expect(open).not.toEqual([]);
  });
});
