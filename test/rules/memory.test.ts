import { legalLog } from '../../bench/logs.js';
import type { LogRecord } from '../../src/protocol/log.js';
import { Watch } from '../../src/rules/index.js';
import type { AnyMonitor } from '../../src/rules/index.js';
import { judges } from '../../src/trace/judges.js';
import { readTrace } from '../../src/trace/index.js';

const vcs = 5;
const bytes = Buffer.concat([...legalLog({ lines: 60_000, vcs })]);
const remarks = { callParameters: 'P1', flags: 'ROUND_UP_FLOW', context: 'c1', request: 'q1', oid: 'OID_X' };
/** With everything that judges may want to remember. */
const records = readTrace(bytes).records.map((record) =>
  record.kind === 'call' ? { ...record, args: { ...remarks, ...record.args } } : record,
);

/** What a driver's own log has of the whole. */
const sides: readonly (readonly [string, (record: LogRecord) => boolean])[] = [
  ['everybody', () => true],
  ...['client', 'callManager', 'miniport'].map((name): readonly [string, (record: LogRecord) => boolean] => [
    name,
    (record) => {
      if (record.kind === 'call') return record.from === name || record.to === name;
      return record.kind !== 'return' || mineOf(name).has(record);
    },
  ]),
];

/** The returns of the calls that a driver makes; its own answers are leaves in this log. */
function mineOf(name: string): ReadonlySet<LogRecord> {
  const open: boolean[] = [];
  const mine = new Set<LogRecord>();
  for (const record of records) {
    if (record.kind === 'call' && record.status === undefined) open.push(record.from === name);
    else if (record.kind === 'return' && open.pop()) mine.add(record);
  }
  return mine;
}

/** How many entries there are in collections, however deep. */
function entriesIn(value: unknown, seen = new Set<unknown>()): number {
  if (typeof value !== 'object' || value === null || seen.has(value)) return 0;
  seen.add(value);
  const members: readonly unknown[] =
    value instanceof Map
      ? [...value.keys(), ...value.values()]
      : value instanceof Set || Array.isArray(value)
        ? [...(value as Iterable<unknown>)]
        : Object.values(value);
  const own = value instanceof Map || value instanceof Set || Array.isArray(value) ? members.length : 0;
  return members.reduce<number>((sum, member) => sum + entriesIn(member, seen), own);
}

describe.each(sides)('in a log of %s', (_name, isTheirs) => {
  const log = records.filter(isTheirs);
  const states = new Map<string, unknown>();
  const kept = judges.map((judge): AnyMonitor => ({
    ...judge,
    open: () => {
      const state: unknown = judge.open?.();
      states.set(judge.name, state);
      return state;
    },
  }));
  const watch = new Watch({ monitors: kept });
  const sizes = [log.slice(0, log.length / 2), log.slice(log.length / 2)].map((half) => {
    for (const record of half) watch.observe(record);
    return new Map([...states].map(([name, state]) => [name, entriesIn(state)]));
  });

  test('VCs come and go', () => {
    const births = log.filter(({ kind, ...record }) => kind === 'call' && JSON.stringify(record).includes('CreateVc'));
    expect(births.length).toBeGreaterThan(50 * vcs);
  });

  test.each(judges.map(({ name }) => name))('%s remembers nothing of what is over', (name) => {
    const [early = 0, late = 0] = sizes.map((size) => size.get(name) ?? 0);
    // What is alive differs a little from one moment to the next.
    expect(late).toBeLessThan(early + 20 * vcs);
  });
});
