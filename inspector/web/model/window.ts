import type { Sequence, Row, Bar } from '../../../src/chart/index.js';
import type { Run } from '../../common/run.js';
import { lastUpTo } from '../../common/run.js';
import type { PartyRow, SequenceModel } from './sequence.js';

/** What is shown of a sequence. */
export interface Choice {
  /** The lanes that are shown, in their order. */
  readonly lanes: readonly string[];
  /** The places of calls that are shown without what happened inside them. */
  readonly folded: ReadonlySet<number>;
  /** What happens inside the parties is shown too. */
  readonly steps: boolean;
}

/** The rows that a choice leaves, by their numbers in the model; made longer as the model grows. */
export class Visible {
  readonly rows: number[] = [];
  #seen = 0;
  #skipTo = -1;

  constructor(
    private readonly model: SequenceModel,
    readonly choice: Choice,
  ) {}

  /** Takes in what is new. */
  update(): this {
    const { model, choice } = this;
    const lanes = new Set(choice.lanes);
    for (; this.#seen < model.rows.length; this.#seen += 1) {
      const row = model.rows[this.#seen];
      if (!row || this.#seen <= this.#skipTo) continue;
      if (row.isInner && !choice.steps) continue;
      if ((row.from !== undefined && !lanes.has(row.from)) || (row.to !== undefined && !lanes.has(row.to))) continue;
      this.rows.push(this.#seen);
      if (row.kind === 'call' && choice.folded.has(row.place) && row.end !== undefined) this.#skipTo = row.end;
    }
    return this;
  }

  /** The position of the last row that is not below the record at a place; -1 where there is none. */
  positionOf(place: number): number {
    let [low, high] = [0, this.rows.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#row(middle)?.place ?? 0) <= place) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  placeAt(position: number): number | undefined {
    return this.#row(position)?.place;
  }

  /** The rows [from, to) as a small sequence of its own, to be drawn. */
  window(run: Run, from: number, to: number, gap: number, gutter: number): Sequence {
    const { choice, model } = this;
    const lanes = choice.lanes.map((name, at) => ({ name, x: Math.round(gutter + gap * (at + 0.5)) }));
    const place = new Map(choice.lanes.map((name, at) => [name, at]));
    const shown = this.rows.slice(from, to);
    const rows = shown.flatMap((at) => drawn(model.rows[at], place, run, choice) ?? []);
    const [first, last] = [shown[0] ?? 0, shown.at(-1) ?? -1];
    const bars = model.barsIn(first, last + 1).flatMap((bar): Bar[] => {
      const lane = place.get(bar.lane);
      if (lane === undefined) return [];
      const begin = bar.from < first ? -1 : lastUpTo(this.rows, bar.from) - from;
      const end = bar.to === undefined ? undefined : lastUpTo(this.rows, bar.to) - from;
      const { kind, level, fn } = bar;
      return [{ kind, lane, from: begin, level, fn, ...(end !== undefined && { to: end }) }];
    });
    return { title: 'What crosses the boundary', lanes, rows, bars, width: Math.round(gutter + gap * lanes.length) };
  }

  #row(position: number): PartyRow | undefined {
    return this.model.rows[this.rows[position] ?? -1];
  }
}

const drawn = (
  row: PartyRow | undefined,
  lanes: ReadonlyMap<string, number>,
  run: Run,
  { folded }: Choice,
): Row | undefined => {
  if (!row) return undefined;
  const { kind, place, from, to, levels, text, status, isFailure, results, rule, end } = row;
  const marks = run.marksAt(place);
  const isFolded = kind === 'call' && folded.has(place) && end !== undefined;
  const said = marks.length === 0 ? text : `${text}   ✕ ${marks.map((mark) => mark.rule).join(', ')}`;
  const isBlock = kind === 'note' || kind === 'reason' || kind === 'given';
  const line = isBlock && said.length > 90 ? `${said.slice(0, 89)}…` : said;
  return {
    kind,
    // Pictures count records from 1, the inspector from 0.
    record: place - 1,
    text: line,
    ...(from !== undefined && { from: lanes.get(from) ?? 0 }),
    ...(to !== undefined && { to: lanes.get(to) ?? 0 }),
    ...(levels && { levels }),
    ...(status !== undefined && { status }),
    ...(isFailure && { isFailure }),
    ...(results !== undefined && { results }),
    ...(rule !== undefined && { rule }),
    ...(isFolded && { folded: 0 }),
    ...(marks.length > 0 && { isBroken: true }),
    ...(isBlock && { lines: [line] }),
  };
};
