import type { TraceRecord } from '../../protocol/trace.js';
import { crossingsOf } from '../script.js';
import type { Crossing, Expectation, Line, Move, UnderTest } from '../suite.types.js';

/** A move that comes before anything crosses the boundary. */
export type Opening = Extract<Move, { readonly kind: 'event' | 'patience' | 'forced' }>;

/** What a test does next, or waits for; or what passes between others meanwhile. */
export type Cue =
  | Extract<Line, { readonly kind: 'callback' | 'reply' }>
  | Expectation
  | { readonly kind: 'other'; readonly record: Crossing };

/** A step as it is performed: first the moves, then one cue after the other. */
export interface Performance {
  readonly moves: readonly Opening[];
  readonly cues: readonly Cue[];
}

const isOpening = (line: Line): line is Opening =>
  line.kind === 'event' || line.kind === 'patience' || line.kind === 'forced';

/** Puts the lines of a script among what passes between the others. */
export function performanceOf(
  records: readonly TraceRecord[],
  script: readonly Line[],
  underTest: UnderTest,
): Performance {
  const own = new Set<TraceRecord>(crossingsOf(records, underTest));
  const lines = script.filter((line): line is Exclude<Line, Opening> => !isOpening(line));
  const open: Crossing[] = [];
  const cues: Cue[] = [];
  for (const record of records) {
    if (record.kind !== 'call' && record.kind !== 'return') continue;
    const call = record.kind === 'call' ? record : open.pop();
    if (record.kind === 'call') open.push(record);
    const line = own.has(record) ? lines.shift() : undefined;
    if (line) cues.push(line);
    else if (call?.kind === 'call' && !isOwnRoutine(call, underTest)) cues.push({ kind: 'other', record });
  }
  return { moves: script.filter(isOpening), cues: [...cues, ...lines] };
}

/** What the driver under test does with itself, nobody sees. */
const isOwnRoutine = ({ from, to }: Extract<Crossing, { kind: 'call' }>, underTest: UnderTest): boolean =>
  from === to && from === underTest;
