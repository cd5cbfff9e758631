import { openFile } from '../../inspector/server/inspect.js';
import { Run as RecordedRun } from '../../inspector/common/run.js';
import type { RunRecord } from '../../inspector/common/wire.js';
import { printable } from '../errors.js';
import type { Report } from '../errors.js';
import { brokenRules, recordText } from '../export/index.js';
import type { Finds, Found } from '../export/index.js';
import { isRuleId, rules } from '../protocol/rules.js';
import type { LogRecord } from '../protocol/log.js';
import type { TraceRecord } from '../protocol/trace.js';
import { eventOf, lineOf } from '../query/index.js';
import type { Mark, Query } from '../query/index.js';
import type { Violation } from '../rules/index.js';
import type { Run } from '../scenario/index.js';
import { Check, logged } from '../trace/index.js';
import type { CheckOptions, TraceProblem } from '../trace/index.js';
import type { Source } from './input.js';
import type { Reading } from './reading.js';

/** What was found in a file, and what is bad input in it. */
export interface Asked {
  readonly finds: Finds;
  readonly problems: readonly TraceProblem[];
}

/** Reads a log and asks each record; reads it before that where the judges have to be heard first. */
export async function findInLog(
  source: Source,
  query: Query,
  options: CheckOptions,
  reading: Reading,
): Promise<Asked | Report> {
  const marks = new Map<number, Mark[]>();
  if (query.asksForMarks) {
    const check = new Check(options);
    await reading.read(source, {
      onRecord: (record) => {
        for (const violation of check.observe(record)) add(marks, violation.record, markOf(violation));
      },
    });
    if (!source.isRepeatable()) return onceOnly(source);
  }
  const found: Found[] = [];
  let total = 0;
  let here: LogRecord | undefined;
  const marksAt = (n: number): readonly Mark[] => marks.get(n) ?? [];
  const records = { at: () => here, marksAt };
  const { problems } = await reading.read(source, {
    onRecord: (record) => {
      total += 1;
      here = record;
      const { n } = record;
      if (query.matches(records, n)) found.push({ n, record, text: recordText(record), marks: marksAt(n) });
    },
  });
  return { finds: { name: source.name, total, found }, problems: problems.listed };
}

const onceOnly = ({ name }: Source): Report => ({
  code: 'CONDIS7004',
  message: `${name === '-' ? 'Standard input' : name} can be read once only, and what rules say has to be known before.`,
  hints: ['name a file, or ask for nothing that only the judges know: no rule, no level, no words without a field'],
});

const add = (marks: Map<number, Mark[]>, n: number, mark: Mark): void => {
  marks.set(n, [...(marks.get(n) ?? []), mark]);
};

const markOf = ({ level, rule, message }: Violation): Mark => ({
  level: level === 'error' ? 'violation' : 'warning',
  rule,
  text: message,
});

/** The records of a scenario that was played, numbered as in its trace; with what the environment did. */
export function findInRun(run: Run, query: Query): Finds {
  const marks = new Map<number, Mark[]>();
  for (const { rule, record } of brokenRules(run)) {
    const text = isRuleId(rule) ? rules[rule].rule : '';
    add(marks, record + 1, { level: 'violation', rule, text });
  }
  const asked = run.records.flatMap((record, at): readonly Found[] => {
    const n = at + 1;
    const begun = run.steps.filter(({ from, text }) => from === at && !isRemark(text, record));
    const own = { n, record, text: recordText(logged(record, n)), marks: marks.get(n) ?? [] };
    return [...begun.map((step): Found => ({ n, record: stepOf(step.text), text: `» ${step.text}`, marks: [] })), own];
  });
  const idle = run.steps.filter(({ from }) => from >= run.records.length).map(({ text }) => text);
  const last = idle.map((text): Found => ({
    n: run.records.length,
    record: stepOf(text),
    text: `» ${text}`,
    marks: [],
  }));
  const found = [...asked, ...last].filter((one) =>
    query.matches({ at: () => one.record as { kind: string }, marksAt: () => one.marks }, one.n),
  );
  return { name: run.title, total: run.records.length, found };
}

/** A step that only says something: its record says the same. */
const isRemark = (text: string, record: TraceRecord): boolean => record.kind === 'note' && record.text === text;

/** What the environment did, as a step. */
const stepOf = (text: string) => ({ kind: 'step', event: { type: text } });

/** The records of a trace, or of a run that was saved with all that happened inside its actors. */
export async function findInFile(path: string, query: Query): Promise<Asked> {
  const { name, records, problems } = await openFile(path);
  const run = new RecordedRun();
  records.forEach((record) => {
    run.add(record);
  });
  // Records of a file are counted from 1, places of a run from 0.
  const numbered = { at: (n: number) => run.at(n - 1), marksAt: (n: number) => run.marksAt(n - 1) };
  const found = records.flatMap((record, place): readonly Found[] => {
    if (record.kind === 'chart' || record.kind === 'mark' || !query.matches(numbered, place + 1)) return [];
    return [{ n: place + 1, record, text: textOf(record, place + 1), marks: run.marksAt(place) }];
  });
  return { finds: { name, total: records.length, found }, problems };
}

type Shown = Exclude<RunRecord, { readonly kind: 'chart' | 'mark' }>;

function textOf(record: Shown, n: number): string {
  switch (record.kind) {
    case 'actor':
      return `${printable(record.name)} begins: ${lineOf(record.value)}`;
    case 'gone':
      return `${printable(record.name)} is gone`;
    case 'step': {
      const { actor, from, before, value } = record;
      const [old, now] = [lineOf(before), lineOf(value)];
      const who = printable(from === null ? actor : `${from} → ${actor}`);
      return `${who}  ${printable(eventOf(record))}${old === now ? '' : `  ${old} → ${now}`}`;
    }
    default:
      return recordText(logged(record, n));
  }
}
