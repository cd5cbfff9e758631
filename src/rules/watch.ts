import type { Topology } from '../protocol/roles.js';
import { rules } from '../protocol/rules.js';
import type { RuleId } from '../protocol/rules.js';
import { copyBooks, enter, noteBroken, openBooks } from './books/books.js';
import type { Books } from './books/books.js';
import type { Life } from './books/vcs.js';
import type { Finding, Owed, Violation } from './monitor.js';
import { monitors } from './monitors.js';
import type { CallStep, Frame, ReturnStep, Step, WatchedCall, WatchedRecord } from './steps.js';

/** A VC that is alive at the end of a trace, which is no fault. */
export interface Left {
  readonly vc: string;
  readonly life: Life;
}

/** What was seen, and what is remembered of it. */
export interface Observed {
  readonly books: Books;
  readonly violations: readonly Violation[];
}

/** Judges one record by all monitors. The books that are given stay as they are; `record` is its number. */
export function observe(books: Books, record: WatchedRecord, number: number): Observed {
  const written = copyBooks(books);
  const violations = write(written, record, number);
  return { books: written, violations };
}

/** What has to come before the trace may end. */
export const owed = (books: Books): readonly Owed[] => monitors.flatMap((monitor) => monitor.owed?.(books) ?? []);

/** VCs that are alive. */
export const left = ({ vcs }: Books): readonly Left[] =>
  Object.entries(vcs)
    .filter(([, { life }]) => life !== 'deleted')
    .map(([vc, { life }]) => ({ vc, life }));

/** Runs all monitors over one trace. */
export class Watch {
  readonly #books: Books;
  #number = 0;

  constructor(topology: Topology) {
    this.#books = openBooks(topology);
  }

  /** Judges the next record; its number is its place in the trace, from 1, where none is given. */
  observe(record: WatchedRecord, number = this.#number + 1): readonly Violation[] {
    this.#number = number;
    return write(this.#books, record, number);
  }

  /** What has to come before the trace may end. */
  owed(): readonly Owed[] {
    return owed(this.#books);
  }

  /** VCs that are alive. */
  left(): readonly Left[] {
    return left(this.#books);
  }
}

export const createWatch = (topology: Topology): Watch => new Watch(topology);

/** Judges a record and enters it. */
function write(books: Books, record: WatchedRecord, number: number): readonly Violation[] {
  switch (record.kind) {
    case 'call':
      return writeCall(books, record, number);
    case 'return': {
      const { status, rule, args = {}, fn, thread = '' } = record;
      const frame = books.frames.findLast((open) => open.fn === fn && open.thread === thread);
      if (!frame) return [];
      const outer = outerOf(books, frame);
      return writeReturn(books, { kind: 'return', frame, outer, status, out: args, ...given({ rule }) }, number);
    }
    case 'assume':
      return found(judge(books, { kind: 'assume', record, number }), number);
    case 'end':
      return found(owed(books), number);
    case 'meta':
    case 'note':
      return [];
  }
}

function writeCall(books: Books, record: WatchedCall, number: number): readonly Violation[] {
  const { fn, from, to, thread = '', args = {}, irql, status } = record;
  const outer = books.frames.findLast((open) => open.thread === thread);
  const isLeaf = status !== undefined;
  const frame: Frame = { fn, from, to, thread, args, record: number, isLeaf, inside: [], settled: [], broken: [] };
  const step: CallStep = { kind: 'call', frame, outer, ...given({ irql }) };
  const findings = judge(books, step);
  const broken = findings.filter(({ by }) => by === from).map(({ rule }) => rule);
  if (broken.length > 0) noteBroken(books, broken);
  const violations = found(findings, number);
  const entered = books.frames.at(-1);
  if (status === undefined || !entered) return violations;
  const back: ReturnStep = { kind: 'return', frame: entered, outer: outerOf(books, entered), status, out: args };
  return [...violations, ...writeReturn(books, back, number)];
}

function writeReturn(books: Books, step: ReturnStep, number: number): readonly Violation[] {
  const { frame, rule } = step;
  const violations = found(judge(books, step), number);
  if (rule === undefined || frame.from === 'ndis' || frame.broken.includes(rule)) return violations;
  const about = frame.args.vc === undefined ? '' : ` on ${frame.args.vc}`;
  const message = `NDIS refuses ${frame.fn} of ${frame.from}${about}`;
  return [...violations, { rule, level: levelOf(rule), by: frame.from, message, record: number, refused: true }];
}

function judge(books: Books, step: Step): readonly Finding[] {
  const findings = monitors.flatMap((monitor) => monitor.judge(books, step));
  enter(books, step);
  return findings;
}

const outerOf = ({ frames }: Books, frame: Frame): Frame | undefined => {
  const below = frames.slice(0, frames.lastIndexOf(frame));
  return below.findLast(({ thread }) => thread === frame.thread);
};

const found = (findings: readonly Finding[], number: number): readonly Violation[] =>
  findings.map(({ rule, by, message, at = number }) => ({ rule, level: levelOf(rule), by, message, record: at }));

const levelOf = (rule: RuleId): Violation['level'] => (rules[rule].level === 'SHOULD' ? 'warning' : 'error');

/** Fields that are there. */
const given = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
