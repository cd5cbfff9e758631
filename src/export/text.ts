import { plain, printable } from '../errors.js';
import type { Paint } from '../errors.js';
import { isRuleId, rules } from '../protocol/rules.js';
import type { AssumeRecord, CallRecord, NoteRecord, ReturnRecord, TraceRecord } from '../protocol/trace.js';
import { brokenRules, isBugCheck, transcribe } from './transcript.js';
import type { Entry, Sheet, SheetStep } from './transcript.js';
import { argumentText, count, fold, statusText } from './words.js';

export interface TextOptions {
  /** Columns; only what is said about a line is folded, never the line itself. */
  readonly width?: number;
  readonly paint?: Paint;
}

/**
 * A run as text: who calls whom, function, arguments and status, indented by nesting, under the steps that caused it.
 * It ends with a line break.
 */
export function toText(sheet: Sheet, { width = 100, paint = plain }: TextOptions = {}): string {
  const { given, entries } = transcribe(sheet);
  const page = new Page(sheet, width, paint);
  const title = printable(sheet.title);
  const lines = [
    `${paint('strong', title)}${sheet.topology.padStart(Math.max(2, width - title.length))}`,
    ...(given.length > 0 ? ['', ...givenLines(given)] : []),
    ...(entries[0]?.kind === 'step' ? [] : ['']),
    ...entries.flatMap((entry) => page.linesOf(entry)),
    '',
    ...summary(sheet, paint),
  ];
  return `${lines.join('\n')}\n`;
}

class Page {
  /** The columns of `callManager → ndis`, and of the time where it moves. */
  readonly #routeWidth: number;
  readonly #clockWidth: number;
  #time: number | undefined;
  readonly #told = new Set<string>();

  constructor(
    private readonly sheet: Sheet,
    private readonly width: number,
    private readonly paint: Paint,
  ) {
    const routes = sheet.records.map((record) => routeOf(record).length);
    const times = new Set(sheet.records.map((record) => ('t' in record ? (record.t ?? 0) : undefined)));
    times.delete(undefined);
    this.#routeWidth = Math.max(...routes, 0) + 2;
    this.#clockWidth = times.size > 1 ? Math.max(...[...times].map((t = 0) => clockText(t).length)) + 2 : 0;
  }

  linesOf(entry: Entry): readonly string[] {
    switch (entry.kind) {
      case 'step':
        return ['', this.#step(entry.step)];
      case 'call':
        return this.#call(entry);
      case 'return':
        return this.#return(entry);
      case 'note':
        return this.#note(entry.depth, entry.record);
      case 'violation':
        return this.#because(entry.depth, 'broken', entry.rule);
    }
  }

  #step({ text, outcome, from, to }: SheetStep): string {
    const level = this.sheet.records.slice(from, to).find((record) => record.kind === 'call')?.irql ?? 'PASSIVE_LEVEL';
    const remarks = [
      ...(outcome.result === 'taken' ? [] : [outcome.result]),
      ...(level === 'PASSIVE_LEVEL' ? [] : [`at ${level}`]),
    ];
    const remark = remarks.length > 0 ? `  ${this.paint('faint', `(${remarks.join(', ')})`)}` : '';
    return `» ${this.paint('strong', printable(text))}${remark}`;
  }

  #call({ depth, record, answer }: Extract<Entry, { kind: 'call' }>): readonly string[] {
    const call = `${record.fn}(${argumentText(record.args)})`;
    if (!answer) return [this.#line(depth, record, `${call}${threadText(record)}`)];
    const end = answer.status === null ? '' : ` = ${this.#answerText(answer)}`;
    return [this.#line(depth, record, `${call}${end}${threadText(record)}`), ...this.#refusal(depth, answer)];
  }

  #return({ depth, record, call }: Extract<Entry, { kind: 'return' }>): readonly string[] {
    const end = record.status === null ? ' returns' : ` = ${this.#answerText(record)}`;
    const route = routeOf(record, call?.from);
    return [
      this.#line(depth, record, `${record.fn}${end}${threadText(record)}`, route),
      ...this.#refusal(depth, record),
    ];
  }

