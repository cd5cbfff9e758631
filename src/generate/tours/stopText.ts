import { dimensions } from '../suite.types.js';
import type { Dimension } from '../suite.types.js';
import { and, atLeast, or, steps, tests, until } from './stop.js';
import type { Stop } from './stop.js';

/** What was read, or where it went wrong: `at` counts from 0, and `allowed` is what might stand there. */
export type Parsed =
  | { readonly stop: Stop }
  | { readonly at: number; readonly length: number; readonly found: string; readonly allowed: readonly string[] };

/**
 * Reads a condition: `states>=90% and (steps>=5000 or until vc 1 is active)`. `and` binds tighter than `or`. A goal goes
 * on up to the next `and`, `or` or `)`, or it stands in quotation marks.
 */
export function parseStop(text: string): Parsed {
  const reader = new Reader(text);
  try {
    return { stop: reader.all() };
  } catch (error) {
    if (error instanceof Misread) return error.problem;
    throw error;
  }
}

/** The text of a condition of at least one part; `parseStop` reads it back as the same. */
export function printStop(stop: Stop): string {
  switch (stop.kind) {
    case 'tests':
    case 'steps':
      return `${stop.kind}>=${stop.count}`;
    case 'share':
      return `${stop.dimension}>=${stop.percent}%`;
    case 'goal':
      return `until ${isBare(stop.goal) ? stop.goal : JSON.stringify(stop.goal)}`;
    case 'and':
    case 'or':
      return stop.parts
        .map((part) => (isOpen(part, stop.kind) ? `(${printStop(part)})` : printStop(part)))
        .join(` ${stop.kind} `);
  }
}

/** Without parentheses it would be read as something else. */
const isOpen = (part: Stop, within: 'and' | 'or'): boolean =>
  part.kind === within || (part.kind === 'or' && within === 'and');

const isBare = (goal: string): boolean =>
  /^[\p{L}\p{N}_.:-]+( [\p{L}\p{N}_.:-]+)*$/u.test(goal) && !/(^| )(and|or)( |$)/.test(goal);

class Misread extends Error {
  constructor(readonly problem: Exclude<Parsed, { readonly stop: Stop }>) {
    super();
  }
}

interface Token {
  readonly text: string;
  readonly at: number;
}

const pattern = /"(?:[^"\\]|\\.)*"|>=|[()%]|[^\s()%>"]+|\S/g;
const begins: readonly string[] = ['tests>=', 'steps>=', ...dimensions.map((name) => `${name}>=`), 'until', '('];

class Reader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = [...text.matchAll(pattern)].map((match) => ({ text: match[0], at: match.index }));
  }

  all(): Stop {
    const stop = this.#either();
    if (this.#peek() !== undefined) this.#fail(['and', 'or', 'the end']);
    return stop;
  }

  #either(): Stop {
    const parts = [this.#both()];
    while (this.#takes('or')) parts.push(this.#both());
    return or(...parts);
  }

  #both(): Stop {
    const parts = [this.#one()];
    while (this.#takes('and')) parts.push(this.#one());
    return and(...parts);
  }

  #one(): Stop {
    if (this.#takes('(')) {
      const stop = this.#either();
      if (!this.#takes(')')) this.#fail(['and', 'or', ')']);
      return stop;
    }
    if (this.#takes('until')) return until(this.#goal());
    const word = this.#peek();
    if (word === 'tests' || word === 'steps') {
      this.#next += 1;
      this.#need('>=');
      return word === 'tests'
        ? tests(this.#number(/^\d+$/, 'a whole number'))
        : steps(this.#number(/^\d+$/, 'a whole number'));
    }
    if (!isDimension(word)) this.#fail(begins);
    this.#next += 1;
    this.#need('>=');
    const percent = this.#number(/^(100(\.0+)?|\d{1,2}(\.\d+)?)$/, 'a number from 0 to 100');
    this.#need('%');
    return atLeast(percent, word);
  }

  #goal(): string {
    const start = this.#next;
    const first = this.#peek();
    if (first?.startsWith('"') && first.length > 1) {
      this.#next += 1;
      return unquoted(first) ?? this.#fail(['a goal'], start);
    }
    while (!['and', 'or', ')', '(', '"', undefined].includes(this.#peek())) this.#next += 1;
    if (this.#next === start) this.#fail(['a goal']);
    const [from, to] = [this.#tokens[start] as Token, this.#tokens[this.#next - 1] as Token];
    return this.#text.slice(from.at, to.at + to.text.length).replace(/\s+/g, ' ');
  }

  #number(form: RegExp, name: string): number {
    const word = this.#peek();
    if (word === undefined || !form.test(word)) return this.#fail([name]);
    this.#next += 1;
    return Number(word);
  }

  #need(text: string): void {
    if (!this.#takes(text)) this.#fail([text]);
  }

  #takes(text: string): boolean {
    if (this.#peek() !== text) return false;
    this.#next += 1;
    return true;
  }

  #peek(): string | undefined {
    return this.#tokens[this.#next]?.text;
  }

  #fail(allowed: readonly string[], place = this.#next): never {
    const { text, at } = this.#tokens[place] ?? { text: '', at: this.#text.length };
    throw new Misread({ at, length: text.length, found: text === '' ? 'the end' : text, allowed });
  }
}

function unquoted(text: string): string | undefined {
  try {
    return JSON.parse(text) as string;
  } catch {
    return undefined;
  }
}

const isDimension = (word: string | undefined): word is Dimension => (dimensions as readonly unknown[]).includes(word);
