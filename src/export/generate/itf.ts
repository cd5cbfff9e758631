import type { Suite, Test, TestStep } from '../../generate/index.js';
import { crossingsOf } from '../../generate/script.js';
import type { CallRecord, TraceArgs, TraceRecord } from '../../protocol/trace.js';
import { fileForEach } from './files.js';
import type { SuiteFile } from './files.js';
import { literal, prettyJson } from './pretty.js';
import { reasonLines } from './reasons.js';

/** The variables of a state, and their types as Apalache writes them. */
const variables = {
  step: 'Int',
  kind: 'Str',
  happening: 'Str',
  vc: 'Int',
  caller: 'Str',
  callee: 'Str',
  function: 'Str',
  status: 'Str',
  arguments: 'Str -> Str',
  depth: 'Int',
  concerns: 'Bool',
  rule: 'Str',
} as const;

/** How many reasons are named at the head of a trace. */
const mostReasons = 20;

type State = Readonly<Record<keyof typeof variables, unknown>>;

/**
 * Every test as a trace in the Informal Trace Format of Apalache and Quint (ADR 015): a state for the system at rest, one
 * for each happening, and one for everything that crosses the boundary because of it. What does not apply is empty.
 */
export const itfFiles = (suite: Suite): readonly SuiteFile[] =>
  fileForEach(suite.tests, 'itf.json', (test) => textOf(suite, test));

function textOf({ title, topology, underTest, strategy, seed }: Suite, test: Test): string {
  const meta = {
    format: 'ITF',
    'format-description': 'https://apalache-mc.org/docs/adr/015adr-trace.html',
    source: 'condis generate',
    description: test.title,
    varTypes: variables,
    ...{ test: test.id, kind: test.kind, suite: title, topology, underTest, strategy, seed },
    reasons: reasonLines(test.reasons, mostReasons),
  };
  const states = [empty, ...test.steps.flatMap((step, n) => statesOf(step, n + 1, underTest))];
  return [
    '{',
    `"#meta": ${prettyJson(meta).trimEnd()},`,
    `"vars": ${literal(Object.keys(variables))},`,
    '"states": [',
    states.map((state, index) => literal({ '#meta': { index }, ...state })).join(',\n'),
    ']',
    '}',
    '',
  ].join('\n');
}

const integer = (value: number) => ({ '#bigint': String(Math.trunc(value)) });

const empty: State = {
  ...{ step: integer(0), kind: 'rest', happening: '', vc: integer(0), caller: '', callee: '', function: '' },
  ...{ status: '', arguments: { '#map': [] }, depth: integer(0), concerns: false, rule: '' },
};

function statesOf(step: TestStep, number: number, underTest: Suite['underTest']): readonly State[] {
  const { text, vc, records, script, refused } = step;
  const happening: State = {
    ...empty,
    ...{ step: integer(number), kind: 'happening', happening: text, vc: integer(vc), concerns: script.length > 0 },
    rule: refused ?? '',
  };
  const own = new Set<TraceRecord>(crossingsOf(records, underTest));
  const open: CallRecord[] = [];
  return [happening, ...records.flatMap((record) => crossingState(record, open, happening, own.has(record)))];
}

function crossingState(record: TraceRecord, open: CallRecord[], happening: State, concerns: boolean): readonly State[] {
  if (record.kind !== 'call' && record.kind !== 'return') return [];
  const call = record.kind === 'call' ? record : open.pop();
  const depth = integer(open.length);
  if (record.kind === 'call') open.push(record);
  return [
    {
      ...{ ...happening, kind: record.kind, depth, concerns, function: record.fn },
      ...{ caller: call?.from ?? '', callee: record.kind === 'call' ? record.to : record.from },
      status: record.kind === 'return' ? (record.status ?? '') : '',
      arguments: { '#map': argumentsOf(record.args) },
      rule: record.kind === 'return' ? (record.rule ?? '') : '',
    },
  ];
}

const argumentsOf = (args: TraceArgs = {}): readonly (readonly [string, string])[] =>
  Object.entries(args)
    .map(([name, value]) => [name, Array.isArray(value) ? value.join(' ') : String(value ?? 'NULL')] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
