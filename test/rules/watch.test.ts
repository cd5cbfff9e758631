/** What a monitor is told of a log, and when. */
import fc from 'fast-check';
import type { LogRecord } from '../../src/protocol/log.js';
import { monitor, Watch } from '../../src/rules/index.js';
import type { Frame, Monitor } from '../../src/rules/index.js';
import { recordsOf } from '../conformance/load.js';

const log = (...lines: readonly object[]): readonly LogRecord[] =>
  recordsOf(lines.map((line) => JSON.stringify(line)).join('\n'));

const call = (thread: string, fn: string, more: object = {}) => ({
  ...{ kind: 'call', from: 'client', to: 'ndis', fn, thread, args: {} },
  ...more,
});
const back = (thread: string, fn: string, status = 'SUCCESS') => ({ kind: 'return', from: 'ndis', fn, thread, status });
const callback = (thread: string, fn: string, status?: string) => ({
  ...{ kind: 'call', from: 'ndis', to: 'callManager', fn, thread, args: {} },
  ...(status === undefined ? {} : { status }),
});

const path = (frame: Frame | undefined): string =>
  frame === undefined ? '' : `${path(frame.outer)}/${frame.record.n}`;

/** What every phase is told, as text. */
function heardIn(records: readonly LogRecord[], hears?: Monitor['hears']): readonly string[] {
  const heard: string[] = [];
  const ear = monitor({
    name: 'ear',
    rules: [],
    ...(hears && { hears }),
    called: (_, frame) => heard.push(`called ${path(frame)}`),
    entered: (_, frame) => heard.push(`entered ${path(frame)}`),
    answered: (_, frame) => heard.push(`answered ${path(frame)} ${String(frame.status)}`),
    left: (_, frame) => heard.push(`left ${path(frame)}`),
  });
  const watch = new Watch({ monitors: [ear] });
  for (const record of records) watch.observe(record);
  return heard;
}

test('a leaf is over at once, and another call with its return', () => {
  const records = log(
    call('', 'NdisClMakeCall'),
    callback('', 'ProtocolCmMakeCall', 'PENDING'),
    back('', 'NdisClMakeCall'),
  );
  expect(heardIn(records)).toEqual([
    ...['called /1', 'entered /1'],
    ...['called /1/2', 'entered /1/2', 'answered /1/2 NDIS_STATUS_PENDING', 'left /1/2'],
    ...['answered /1 NDIS_STATUS_SUCCESS', 'left /1'],
  ]);
});

test('each thread nests for itself', () => {
  const records = log(
    ...[call('a', 'NdisClMakeCall'), call('b', 'NdisClCloseCall')],
    ...[callback('a', 'ProtocolCmMakeCall', 'PENDING'), callback('b', 'ProtocolCmCloseCall', 'PENDING')],
    ...[back('a', 'NdisClMakeCall'), back('b', 'NdisClCloseCall')],
  );
  expect(heardIn(records).filter((one) => one.startsWith('called'))).toEqual([
    ...['called /1', 'called /2', 'called /1/3', 'called /2/4'],
  ]);
});

test('returns need not be nested: the innermost of that function returns, and the others stay open', () => {
  const records = log(
    ...[call('', 'NdisClMakeCall'), call('', 'NdisClCloseCall'), call('', 'NdisClMakeCall')],
    ...[back('', 'NdisClCloseCall'), call('', 'NdisCoDeleteVc', { status: 'SUCCESS' })],
    ...[back('', 'NdisClMakeCall'), back('', 'NdisClMakeCall')],
  );
  const over = heardIn(records).filter((one) => one.startsWith('left'));
  expect(over).toEqual(['left /1/2', 'left /1/3/5', 'left /1/3', 'left /1']);
});

test('a return that nothing has opened is nothing that a monitor hears of', () => {
  const watch = new Watch({ monitors: [] });
  const found = log(call('a', 'NdisClMakeCall'), back('b', 'NdisClMakeCall'), back('a', 'NdisClMakeCall')).map(
    (record) => watch.observe(record),
  );
  expect(found).toEqual([[], undefined, []]);
});

test('a monitor hears of the functions that it wants to hear of', () => {
  const records = log(call('', 'NdisClMakeCall'), callback('', 'ProtocolCmMakeCall', 'PENDING'));
  expect(heardIn(records, ['ProtocolCmMakeCall']).map((one) => one.split(' ')[1])).toEqual(Array(4).fill('/1/2'));
});

test('a driver that calls its own handler does so in private', () => {
  const kinds: unknown[] = [];
  const ear = monitor({
    name: 'ear',
    rules: [],
    called: (_, { isPrivate, isIntoNdis, isLeaf, from, to }) =>
      kinds.push({ isPrivate, isIntoNdis, isLeaf, same: from === to }),
  });
  const watch = new Watch({ monitors: [ear] });
  const own = { kind: 'call', from: 'mcm', to: 'mcm', fn: 'ProtocolCmActivateVcComplete', args: {}, status: null };
  for (const record of log(own, call('', 'NdisClMakeCall'))) watch.observe(record);
  expect(kinds).toEqual([
    { isPrivate: true, isIntoNdis: false, isLeaf: true, same: true },
    { isPrivate: false, isIntoNdis: true, isLeaf: false, same: false },
  ]);
});

