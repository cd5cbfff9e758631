import type { Reason, Suite, Test, TestStep } from '../../generate/index.js';
import type { NoteRecord, TraceRecord } from '../../protocol/trace.js';
import { writeTrace } from '../../trace/index.js';
import { stepNote } from '../trace.js';
import { count } from '../words.js';
import { fileForEach, remembering } from './files.js';
import type { SuiteFile } from './files.js';
import { reasonText } from './reasons.js';

/** How many reasons have a note of their own. */
const mostReasons = 20;

/** Every test as a trace of its own. `condis check` accepts it; one of a forbidden call it rejects by the rule that is broken. */
export const ndjsonFiles = (suite: Suite): readonly SuiteFile[] => {
  const writeStep = remembering((step: TestStep) => writeTrace([stepNote(step.text), ...recordsOf(step)]));
  const opening = writeTrace(suite.opening.records);
  return fileForEach(suite.tests, 'ndjson', (test) => textOf(suite, test, opening, test.steps.map(writeStep)));
};

function textOf({ meta }: Suite, test: Test, opening: string, steps: readonly string[]): string {
  const { id, title, reasons, isAtRest } = test;
  const rest = reasons.length - mostReasons;
  const head: readonly TraceRecord[] = [
    { ...meta, title: `${id} ${title}` },
    ...reasons.slice(0, mostReasons).map(reasonNote),
    ...(rest > 0 ? [{ kind: 'note', text: `why: … and ${count(rest, 'reason')} more` } as const] : []),
  ];
  return [writeTrace(head), opening, ...steps, ...(isAtRest ? [writeTrace([{ kind: 'end' }])] : [])].join('');
}

const reasonNote = (reason: Reason): NoteRecord => ({
  kind: 'note',
  text: `why: ${reasonText(reason)}`,
  ...(reason.rule === undefined ? {} : { rule: reason.rule }),
});

const recordsOf = ({ records, refused }: TestStep): readonly TraceRecord[] => [
  ...records,
  ...(refused === undefined ? [] : [{ kind: 'note', text: `refused by ${refused}`, rule: refused } as const]),
];
