import type { Plain } from '../../src/query/index.js';

export { lineOf } from '../../src/query/index.js';
export type { Plain } from '../../src/query/index.js';

/** How much of a value is kept; the rest is tagged as cut, with its size. */
export interface Limits {
  /** Levels of nesting. */
  readonly depth: number;
  /** Characters of a string. */
  readonly text: number;
  /** Elements of an array, entries of an object, a Map or a Set. */
  readonly entries: number;
  /** Values in all. */
  readonly values: number;
}

const usual: Limits = { depth: 12, text: 10_000, entries: 1_000, values: 20_000 };

/** Gives a value another face before it is looked into: an actor is shown by its name. */
export type Portray = (value: object) => Plain | undefined;

/** A value as plain data: never throws, never calls anything but getters, ends on cycles. */
export const plain = (value: unknown, portray: Portray = () => undefined, limits: Limits = usual): Plain =>
  new Encoder(portray, limits).encode(value, 0);

class Encoder {
  readonly #above = new Set<object>();
  #left: number;

  constructor(
    private readonly portray: Portray,
    private readonly limits: Limits,
  ) {
    this.#left = limits.values;
  }

  encode(value: unknown, depth: number): Plain {
    this.#left -= 1;
    switch (typeof value) {
      case 'boolean':
        return value;
      case 'string':
        return this.#text(value);
      case 'number':
        return Number.isFinite(value) && !Object.is(value, -0) ? value : tag('number', numberText(value));
      case 'bigint':
        return tag('bigint', String(value));
      case 'undefined':
        return tag('undefined');
      case 'symbol':
        return tag('symbol', value.description ?? '');
      case 'function':
        return tag('function', this.#text(nameOf(value)));
      case 'object':
        return value === null ? null : this.#object(value, depth);
    }
  }

  #text(text: string): Plain {
    const { text: most } = this.limits;
    return text.length <= most ? text : { $: 'cut', of: 'text', size: text.length, value: text.slice(0, most) };
  }

  #object(value: object, depth: number): Plain {
    try {
      const face = this.portray(value);
      if (face !== undefined) return face;
      if (this.#above.has(value)) return tag('cycle');
      if (depth >= this.limits.depth || this.#left <= 0) return { $: 'cut', of: 'depth' };
      this.#above.add(value);
      return this.#inside(value, depth + 1);
    } catch (error) {
      return tag('unreadable', error instanceof Error ? error.message : '');
    } finally {
      this.#above.delete(value);
    }
  }

  #inside(value: object, depth: number): Plain {
    if (Array.isArray(value)) return this.#list(value, value.length, 'list', depth);
    if (value instanceof Date) return tag('date', Number.isNaN(value.getTime()) ? 'invalid' : value.toISOString());
    if (value instanceof RegExp) return tag('regexp', String(value));
    if (value instanceof Error) {
      return { $: 'error', name: this.#text(value.name), message: this.#text(value.message) };
    }
    if (value instanceof Map) {
      return { $: 'map', size: value.size, value: this.#list(pairsOf(value), value.size, 'list', depth) };
    }
    if (value instanceof Set) {
      return { $: 'set', size: value.size, value: this.#list(value, value.size, 'list', depth) };
    }
    if (ArrayBuffer.isView(value)) return { $: 'bytes', size: value.byteLength };
    return this.#record(value, depth);
  }

  #list(values: Iterable<unknown>, size: number, of: string, depth: number): Plain {
    const kept: Plain[] = [];
    for (const value of values) {
      if (kept.length >= this.limits.entries || this.#left <= 0) return { $: 'cut', of, size, value: kept };
      kept.push(this.encode(value, depth));
    }
    return kept;
  }

  #record(value: object, depth: number): Plain {
    const keys = Object.keys(value);
    const kept: [string, Plain][] = [];
    for (const key of keys) {
      if (kept.length >= this.limits.entries || this.#left <= 0) break;
      kept.push([key, this.#property(value, key, depth)]);
    }
    const record = Object.fromEntries(kept);
    if (kept.length < keys.length) return { $: 'cut', of: 'record', size: keys.length, value: record };
    const type = typeOf(value);
    if (type !== '') return { $: 'object', type, value: record };
    return Object.hasOwn(record, '$') ? { $: 'record', value: record } : record;
  }

  #property(value: object, key: string, depth: number): Plain {
    try {
      return this.encode((value as Readonly<Record<string, unknown>>)[key], depth);
    } catch (error) {
      return tag('unreadable', error instanceof Error ? error.message : '');
    }
  }
}

const tag = ($: string, value?: Plain): Plain => (value === undefined ? { $ } : { $, value });
const numberText = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));
const nameOf = (value: unknown): string => {
  const { name } = value as { readonly name?: unknown };
  return typeof name === 'string' ? name : '';
};
const pairsOf = function* (map: ReadonlyMap<unknown, unknown>): Generator<readonly unknown[]> {
  for (const pair of map) yield pair;
};

/** The class of an object; empty for those that have none of their own. */
const typeOf = (value: object): string => {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype) return '';
  const maker: unknown = (prototype as { readonly constructor?: unknown }).constructor;
  const name = nameOf(maker);
  return name === 'Object' ? '' : name || 'object';
};
