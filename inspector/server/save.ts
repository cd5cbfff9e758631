import { stringify } from 'yaml';
import { shortStatus } from '../../src/protocol/status.js';
import type { NdisStatus } from '../../src/protocol/status.js';
import { writeTrace } from '../../src/trace/index.js';
import type { Input } from '../../src/scenario/index.js';
import type { RunRecord } from '../common/wire.js';
import type { Beginning } from './inputs.js';
import { textOf } from './inputs.js';
import { isBoundary } from './judging.js';
import type { Given } from './liveRun.js';

/** A text that is saved, and the name that its file should have. */
export interface Saved {
  readonly name: string;
  readonly text: string;
}

/** A title as the name of a file: nothing in it that a shell or a file system would take for something else. */
export const fileName = (title: string, ending: string): string => {
  const name = title
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .toLowerCase();
  return `${name === '' ? 'run' : name}.${ending}`;
};

/** The records of a run up to a place; of the marks, those about what is among them. */
export const upTo = (records: readonly RunRecord[], at: number): readonly RunRecord[] =>
  records.filter((record, place) => (record.kind === 'mark' ? record.at <= at : place <= at));

/** What crosses the boundary, as a trace that `condis check` judges. */
export const traceOf = (title: string, records: readonly RunRecord[]): Saved => ({
  name: fileName(title, 'ndjson'),
  text: writeTrace(records.filter(isBoundary)),
});

/** What JSON allows in a text, but other readers take for the end of a line. */
const breaks = /[\u2028\u2029]/g;

/** All records, one a line; `condis inspect` shows them again. */
export const runOf = (title: string, records: readonly RunRecord[]): Saved => ({
  name: fileName(title, 'run.ndjson'),
  text: records
    .map(
      (record) =>
        `${JSON.stringify(record).replace(breaks, (found) => (found === '\u2028' ? '\\u2028' : '\\u2029'))}\n`,
    )
    .join(''),
});

/** A scenario that does again what was done. */
export function scenarioOf({ title, topology, options, boot, given }: Beginning, inputs: readonly Given[]): Saved {
  const document = {
    title,
    topology,
    ...(!boot && { boot: false }),
    ...(Object.keys(options).length > 0 && { options }),
    ...(given.length > 0 && { given: given.map((input) => stepOf(input)) }),
    steps: inputs.map(({ input, outcome }) => stepOf(input, outcome.rule)),
  };
  return { name: fileName(title, 'yaml'), text: stringify(document, { lineWidth: 0 }) };
}

/** An input as a step of a scenario; with the rule by which it was refused, if it was. */
function stepOf(input: Input, refused?: string): unknown {
  const expected = refused === undefined ? {} : { refused };
  switch (input.kind) {
    case 'send': {
      const { type, vc = 1, irql: _, ...details } = input.event;
      const where = vc === 1 ? {} : { vc };
      if (type === 'answer.next') return { fault: faultText(details as Answer, vc) };
      const fields = { ...shortened(details), ...where, ...expected };
      return Object.keys(fields).length === 0 ? type : { [type]: fields };
    }
    case 'call': {
      const { vc = 1, from, fn, resources: _, ...details } = input.call;
      return { call: { from, fn, ...(vc !== 1 && { vc }), ...shortened(details), ...expected } };
    }
    case 'advance':
      return { wait: input.milliseconds };
    case 'note':
      return { note: input.text };
  }
}

interface Answer {
  readonly event: string;
  readonly status: NdisStatus;
  readonly on?: string;
}

const faultText = ({ event, status, on }: Answer, vc: number): string =>
  `${event}${on === undefined ? '' : ` of ${on}`} answers ${shortStatus(status)}${vc === 1 ? '' : ` on vc ${vc}`}`;

const shortened = (details: object): object =>
  Object.fromEntries(
    Object.entries(details).map(([key, value]) => [
      key,
      key === 'status' && typeof value === 'string' ? shortStatus(value as NdisStatus) : (value as unknown),
    ]),
  );

/** A test for Jest that does again what was done, and expects the same to cross the boundary. */
export function testOf(beginning: Beginning, inputs: readonly Given[], records: readonly RunRecord[]): Saved {
  const { title, topology, options, boot, given } = beginning;
  // What the system itself records: no notes about inputs, and nothing of what held before.
  const crossing = records
    .slice(inputs[0]?.from ?? records.length)
    .filter((record) => isBoundary(record) && !(record.kind === 'note' && record.text.startsWith('» ')));
  const lines = [
    `import { createSystem } from 'condis/system';`,
    '',
    `test(${literal(title)}, () => {`,
    `  const system = createSystem(${literal({ ...options, topology, ...(!boot && { boot }) })});`,
    '  system.start();',
    ...given.map((input) => `  ${statementOf(input)}`),
    '  const records = [];',
    '  system.subscribe((record) => records.push(record));',
    ...inputs.flatMap(({ input, outcome }) => [
      ...(input.kind === 'note' ? [] : [`  // ${textOf(input).replace(/\s+/g, ' ')}`]),
      input.kind === 'send' ? `  expect(${callOf(input)}).toEqual(${literal(outcome)});` : `  ${statementOf(input)}`,
    ]),
    '  expect(records).toEqual([',
    ...crossing.map((record) => `    ${literal(record)},`),
    '  ]);',
    '  system.stop();',
    '});',
    '',
  ];
  return { name: fileName(title, 'test.js'), text: lines.join('\n') };
}

const statementOf = (input: Input): string => `${callOf(input)};`;

function callOf(input: Input): string {
  switch (input.kind) {
    case 'send':
      return `system.send(${literal(input.event)})`;
    case 'call':
      return `system.call(${literal(input.call)})`;
    case 'advance':
      return `system.advance(${input.milliseconds})`;
    case 'note':
      return `system.note(${literal(input.text)})`;
  }
}

/** A value as a program writes it. */
const literal = (value: unknown): string => JSON.stringify(value).replace(breaks, ' ');
