import type { ErrorCode, Excerpt } from '../../errors.js';

/** The codes of what can be wrong with the text of a log. */
export type TraceProblemCode = Extract<ErrorCode, `CONDIS52${string}`>;

/** Something in a log that is bad input, and where. */
export interface TraceProblem {
  readonly code: TraceProblemCode;
  readonly message: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
  /** What surrounds the place; its column counts within its own text. */
  readonly excerpt: Excerpt;
}

/** How much of a line a problem keeps. */
const mostShown = 200;

/** A problem with the characters of a line from one offset to another. */
export function problemAt(
  code: TraceProblemCode,
  message: string,
  line: number,
  text: string,
  start: number,
  end: number,
): TraceProblem {
  const from = Math.max(0, Math.min(start - mostShown / 2, text.length - mostShown));
  const excerpt = {
    line,
    column: start - from + 1,
    length: Math.max(1, Math.min(end - start, mostShown / 2)),
    text: partOf(text, from, from + mostShown),
  };
  return { code, message, line, column: start + 1, excerpt };
}

/** A part of a text that does not keep all of it in memory, as engines let a slice do. */
export function partOf(text: string, start: number, end: number): string {
  const part = text.slice(start, end);
  return text.length - part.length < 1024 ? part : Array.from(part).join('');
}

/** A value as a message shows it: short, and as JSON has it. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value);
  return text.length > 60 ? `${partOf(text, 0, 57)}...` : text;
}

/** `a`, `a` or `b`, `a`, `b` or `c`. */
export const choice = (names: readonly string[]): string =>
  names
    .map((name) => `\`${name}\``)
    .join(', ')
    .replace(/, (?=[^,]*$)/, ' or ');
