/** Every documented sequence, written as a log in all the ways in which a driver might write it, conforms. */
import type { DriverRole, Topology } from '../../src/protocol/roles.js';
import type { RuleId } from '../../src/protocol/rules.js';
import { sequenceIds, variantsOf } from '../../src/protocol/sequences.js';
import type { SequenceVariant } from '../../src/protocol/sequences.js';
import { checkRecords } from '../../src/trace/index.js';
import type { CheckOptions } from '../../src/trace/index.js';
import { openingOf } from './openings.js';
import { renamed, seenBy, unintroduced } from './projections.js';
import type { Log } from './projections.js';
import { introduction, placed, players, traceOf } from './traces.js';
import type { Manner } from './traces.js';

const manners: readonly Manner[] = (['nested', 'open', 'leaf'] as const).flatMap((untold) =>
  [false, true].flatMap((isNamed) => [false, true].map((hasOptional) => ({ untold, isNamed, hasOptional }))),
);

/** One way through a sequence, in one topology. */
interface Way {
  readonly name: string;
  readonly variant: SequenceVariant;
  readonly topology: Topology;
}

const ways: readonly Way[] = sequenceIds
  .flatMap(variantsOf)
  .flatMap((variant) =>
    variant.topologies.map((topology) => ({ name: `${variant.id} ${topology}`, variant, topology })),
  );

const logOf = ({ variant, topology }: Way, manner: Manner): Log => {
  const { assumes, answers } = openingOf(variant, topology, manner);
  return placed([introduction(topology), ...assumes, ...traceOf(variant, topology, manner, answers)]);
};
const ended = (log: Log): Log => [...log, { kind: 'end', n: log.length + 1, line: log.length + 1 }];
const withoutOpening = (log: Log): Log => log.filter(({ kind }) => kind !== 'assume');

/** What a sequence shows that NDIS forgives no driver. */
const faults: Readonly<Record<string, RuleId>> = { 'SEQ-FAIL-04a': 'VC-CREATE-08', 'SEQ-FAIL-04b': 'VC-CREATE-09' };

/** What is wrong with a log, in words, and with the manner in which it was written. */
function foundIn(log: Log, manner: Manner, options: CheckOptions = {}): readonly string[] {
  const { violations, warnings, orphans } = checkRecords(log, options);
  expect(orphans).toEqual([]);
  return [...violations, ...warnings].map(
    ({ record, rule, message }) => `${rule} at ${record}: ${message} ${JSON.stringify(manner)}`,
  );
}

/** The one fault, if it is one, and nothing else. */
function expectNothingElse({ variant: { id } }: Way, found: readonly string[]): void {
  const fault = faults[id];
  expect(found.filter((text) => fault === undefined || !text.startsWith(`${fault} `))).toEqual([]);
}

/** What the steps leave to be done, by the rules that it would break to leave it at that. */
const openEnds: Readonly<Record<string, readonly RuleId[]>> = {
  'SEQ-VC-07a': ['CALL-OUT-07'],
  'SEQ-VC-07b': ['CALL-OUT-07'],
  'SEQ-VC-08': ['CALL-OUT-07'],
  'SEQ-CALL-03a': ['ASYNC-02'],
  'SEQ-QOS-01c': ['ASYNC-02'],
  'SEQ-QOS-01d': ['ASYNC-02'],
  'SEQ-QOS-02b': ['ASYNC-02'],
  'SEQ-QOS-02c': ['ASYNC-02'],
  'SEQ-PARTY-02': ['ASYNC-02'],
  'SEQ-FAIL-11b': ['VC-DEACT-07'],
};

describe('a documented sequence conforms', () => {
  test.each(ways)('$name', (way) => {
    const found = manners.flatMap((manner) => foundIn(logOf(way, manner), manner));
    expectNothingElse(way, found);
    expect(found).toHaveLength(faults[way.variant.id] === undefined ? 0 : manners.length);
  });

  test.each(ways)('$name, of which nobody knows how it began', (way) => {
    const partial = { isPartial: true };
    expectNothingElse(
      way,
      manners.flatMap((manner) => foundIn(withoutOpening(logOf(way, manner)), manner, partial)),
    );
  });

  test.each(ways)('$name, of which nothing tells who is who', (way) => {
    expectNothingElse(
      way,
      manners.flatMap((manner) => foundIn(unnamed(logOf(way, manner)), manner)),
    );
  });

  test.each(ways)('$name owes what its steps leave out, and nothing else', (way) => {
    const owed = manners.flatMap((manner) => {
      const log = logOf(way, manner);
      const rules = checkRecords(log).open.map(({ rule }) => rule);
      const late = checkRecords(ended(log)).violations.filter(({ record }) => record === log.length + 1);
      expect(late.map(({ rule }) => rule)).toEqual(rules);
      return rules;
    });
    expect([...new Set(owed)].sort()).toEqual(openEnds[way.variant.id] ?? []);
  });

  test.each(ways)('$name, as one driver sees it', (way) => {
    const sides = rolesIn(way.topology).map((role) => players[role]);
    expectNothingElse(
      way,
      sides.flatMap((player) =>
        manners.flatMap((manner) => {
          const log = seenBy(logOf(way, manner), player);
          const partial = foundIn(withoutOpening(log), manner, { isPartial: true });
          return [...foundIn(log, manner), ...foundIn(unnamed(log), manner), ...partial];
        }),
      ),
    );
  });
});

/** A log without an introduction, whose names are the roles. */
const unnamed = (log: Log): Log => unintroduced(renamed(log, { handle: (name) => name, actor: roleOf }));

const rolesIn = (topology: Topology): readonly DriverRole[] =>
  topology === 'cm' ? ['client', 'callManager', 'miniport'] : ['client', 'mcm'];

const roleOf = (name: string): string => Object.entries(players).find(([, player]) => player === name)?.[0] ?? name;
