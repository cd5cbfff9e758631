import type { Line, Suite, Test, TestStep } from '../../generate/index.js';
import type { TraceRecord } from '../../protocol/trace.js';
import { writeRecord } from '../../trace/index.js';
import { remembering } from './files.js';
import type { SuiteFile } from './files.js';
import { prettyJson } from './pretty.js';

/** How the file of a suite is called. */
export const suiteFile = 'condis.suite.json';

/** What a file says of itself at its beginning. */
export const suiteFormat = { format: 'condis-suite', version: 1 } as const;

/** A suite as it is, for other tools and for people: `readSuite` takes it back. */
export const jsonFiles = (suite: Suite): readonly SuiteFile[] => [{ path: suiteFile, text: writeSuite(suite) }];

/** A suite as a text. The same suite gives the same text, whoever built it. */
export const writeSuite = (suite: Suite): string => prettyJson(documentOf(suite));

function documentOf({ title, topology, underTest, strategy, seed, meta, opening, tests }: Suite) {
  const steps = new Steps();
  const told = tests.map((test) => testOf(test, steps));
  return {
    ...suiteFormat,
    ...{ title, topology, underTest, strategy, seed },
    meta: recordOf({ ...meta, actors: inOrder(meta.actors, []) as Suite['meta']['actors'] }),
    opening: { records: opening.records.map(recordOf), script: opening.script.map(lineOf) },
    steps: steps.byName,
    tests: told,
  };
}

/** The steps of all tests, each once: tests name them. */
class Steps {
  readonly byName: Record<string, object> = {};
  readonly #names = new Map<string, string>();

  readonly nameOf = remembering((step: TestStep): string => {
    const document = stepOf(step);
    const key = JSON.stringify(document);
    const name = this.#names.get(key) ?? `step${this.#names.size + 1}`;
    this.#names.set(key, name);
    this.byName[name] = document;
    return name;
  });
}

const testOf = ({ id, title, kind, isAtRest, reasons, steps }: Test, known: Steps) => ({
  ...{ id, title, kind, isAtRest },
  reasons: reasons.map(({ covers, name, rule, source }) => ({ covers, name, rule, source })),
  steps: steps.map(known.nameOf),
});

const stepOf = ({ text, vc, event, sleeper, call, answers, refused, records, script }: TestStep) => ({
  ...{ text, vc },
  event: event && inOrder(event, ['type', 'vc']),
  sleeper,
  call: call && inOrder(call, ['from', 'fn', 'vc']),
  answers: answers.map((answer) => inOrder(answer, ['type', 'vc'])),
  refused,
  records: records.map(recordOf),
  script: script.map(lineOf),
});

function lineOf(line: Line): object {
  const { kind } = line;
  switch (kind) {
    case 'event':
      return { kind, event: inOrder(line.event, ['type', 'vc']) };
    case 'patience':
      return { kind, actor: line.actor };
    case 'forced':
      return { kind, call: inOrder(line.call, ['from', 'fn', 'vc']) };
    case 'callback':
    case 'reply':
      return { kind, record: recordOf(line.record) };
    case 'expect':
      return { kind, accept: line.accept.map(recordOf) };
  }
}

/** A record with its fields in the order of the trace format. */
const recordOf = (record: TraceRecord): unknown => JSON.parse(writeRecord(record));

/** Some fields first, all others by their names. */
function inOrder(fields: object, first: readonly string[]): object {
  const rank = (name: string): number => (first.includes(name) ? first.indexOf(name) : first.length);
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1)));
}
