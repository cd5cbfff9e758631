import { itfFiles } from '../../../src/export/index.js';
import { expectGolden } from '../golden.js';
import { forbiddenSuite, hostileSuite, hostileText, suiteOf } from './suites.js';

interface Trace {
  readonly '#meta': { readonly varTypes: Readonly<Record<string, string>>; readonly [key: string]: unknown };
  readonly vars: readonly string[];
  readonly states: readonly Readonly<Record<string, unknown>>[];
}

/** Whether a value is an expression of the format (ADR 015), of a type as Apalache writes it. */
function isOf(type: string, value: unknown): boolean {
  const [only, ...others] = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const [form, inside] = only && others.length === 0 ? (only as [string, unknown]) : ['', undefined];
  switch (type) {
    case 'Bool':
      return typeof value === 'boolean';
    case 'Str':
      return typeof value === 'string';
    case 'Int':
      return form === '#bigint' && typeof inside === 'string' && /^-?[0-9]+$/.test(inside);
    case 'Str -> Str': {
      if (form !== '#map' || !Array.isArray(inside)) return false;
      const pairs = inside as readonly unknown[];
      const keys = pairs.map((pair) => (Array.isArray(pair) && pair.length === 2 ? (pair[0] as unknown) : undefined));
      return (
        new Set(keys).size === keys.length &&
        pairs.every((pair) => (pair as readonly unknown[]).every((one) => typeof one === 'string'))
      );
    }
    default:
      return false;
  }
}

/** What is wrong with a trace: its fields, its states, the types of its variables. */
function faultsOf(text: string): readonly string[] {
  const trace = JSON.parse(text) as Trace;
  const known = ['#meta', 'params', 'vars', 'states', 'loop'];
  const { varTypes } = trace['#meta'];
  return [
    ...Object.keys(trace).filter((key) => !known.includes(key)),
    ...(new Set(trace.vars).size === trace.vars.length ? [] : ['a variable is there twice']),
    ...(JSON.stringify(Object.keys(varTypes)) === JSON.stringify(trace.vars) ? [] : ['varTypes are not those of vars']),
    ...trace.vars.filter((name) => name.startsWith('#')),
    ...(trace.states.length > 0 ? [] : ['there is no state']),
    ...trace.states.flatMap(({ '#meta': meta, ...values }, n) => [
      ...((meta as { index: number }).index === n ? [] : [`state ${n} has a wrong index`]),
      ...(Object.keys(values).length === trace.vars.length ? [] : [`state ${n} has other variables`]),
      ...trace.vars.filter((name) => !isOf(varTypes[name]!, values[name])).map((name) => `${n} ${name}`),
    ]),
  ];
}

test.each(['client', 'callManager', 'miniport', 'mcm', 'system'] as const)(
  '%s: every trace keeps to the format',
  (role) => {
    const suite = suiteOf(role);
    const files = itfFiles(suite);
    expect(files).toHaveLength(suite.tests.length);
    for (const [n, { path, text }] of files.entries()) {
      expect(path).toMatch(/^T000\d-[a-z0-9-]+\.itf\.json$/);
      expect(faultsOf(text)).toEqual([]);
      const { states } = JSON.parse(text) as Trace;
      const crossings = suite.tests[n]!.steps.flatMap(({ records }) => records).filter(({ kind }) => kind !== 'note');
      expect(states).toHaveLength(1 + suite.tests[n]!.steps.length + crossings.length);
      expect(states.at(-1)!['depth']).toEqual({ '#bigint': '0' });
    }
  },
);

test('the checker finds what is wrong', () => {
  const [file] = itfFiles(suiteOf('client'));
  const wrong = (from: string, to: string): readonly string[] => faultsOf(file!.text.replace(from, to));
  expect(wrong('{"#bigint":"0"}', '{"#bigint":0}')).toEqual(['0 step']);
  expect(wrong('"kind":"happening",', '')).toEqual(['state 1 has other variables', '1 kind']);
  expect(wrong('{"index":1}', '{"index":7}')).toEqual(['state 1 has a wrong index']);
});

test('a state says who does what to whom', () => {
  const [file] = itfFiles(suiteOf('client'));
  const { states } = JSON.parse(file!.text) as Trace;
  expect(states[3]).toEqual({
    '#meta': { index: 3 },
    ...{ step: { '#bigint': '1' }, kind: 'call', happening: 'client.createVc', vc: { '#bigint': '1' } },
    ...{ caller: 'ndis', callee: 'callManager', function: 'ProtocolCoCreateVc', status: '' },
    arguments: {
      '#map': [
        ['af', 'af1'],
        ['vc', 'vc1'],
      ],
    },
    ...{ depth: { '#bigint': '1' }, concerns: false, rule: '' },
  });
  expectGolden('generated/T0001.itf.json', file!.text);
});

test('a refusal names its rule', () => {
  const suite = forbiddenSuite();
  itfFiles(suite).forEach(({ text }, n) => {
    expect(faultsOf(text)).toEqual([]);
    const { states } = JSON.parse(text) as Trace;
    expect(states.at(-1)).toMatchObject({ kind: 'return', rule: suite.tests[n]!.steps.at(-1)!.refused });
  });
});

test('any text survives', () => {
  const [file] = itfFiles(hostileSuite());
  expect(faultsOf(file!.text)).toEqual([]);
  expect((JSON.parse(file!.text) as Trace)['#meta']['description']).toBe(hostileText);
});
