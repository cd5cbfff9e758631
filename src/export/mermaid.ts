import { printable } from '../errors.js';
import { isRuleId, rules } from '../protocol/rules.js';
import type { TraceRecord } from '../protocol/trace.js';
import { isBugCheck, transcribe } from './transcript.js';
import type { Entry, Sheet } from './transcript.js';
import { argumentText, fold, statusText } from './words.js';

/** From those who ask to those who carry. Names that are none of these follow, in the order of their appearance. */
const usualOrder = ['client', 'callManager', 'mcm', 'ndis', 'miniport', 'network'];

/** A run as a Mermaid sequence diagram. It ends with a line break. */
export function toMermaid(sheet: Sheet): string {
  const { given, entries } = transcribe(sheet);
  const people = participantsOf(sheet.records);
  const drawing = new Drawing(people);
  const held = given.map(({ handle, object, state }) => `${handle} ${state ?? object}`).join(', ');
  const lines = [
    `title ${escape(`${sheet.title} (${sheet.topology})`)}`,
    ...people.map((name) => drawing.introduce(name)),
    ...(held === '' || people.length === 0 ? [] : [`${drawing.across}: given ${escape(held)}`]),
    ...entries.flatMap((entry) => drawing.linesOf(entry)),
  ];
  return `sequenceDiagram\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

/** Everybody who is named, by role; no more, and in the same order for every run. */
function participantsOf(records: readonly TraceRecord[]): readonly string[] {
  const named = records.flatMap((record): (string | undefined)[] => [
    ...('from' in record ? [record.from] : []),
    ...('to' in record ? [record.to] : []),
  ]);
  const rank = (name: string): number => (usualOrder.includes(name) ? usualOrder.indexOf(name) : usualOrder.length);
  return [...new Set(named.filter((name) => name !== undefined))].sort((a, b) => rank(a) - rank(b));
}

class Drawing {
  /** A note over everybody. */
  readonly across: string;
  /** How many functions of each participant are open: Mermaid takes no end without a beginning. */
  readonly #active = new Map<string, number>();

  constructor(private readonly people: readonly string[]) {
    const [first, last] = [people[0] ?? '', people.at(-1) ?? ''].map((name) => this.#id(name));
    this.across = people.length > 1 ? `Note over ${first},${last}` : `Note over ${first}`;
  }

  introduce(name: string): string {
    const id = this.#id(name);
    return id === name ? `participant ${id}` : `participant ${id} as ${escape(name)}`;
  }

  linesOf(entry: Entry): readonly string[] {
    if (this.people.length === 0) return [];
    switch (entry.kind) {
      case 'step':
        return [`${this.across}: ${escape(`» ${entry.step.text}${outcomeText(entry.step.outcome.result)}`)}`];
      case 'call':
        return this.#call(entry);
      case 'return':
        return this.#return(entry);
      case 'note':
        return this.#note(entry);
      case 'violation':
        return [`${this.across}: ${reason('broken', entry.rule)}`];
    }
  }

  #call({ record, answer }: Extract<Entry, { kind: 'call' }>): readonly string[] {
    const text = `${record.fn}(${argumentText(record.args)})`;
    const arrow = `${this.#id(record.from)}->>`;
    if (!answer) {
      this.#activate(record.to, 1);
      return [`${arrow}+${this.#id(record.to)}: ${escape(text)}`];
    }
    const end = answer.status === null ? '' : ` = ${statusText(answer.status)}${outText(answer.args)}`;
    return [`${arrow}${this.#id(record.to)}: ${escape(`${text}${end}`)}`, ...this.#refusal(answer.from, answer.rule)];
  }

  #return({ record, call }: Extract<Entry, { kind: 'return' }>): readonly string[] {
    const end = record.status === null ? ' returns' : ` = ${statusText(record.status)}${outText(record.args)}`;
    const isActive = (this.#active.get(record.from) ?? 0) > 0;
    if (isActive) this.#activate(record.from, -1);
    const to = this.#id(call?.from ?? record.from);
    const line = `${this.#id(record.from)}-->>${isActive ? '-' : ''}${to}: ${escape(`${record.fn}${end}`)}`;
    return [line, ...this.#refusal(record.from, record.rule)];
  }

  #note({ record }: Extract<Entry, { kind: 'note' }>): readonly string[] {
    const { text, from, to, rule } = record;
    const why = rule === undefined ? '' : `<br/>${reason(isBugCheck(record) ? 'broken' : 'refused by', rule)}`;
    return from === undefined || to === undefined
      ? [`${this.across}: ${escape(text)}${why}`]
      : [`${this.#id(from)}-)${this.#id(to)}: ${escape(text)}${why}`];
  }

  #refusal(by: string, rule: string | undefined): readonly string[] {
    return rule === undefined ? [] : [`Note over ${this.#id(by)}: ${reason('refused by', rule)}`];
  }

  /** A role is its own name; any other name could be a word of Mermaid. */
  #id(name: string): string {
    return usualOrder.includes(name) ? name : `p${this.people.indexOf(name)}`;
  }

  #activate(name: string, change: 1 | -1): void {
    this.#active.set(name, (this.#active.get(name) ?? 0) + change);
  }
}

const outcomeText = (result: string): string => (result === 'taken' ? '' : ` (${result})`);

const outText = (args: Parameters<typeof argumentText>[0]): string => {
  const text = argumentText(args);
  return text === '' ? '' : `, ${text}`;
};

/** Why, in lines that fit a note. */
const reason = (verdict: string, rule: string): string =>
  fold(`${verdict} ${rule}${isRuleId(rule) ? `: ${rules[rule].rule}` : ''}`, 60)
    .map(escape)
    .join('<br/>');

/** Mermaid reads # and ; as its own, %% as comments and directives, < as HTML, $$ as formulas, `wrap:` as an order. */
export const escape = (text: string): string =>
  printable(text)
    .replace(/[^\p{L}\p{N} _\-+.,:()[\]=/→←»·'’!?…]/gu, (sign) => `#${sign.codePointAt(0) ?? 0};`)
    .replace(/^(\s*(?:no)?wrap):/, '$1#58;');
