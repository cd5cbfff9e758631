/** Where a JSON value stands in its text, and what it contains, by key or index. Offsets count characters from 0. */
export interface Place {
  readonly start: number;
  readonly end: number;
  readonly members: ReadonlyMap<string, Place>;
}

/** Where a text stops being JSON, and what it would have to go on with. */
export interface Fault {
  readonly at: number;
  readonly expected: string;
}

/** A record, its `args` or `actors`, and a list in them: deeper places nobody asks for. */
const deepest = 3;

/** Where a text nests deeper than it may; -1 if it does not. */
export function tooDeep(text: string, most: number): number {
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) isInText = !isInText;
    else if (code === backslash) at += isInText ? 1 : 0;
    else if (isInText) continue;
    // The codes of square brackets and braces differ in one bit only.
    else if ((code | 0x20) === openingBrace && (depth += 1) > most) return at;
    else if ((code | 0x20) === closingBrace) depth -= 1;
  }
  return -1;
}

const [quote, backslash, openingBrace, closingBrace] = [0x22, 0x5c, 0x7b, 0x7d];

/** Where all values of a JSON text stand; or its first fault. It agrees with JSON.parse on what JSON is. */
export function locate(text: string): Place | Fault {
  return new Locator(text).whole();
}

export const isFault = (found: Place | Fault): found is Fault => 'expected' in found;

const none: ReadonlyMap<string, Place> = new Map();

/** Every method takes what it is named for, and answers `null` once there is a fault. */
class Locator {
  readonly #text: string;
  #at = 0;
  #fault: Fault | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): Place | Fault {
    const place = this.#value(0);
    if (place && this.#next() !== undefined) this.#fail('the end of the line');
    return this.#fault ?? place ?? { at: 0, expected: 'a value' };
  }

  #value(depth: number): Place | null {
    const first = this.#next();
    const start = this.#at;
    if (first === '{' || first === '[') return this.#container(depth, first === '[');
    const isTaken = first === '"' ? this.#string() !== null : this.#match(scalar) !== '';
    return isTaken ? { start, end: this.#at, members: none } : this.#fail('a value');
  }

  #container(depth: number, isList: boolean): Place | null {
    const start = this.#at;
    const closing = isList ? ']' : '}';
    const members = depth < deepest ? new Map<string, Place>() : undefined;
    this.#at += 1;
    if (!this.#take(closing)) {
      for (let index = 0; ; index += 1) {
        const key = isList ? String(index) : this.#key();
        const value = key === null ? null : this.#value(depth + 1);
        if (key === null || value === null) return null;
        members?.set(key, value);
        if (this.#take(closing)) break;
        if (!this.#take(',')) return this.#fail(`\`,\` or \`${closing}\``);
      }
    }
    return { start, end: this.#at, members: members ?? none };
  }

  #key(): string | null {
    if (this.#next() !== '"') return this.#fail('a key in quotes');
    const raw = this.#string();
    if (raw === null) return null;
    return this.#take(':') ? (JSON.parse(raw) as string) : this.#fail('`:`');
  }

  /** A text with its quotes. */
  #string(): string | null {
    const start = this.#at;
    this.#at += 1;
    for (;;) {
      this.#match(plainCharacters);
      const letter = this.#text[this.#at];
      if (letter === '"') {
        this.#at += 1;
        return this.#text.slice(start, this.#at);
      }
      if (letter !== '\\') return this.#fail(letter === undefined ? '`"`' : 'no control character');
      if (this.#match(escape) === '') return this.#fail('an escape that JSON knows');
    }
  }

  /** The next character that is no space. */
  #next(): string | undefined {
    this.#match(space);
    return this.#text[this.#at];
  }

  #take(letter: string): boolean {
    if (this.#next() !== letter) return false;
    this.#at += 1;
    return true;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const [found = ''] = pattern.exec(this.#text) ?? [];
    this.#at += found.length;
    return found;
  }

  #fail(expected: string): null {
    this.#fault ??= { at: this.#at, expected };
    return null;
  }
}

const space = /[ \t\n\r]*/y;
const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const plainCharacters = /[ !#-[\]-\uffff]*/y;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
