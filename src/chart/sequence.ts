import { printable } from '../errors.js';
import type { Topology } from '../protocol/roles.js';
import type { AssumeRecord, CallRecord, NoteRecord, ReturnRecord, TraceRecord } from '../protocol/trace.js';
import { argumentText, statusText } from './arguments.js';
import { Bars } from './bars.js';
import { lanesOf, placed } from './lanes.js';
import { fold } from './measure.js';
import type { Contract, Finding, Row, Sequence, SequenceOptions, SequenceStep } from './sequence.types.js';

/** Rows have one height; text of several lines goes over several. */
export const pitch = { row: 25, line: 15 } as const;

/** How many rows a text goes over. */
export const rowsFor = (lines: number): number => Math.ceil((lines * pitch.line + 9) / pitch.row);

/** A run as lanes, rows and bars, as far as this contract explains it. */
export function sequenceWith(
  contract: Contract,
  records: readonly TraceRecord[],
  options: SequenceOptions = {},
): Sequence {
  return new Telling(contract, records, options).sequence();
}

/** A function that somebody is inside of. */
interface Frame {
  readonly record: CallRecord;
  readonly index: number;
  /** The level of the bar of the caller, and of the called. */
  readonly levels: readonly [number, number];
}

class Telling {
  readonly #lanes: readonly string[];
  readonly #rows: Row[] = [];
  readonly #bars: Bars;
  readonly #threads = new Map<string, Frame[]>();
  readonly #steps: ReadonlyMap<number, readonly SequenceStep[]>;
  readonly #findings: ReadonlyMap<number, readonly Finding[]>;
  readonly #folded: ReadonlySet<number>;
  /** Where work is going on: remarks without an author stand there. */
  #busy = 0;

  constructor(
    private readonly contract: Contract,
    private readonly records: readonly TraceRecord[],
    private readonly options: SequenceOptions,
  ) {
    const hidden = new Set(options.hidden);
    this.#lanes = lanesOf(records, options.lanes ?? []).filter((name) => !hidden.has(name));
    this.#bars = new Bars(contract, this.#topology());
    this.#steps = grouped(options.steps ?? [], ({ from }) => from);
    this.#findings = grouped(options.findings ?? [], ({ record }) => record);
    this.#folded = new Set(options.folded);
  }

