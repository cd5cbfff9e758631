import type { ErrorCode } from '../errors.js';

/** The codes of what can be wrong with a scenario's text. */
export type ProblemCode = Extract<ErrorCode, `CONDIS51${string}`>;

/** Something that is wrong with a scenario's text, and where. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** What stands there. */
  readonly found: string;
  /** What may stand there: names, or a description. */
  readonly allowed: readonly string[];
  /** The allowed name that is nearest to what was found. */
  readonly suggestion?: string;
}

/** The name that was probably meant: the nearest one, if it is near. */
export function nearest(found: string, names: readonly string[]): string | undefined {
  const word = found.slice(0, 80).toLowerCase();
  const ranked = names
    .map((name) => ({ name, distance: distanceBetween(word, name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  return best && best.distance <= Math.max(1, Math.floor(best.name.length / 3)) ? best.name : undefined;
}

/** How many letters must be put in, taken out or replaced to make one word of the other. */
function distanceBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** A value as a message shows it: short, and never `[object Object]`. */
export function shown(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'nothing';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** `a`, `a or b`, `a, b or c`; a long list is cut, with a count. */
export function choice(names: readonly string[], most = 8): string {
  const quoted = names.slice(0, most).map((name) => `\`${name}\``);
  if (names.length > most) return `one of ${quoted.join(', ')} and ${names.length - most} more`;
  return quoted.length < 2 ? (quoted[0] ?? 'nothing') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1) ?? ''}`;
}