  #refusal(depth: number, { rule }: ReturnRecord): readonly string[] {
    return rule === undefined ? [] : this.#because(depth, 'refused', rule);
  }

  #note(depth: number, record: NoteRecord): readonly string[] {
    const text = printable(record.text);
    const line =
      record.from === undefined || record.to === undefined
        ? `${this.#clock(record)}${indent(depth + 1)}│ ${text}`
        : this.#line(depth, record, `~ ${text}`);
    const verdict = isBugCheck(record) ? 'broken' : 'refused';
    return [line, ...(record.rule === undefined ? [] : this.#because(depth, verdict, record.rule))];
  }

  /** A rule under the line that it is about; its sentence, folded at words, where the page names it first. */
  #because(depth: number, verdict: 'refused' | 'broken', rule: string): readonly string[] {
    const margin = `${' '.repeat(this.#clockWidth)}${indent(depth + 1)}│ `;
    const head = `${verdict === 'refused' ? 'refused by' : 'broken'} ${printable(rule)}`;
    if (this.#told.has(rule)) {
      return [`${margin}${this.paint('bad', head)}, as above`];
    }
    this.#told.add(rule);
    const folded = fold(ruleText(rule), Math.max(40, this.width - margin.length - head.length - 2));
    return folded.map((line, index) =>
      index === 0
        ? `${margin}${this.paint('bad', `${head}:`)} ${line}`
        : `${margin}${' '.repeat(head.length + 2)}${line}`,
    );
  }

  #line(depth: number, record: TraceRecord, text: string, route = routeOf(record)): string {
    return `${this.#clock(record)}${indent(depth)}${this.paint('faint', route.padEnd(this.#routeWidth))}${text}`;
  }

  /** The time column: there where time moves at all, filled where it has moved. */
  #clock(record: TraceRecord): string {
    const time = 't' in record ? record.t : undefined;
    const moved = time !== undefined && time !== this.#time;
    this.#time = time ?? this.#time;
    const text = this.#clockWidth > 0 && moved ? clockText(time) : '';
    return this.paint('faint', text.padEnd(this.#clockWidth));
  }

  #answerText({ status, args }: ReturnRecord): string {
    const out = argumentText(args);
    const text = status === null ? '' : statusText(status);
    const style = text === 'SUCCESS' || text === 'PENDING' ? undefined : 'bad';
    return `${style ? this.paint(style, text) : text}${out === '' ? '' : `  ${out}`}`;
  }
}

const indent = (depth: number): string => '  '.repeat(depth);
const clockText = (seconds: number): string => `${seconds.toFixed(3)} s`;
const threadText = ({ thread }: CallRecord | ReturnRecord): string =>
  thread === undefined ? '' : `  [${printable(thread)}]`;

/** `client → ndis`; a return points back at the caller. */
const routeOf = (record: TraceRecord, caller?: string): string => {
  switch (record.kind) {
    case 'call':
      return `${printable(record.from)} → ${printable(record.to)}`;
    case 'return':
      return `${printable(caller ?? '?')} ← ${printable(record.from)}`;
    case 'note':
      return record.from === undefined || record.to === undefined
        ? ''
        : `${printable(record.from)} → ${printable(record.to)}`;
    default:
      return '';
  }
};

const ruleText = (rule: string): string => (isRuleId(rule) ? rules[rule].rule : 'a rule that is not in the catalogue');

/** One line for each object that existed already. */
const givenLines = (given: readonly AssumeRecord[]): readonly string[] => {
  const width = Math.max(...given.map(({ handle }) => printable(handle).length));
  return given.map(({ object, handle, state = object, args = {} }, index) => {
    const facts = Object.entries(args).flatMap(([name, value]) => factText(name, value));
    const what = [state, ...facts].map(printable).join(', ');
    return `${index === 0 ? 'given ' : '      '} ${printable(handle).padEnd(width)}  ${what}`;
  });
};

/** A handle speaks for itself, and of what is usual nothing is said. */
const factText = (name: string, value: string): readonly string[] => {
  if (value === 'none' || value === name) return [];
  return [name === 'af' || name === 'vc' ? `on ${value}` : `${name} ${value}`];
};

/** How many calls, what was refused and broken, what remains open, and what was expected in vain. */
function summary(sheet: Sheet, paint: Paint): readonly string[] {
  const { records, expectations = [], owed = [] } = sheet;
  const calls = records.filter(({ kind }) => kind === 'call').length;
  const refused = records.filter((record) => record.kind === 'return' && record.rule !== undefined).length;
  const declined = records.filter((record) => record.kind === 'note' && record.rule && !isBugCheck(record)).length;
  const broken = [...new Set(brokenRules(sheet).map(({ rule }) => rule))];
  const unmet = expectations.filter(({ met }) => !met);
  const isDown = records.some((record) => record.kind === 'note' && isBugCheck(record));
  const met = `${expectations.length - unmet.length} of ${count(expectations.length, 'expectation')} met`;
  return [
    [
      count(calls, 'call'),
      `${refused} refused`,
      ...(declined > 0 ? [`${count(declined, 'event')} not taken`] : []),
      ...(isDown ? [paint('bad', 'bug check')] : []),
      `rules broken: ${broken.length > 0 ? paint('bad', broken.join(', ')) : 'none'}`,
      ...(expectations.length > 0 ? [paint(unmet.length > 0 ? 'bad' : 'good', met)] : []),
    ].join(' · '),
    ...(isDown ? [] : owed).map((debt) => `open: ${printable(debt)}`),
    ...unmet.map(({ text, found }) => `${paint('bad', 'not met:')} ${printable(text)} (found: ${printable(found)})`),
  ];
}