  sequence(): Sequence {
    const { records } = this;
    this.#given(records.filter((record) => record.kind === 'assume'));
    for (let index = 0; index < records.length; index += 1) {
      const record = records[index];
      if (!record) continue;
      for (const step of this.#steps.get(index) ?? []) this.#step(step, record);
      if (record.kind === 'call') {
        const end = this.#foldedUntil(record, index);
        const answer = end === undefined ? undefined : records[end];
        this.#call(record, index, answer?.kind === 'return' ? answer : undefined, end);
        for (let inside = index; inside <= (end ?? index); inside += 1) this.#find(inside, record);
        index = end ?? index;
      } else {
        if (record.kind === 'return') this.#return(record, index);
        else if (record.kind === 'note') this.#note(record, index);
        this.#find(index, record);
      }
    }
    for (const [at, steps] of this.#steps) if (at >= records.length) steps.forEach((step) => this.#step(step));
    const meta = records.find((record) => record.kind === 'meta');
    return {
      title: printable(this.options.title ?? meta?.title ?? 'A run'),
      ...placed(this.#lanes, this.#rows),
      rows: this.#rows,
      bars: this.#bars.list(),
    };
  }

  #topology(): Topology {
    const meta = this.records.find((record) => record.kind === 'meta');
    return meta?.topology ?? (this.#lanes.includes('mcm') ? 'mcm' : 'cm');
  }

  #lane(name: string | undefined): number | undefined {
    const at = name === undefined ? -1 : this.#lanes.indexOf(name);
    return at < 0 ? undefined : at;
  }

  #frames({ thread = '' }: { readonly thread?: string }): Frame[] {
    const frames = this.#threads.get(thread) ?? [];
    this.#threads.set(thread, frames);
    return frames;
  }

  /** Where a call ends that is one row: nothing happens inside, or what happens is folded. */
  #foldedUntil(call: CallRecord, index: number): number | undefined {
    const isEnd = (record: TraceRecord | undefined): boolean =>
      record?.kind === 'return' && record.fn === call.fn && record.from === call.to && record.thread === call.thread;
    if (isEnd(this.records[index + 1]) && !this.#steps.has(index + 1)) return index + 1;
    if (!this.#folded.has(index)) return undefined;
    let depth = 0;
    for (let at = index + 1; at < this.records.length; at += 1) {
      const record = this.records[at];
      if (record?.kind === 'call' && record.fn === call.fn && record.thread === call.thread) depth += 1;
      if (isEnd(record) && depth-- === 0) return at;
    }
    return undefined;
  }

  #call(record: CallRecord, index: number, answer: ReturnRecord | undefined, end: number | undefined): void {
    const [from, to] = [this.#lane(record.from), this.#lane(record.to)];
    if (to !== undefined) this.#busy = to;
    const row = this.#rows.length;
    this.#bars.complete(record, row);
    const levels = [this.#bars.level(from), this.#bars.level(to) + 1] as const;
    if (from !== undefined && to !== undefined) {
      const text = `${printable(record.fn)}(${argumentText(record.args)})${threadText(record)}`;
      const inside = end === undefined || end === index + 1 ? {} : { folded: end - index - 1 };
      this.#rows.push({
        kind: 'call',
        record: index,
        from,
        to,
        levels,
        text,
        ...inside,
        ...(answer && ending(answer)),
      });
    }
    this.#bars.enter(record, to, row);
    if (!answer) {
      this.#frames(record).push({ record, index, levels });
      return;
    }
    this.#bars.leave(record, to, row, answer);
    this.#reason(record.to, answer.rule, 'refused by');
  }

  #return(record: ReturnRecord, index: number): void {
    const frames = this.#frames(record);
    const place = frames.findLastIndex((frame) => frame.record.fn === record.fn);
    const [frame] = place < 0 ? [] : frames.splice(place, 1);
    const row = this.#rows.length;
    const from = this.#lane(record.from);
    const to = this.#lane(frame?.record.from) ?? (frame ? undefined : from);
    if (from !== undefined && to !== undefined) {
      const [called = 0, calling = 1] = frame?.levels ?? [];
      this.#rows.push({
        kind: 'return',
        record: index,
        from,
        to,
        levels: [calling, called],
        text: printable(record.fn),
        ...ending(record),
      });
    }
    if (frame) this.#bars.leave(frame.record, this.#lane(frame.record.to), row, record);
    this.#busy = to ?? this.#busy;
    this.#reason(record.from, record.rule, 'refused by');
  }

  #note({ text, from, to, rule }: NoteRecord, index: number): void {
    const [begins, ends] = [this.#lane(from), this.#lane(to)];
    const isDown = text.startsWith('bug check');
    if (begins !== undefined && ends !== undefined) {
      const levels = [this.#bars.level(begins), this.#bars.level(ends)] as const;
      this.#rows.push({ kind: 'signal', record: index, from: begins, to: ends, levels, text: printable(text) });
    } else if (from === undefined || to === undefined) {
      this.#block('note', begins ?? this.#busy, text, { record: index, ...(isDown && { isBroken: true }) });
    }
    this.#reason(from, rule, isDown ? 'broken' : 'refused by');
  }

  #reason(by: string | undefined, rule: string | undefined, verdict: string): void {
    if (rule === undefined) return;
    const said = this.contract.sentenceOf(rule);
    const sentence = said === undefined ? '' : `: ${said}`;
    const isBroken = verdict === 'broken';
    const lane = this.#lane(by) ?? this.#busy;
    this.#block(isBroken ? 'finding' : 'reason', lane, `${verdict} ${rule}${sentence}`, { rule, isBroken });
  }

  #find(index: number, record: TraceRecord): void {
    const findings = this.#findings.get(index) ?? [];
    if (findings.length === 0) return;
    const row = this.#rows.findLastIndex(({ record: at }) => at !== undefined && at <= index);
    const shown = this.#rows[row];
    if (shown) this.#rows[row] = { ...shown, isBroken: true };
    const lane = this.#lane('from' in record ? record.from : undefined) ?? this.#busy;
    for (const { rule, text } of findings) {
      const head = rule === undefined || text.startsWith(rule) ? '' : `${rule}: `;
      this.#block('finding', lane, `${head}${text}`, {
        record: index,
        isBroken: true,
        ...(rule !== undefined && { rule }),
      });
    }
  }

  #step({ text, outcome, from, to }: SequenceStep, record?: TraceRecord): void {
    if (record?.kind === 'note' && to - from === 1 && record.text === text) return;
    const level = this.records.slice(from, to).find((each) => each.kind === 'call')?.irql ?? 'PASSIVE_LEVEL';
    const remarks = [
      ...(outcome === undefined || outcome.result === 'taken' ? [] : [outcome.result]),
      ...(level === 'PASSIVE_LEVEL' ? [] : [`at ${level}`]),
    ];
    const remark = remarks.length > 0 ? `  (${remarks.join(', ')})` : '';
    this.#rows.push({ kind: 'step', text: `» ${printable(text)}${remark}` });
  }

  #given(assumed: readonly AssumeRecord[]): void {
    if (assumed.length === 0) return;
    const texts = assumed.map(({ handle, object, state = object }) => `${handle} ${state}`);
    this.#block('given', 0, `given: ${texts.join(' · ')}`, {}, 100);
  }

  /** A text in a box, over as many rows as it needs. */
  #block(kind: Row['kind'], lane: number, text: string, more: Partial<Row>, width = 62): void {
    if (this.#lanes.length === 0) return;
    const lines = fold(printable(text.slice(0, 2000)), width, 8);
    const rows = rowsFor(lines.length);
    this.#rows.push({ kind, from: lane, text: lines.join(' '), lines, ...more });
    for (let above = 1; above < rows; above += 1) this.#rows.push({ kind: 'more', text: '', above });
  }
}

const grouped = <T>(list: readonly T[], keyOf: (one: T) => number): ReadonlyMap<number, readonly T[]> => {
  const groups = new Map<number, T[]>();
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
};

const threadText = ({ thread }: CallRecord): string => (thread === undefined ? '' : `  [${printable(thread)}]`);

const fine = ['SUCCESS', 'PENDING'];

const ending = ({ status, args }: ReturnRecord): Pick<Row, 'status' | 'isFailure' | 'results'> => {
  if (status === null) return {};
  const [text, results] = [statusText(status), argumentText(args)];
  return { status: text, ...(!fine.includes(text) && { isFailure: true }), ...(results !== '' && { results }) };
};
