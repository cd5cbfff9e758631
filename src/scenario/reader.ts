import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Node } from 'yaml';
import { choice, nearest, shown } from './problems.js';
import type { Problem, ProblemCode } from './problems.js';

/** Longer than any scenario that a person writes, short enough that reading it takes no time. */
const mostCharacters = 65_536;
const mostDepth = 16;

/** A node of the document, or the place where one is missing. */
export type Place = Node | null;

/** An entry of a map: its key as text, where the key stands, and its value. */
export interface Entry {
  readonly key: string;
  readonly at: Place;
  readonly value: Place;
}

/** Reads a YAML document node by node and collects what is wrong with it, each problem with its line and column. */
export class Reader {
  readonly problems: Problem[] = [];
  readonly #lines = new LineCounter();
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The document's root; `null` where there is none, or the text is no YAML. */
  root(): Place {
    const text = this.#text;
    if (text.length > mostCharacters) {
      this.#add(
        'CONDIS5102',
        0,
        `Expected at most ${mostCharacters} characters, got ${text.length}.`,
        `${text.length} characters`,
        [],
      );
      return null;
    }
    if (nestingOf(text) > mostDepth) {
      this.#add('CONDIS5102', 0, `Expected at most ${mostDepth} levels of brackets.`, 'deeper brackets', []);
      return null;
    }
    try {
      const document = parseDocument(text, {
        lineCounter: this.#lines,
        uniqueKeys: false,
        version: '1.2',
        schema: 'core',
      });
      for (const { message, pos } of [...document.errors, ...document.warnings]) {
        this.#add('CONDIS5101', pos[0], firstLine(message), shown(text.slice(...pos)), []);
      }
      return this.problems.length > 0 ? null : document.contents;
    } catch (fault) {
      const why = fault instanceof RangeError ? 'it goes too deep' : firstLine(String(fault));
      this.#add('CONDIS5101', 0, `The text cannot be read: ${why}.`, 'this text', []);
      return null;
    }
  }

  report(
    code: ProblemCode,
    at: Place,
    message: string,
    found: string,
    allowed: readonly string[],
    suggestion?: string,
  ): void {
    const hint = suggestion === undefined ? '' : ` Did you mean \`${suggestion}\`?`;
    this.#add(code, at?.range?.[0] ?? 0, `${message}${hint}`, found, allowed, suggestion);
  }

  /** A value is not what it should be. */
  wrong(at: Place, what: string, expected: string, allowed: readonly string[] = []): null {
    const found = describe(at);
    this.report('CONDIS5105', at, `Expected ${what} to be ${expected}, got ${found}.`, found, allowed);
    return null;
  }

  /** A name is none of those there are. */
  unknown(at: Place, what: string, found: string, names: readonly string[]): null {
    const suggestion = nearest(found, names);
    this.report(
      'CONDIS5106',
      at,
      `Expected ${what} to be ${choice(names)}, got \`${shown(found)}\`.`,
      found,
      names,
      suggestion,
    );
    return null;
  }

  /** The entries of a map; those whose key is not among `keys` are reported, and left out. */
  entries(at: Place, what: string, keys?: readonly string[]): ReadonlyMap<string, Entry> | null {
    if (!isMap(at)) {
      return this.wrong(at, what, 'a map', keys);
    }
    const entries = new Map<string, Entry>();
    for (const { key, value } of at.items) {
      const name = isScalar(key) ? String(key.value) : shown(key);
      const entry: Entry = { key: name, at: key as Place, value: value as Place };
      if (entries.has(name)) {
        this.report('CONDIS5108', entry.at, `\`${name}\` is there twice in ${what}.`, name, []);
      } else if (keys && !keys.includes(name)) {
        const message = `${what} has no \`${shown(name)}\`; it may have ${choice(keys, 16)}.`;
        this.report('CONDIS5103', entry.at, capital(message), name, keys, nearest(name, keys));
      } else {
        entries.set(name, entry);
      }
    }
    return entries;
  }

  items(at: Place, what: string, most = 1000): readonly Place[] | null {
    if (!isSeq(at)) {
      return this.wrong(at, what, 'a list');
    }
    if (at.items.length > most) {
      return this.wrong(at, what, `a list of at most ${most}`);
    }
    return at.items as Place[];
  }

  /** A text, in one line. */
  text(at: Place, what: string): string | null {
    const value = scalarOf(at);
    const isText = typeof value === 'string' && value.trim() !== '' && !/[\r\n]/.test(value);
    return isText ? value : this.wrong(at, what, 'a text of one line');
  }

  /** A short name that the model compares and never looks into: `P2`, `vc1-tx1`. */
  word(at: Place, what: string): string | null {
    const value = scalarOf(at);
    const isWord = typeof value === 'string' && /^[\w.-]{1,64}$/.test(value);
    return isWord ? value : this.wrong(at, what, 'a name of letters, digits, `.`, `-` and `_`');
  }

  integer(at: Place, what: string, least: number, most: number): number | null {
    const value = scalarOf(at);
    const isFit = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
    return isFit ? value : this.wrong(at, what, `an integer from ${least} to ${most}`);
  }

  flag(at: Place, what: string): boolean | null {
    const value = scalarOf(at);
    return typeof value === 'boolean' ? value : this.wrong(at, what, '`true` or `false`', ['true', 'false']);
  }

  oneOf<T extends string>(at: Place, what: string, names: readonly T[]): T | null {
    const value = scalarOf(at);
    if (typeof value !== 'string') {
      return this.wrong(at, what, choice(names), names);
    }
    return names.find((name) => name === value) ?? this.unknown(at, what, value, names);
  }

  #add(
    code: ProblemCode,
    offset: number,
    message: string,
    found: string,
    allowed: readonly string[],
    suggestion?: string,
  ): void {
    const { line, col } = this.#lines.linePos(offset);
    this.problems.push({
      code,
      message,
      line: Math.max(1, line),
      column: Math.max(1, col),
      found,
      allowed,
      ...(suggestion === undefined ? {} : { suggestion }),
    });
  }
}

/** The value of a scalar; `undefined` for anything else. */
export const scalarOf = (at: Place): unknown => (isScalar(at) ? at.value : undefined);

export { isMap, isSeq };

/** What stands there, in a few words. */
function describe(at: Place): string {
  if (at === null) return 'nothing';
  if (isAlias(at)) return 'an alias';
  if (isMap(at)) return at.items.length === 0 ? 'an empty map' : 'a map';
  if (isSeq(at)) return at.items.length === 0 ? 'an empty list' : 'a list';
  const value = scalarOf(at);
  return value === null || value === undefined ? 'nothing' : `\`${shown(value)}\``;
}

const firstLine = (message: string): string =>
  (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** How deep the brackets of a text nest, whatever they mean there: an upper bound for its flow collections. */
function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    if (character === '[' || character === '{') {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (character === ']' || character === '}') {
      depth = Math.max(0, depth - 1);
    }
  }
  return deepest;
}