test('only what NDIS calls is inside a call', () => {
  const inside: (readonly string[])[] = [];
  const ear = monitor({ name: 'ear', rules: [], left: (_, frame) => inside.push(frame.inside.map(({ fn }) => fn)) });
  const watch = new Watch({ monitors: [ear] });
  const records = log(
    ...[call('', 'NdisClCloseCall'), call('', 'NdisCoDeleteVc', { status: 'SUCCESS' })],
    ...[callback('', 'ProtocolCmCloseCall', 'PENDING'), back('', 'NdisClCloseCall', 'PENDING')],
  );
  for (const record of records) watch.observe(record);
  expect(inside).toEqual([[], [], ['ProtocolCmCloseCall']]);
});

test('what all have judged is told only then: every monitor is called before any has entered', () => {
  const heard: string[] = [];
  const named = (name: string) =>
    monitor({
      name,
      rules: [],
      called: () => heard.push(`${name} called`),
      entered: () => heard.push(`${name} entered`),
      answered: () => heard.push(`${name} answered`),
      left: () => heard.push(`${name} left`),
    });
  const watch = new Watch({ monitors: [named('one'), named('two')] });
  for (const record of log(call('', 'NdisClMakeCall', { status: 'FAILURE' }))) watch.observe(record);
  expect(heard).toEqual(['called', 'entered', 'answered', 'left'].flatMap((when) => [`one ${when}`, `two ${when}`]));
});

test('a finding is placed at the record at hand unless it says otherwise, and a SHOULD is a warning', () => {
  const judge = monitor({
    name: 'judge',
    rules: ['VC-DEL-02', 'AF-17'],
    answered: ({ report }, { record, from }) => {
      report({ rule: 'VC-DEL-02', by: from, message: 'now' });
      report({ rule: 'VC-DEL-02', by: from, message: 'then', at: record });
      report({ rule: 'AF-17', by: from, message: 'better not' });
      report({ rule: 'VC-DEL-02', by: from, message: 'mild', level: 'warning' });
    },
  });
  const watch = new Watch({ monitors: [judge] });
  const found = log(call('', 'NdisClMakeCall'), back('', 'NdisClMakeCall')).flatMap(
    (record) => watch.observe(record) ?? [],
  );
  expect(found.map(({ record, line, level, message }) => [record, line, level, message])).toEqual([
    [2, 2, 'error', 'now'],
    [1, 1, 'error', 'then'],
    [2, 2, 'warning', 'better not'],
    [2, 2, 'warning', 'mild'],
  ]);
});

test('what is owed is a breach at the end, and only there', () => {
  const debtor = monitor({
    name: 'debtor',
    rules: ['ASYNC-02'],
    owed: () => [{ rule: 'ASYNC-02', by: 'ndis', message: 'still owed', since: { n: 1, line: 1 } }],
  });
  const watch = new Watch({ monitors: [debtor] });
  const [first, last] = log(call('', 'NdisClMakeCall', { status: 'PENDING' }), { kind: 'end' }).map((record) =>
    watch.observe(record),
  );
  expect(first).toEqual([]);
  expect(last).toMatchObject([{ rule: 'ASYNC-02', record: 2, level: 'error' }]);
});

test('monitors that are told of two logs mix up nothing', () => {
  const counter = monitor<string[]>({
    name: 'counter',
    rules: [],
    open: () => [],
    called: ({ state }, { fn }) => state.push(fn),
    owed: ({ state }) => state.map((message) => ({ rule: 'ASYNC-02', by: 'ndis', message, since: { n: 1, line: 1 } })),
  });
  const [one, two] = [new Watch({ monitors: [counter] }), new Watch({ monitors: [counter] })];
  const [make, close] = log(call('', 'NdisClMakeCall'), call('', 'NdisClCloseCall'));
  if (make) one.observe(make);
  if (close) two.observe(close);
  expect([one, two].map((watch) => watch.owed().map(({ message }) => message))).toEqual([
    ['NdisClMakeCall'],
    ['NdisClCloseCall'],
  ]);
});

test('returns that never come cost nothing', () => {
  const watch = new Watch({ monitors: [] });
  const [record] = log(call('', 'NdisClMakeCall'));
  for (let n = 0; record && n < 10_000; n += 1) watch.observe(record);
  let depth = 0;
  for (let frame = watch.world.threads.innermost(''); frame; frame = frame.outer) depth += 1;
  expect(depth).toBeGreaterThan(200);
  expect(depth).toBeLessThan(1000);
});

describe('any log', () => {
  const fns = ['NdisClMakeCall', 'NdisClCloseCall', 'NdisCoDeleteVc'] as const;
  const step = fc.record({
    kind: fc.constantFrom('call', 'leaf', 'return'),
    fn: fc.constantFrom(...fns),
    thread: fc.constantFrom('a', 'b', 'c'),
  });

  test('has the frames that a list of open calls for each thread has', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const lines = steps.map(({ kind, fn, thread }) =>
          kind === 'return' ? back(thread, fn) : call(thread, fn, kind === 'leaf' ? { status: 'SUCCESS' } : {}),
        );
        const records = log(...lines);
        const open = new Map<string, { readonly n: number; readonly fn: string }[]>();
        const expected: string[] = [];
        steps.forEach(({ kind, fn, thread }, place) => {
          const stack = open.get(thread) ?? [];
          open.set(thread, stack);
          if (kind !== 'return') stack.push({ n: place + 1, fn });
          if (kind === 'call') return;
          const at = stack.findLastIndex((one) => one.fn === fn);
          if (at < 0) return;
          expected.push(
            `left ${stack
              .slice(0, at + 1)
              .map(({ n }) => `/${n}`)
              .join('')}`,
          );
          stack.splice(at, 1);
        });
        expect(heardIn(records).filter((one) => one.startsWith('left'))).toEqual(expected);
      }),
    );
  });
});
