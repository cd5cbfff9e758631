import type { LogRecord } from '../../protocol/log.js';
import { fields } from './fields.js';
import { formsOfFields } from './forms.js';
import { carries, double, halves, isNull } from './packed.js';
import type { Packed } from './packed.js';
import type { TraceProblem } from './problems.js';
import { Reader } from './reader.js';
import type { ReadLimits, TraceReader } from './reader.js';
import type { Values } from './record.js';

/** What is bad input, and what may be read. */
interface PackingOptions {
  onBad?(problem: TraceProblem): void;
  readonly limits?: ReadLimits;
}

/** A reader that packs what it reads. */
export interface PackingReader extends TraceReader {
  /** What was read since the last time. */
  take(): Packed;
}

/** A reader whose records are to be heard in another thread, by way of an `Unpacker`. */
export function createPackingReader(options: PackingOptions): PackingReader {
  const packer = new Packer();
  const ears = {
    onScanned: (values: unknown, n: number, line: number) => {
      packer.crossing(values as Numbers, n, line);
    },
    onRecord: (record: LogRecord) => {
      packer.whole(record);
    },
    onBad: (problem: TraceProblem) => {
      options.onBad?.(problem);
    },
  };
  const reader = new Reader(ears, () => formsOfFields(packer.meanings), options.limits);
  return Object.assign(reader, {
    take: () => {
      const packed = packer.take();
      if (packer.isFull) {
        packer.forget();
        reader.forget();
      }
      return packed;
    },
  });
}

/** The values of a record in which texts are numbers. */
type Numbers = Values<{ fn: number; name: number; handle: number; status: number }>;

/** So many texts, of so many characters, are known on the other side at most, apart from those of one portion. */
const mostTexts = 262_144;
const mostCharacters = 16 * 1024 * 1024;

/** Texts that the other side knows, by their numbers. */
class Texts {
  readonly #numbers = new Map<string, number>();
  #characters = 0;
  #fresh: string[] = [];

  get isFull(): boolean {
    return this.#numbers.size > mostTexts || this.#characters > mostCharacters;
  }

  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(text, number);
    this.#characters += text.length;
    this.#fresh.push(text);
    return number;
  }

  takeFresh(): readonly string[] {
    const fresh = this.#fresh;
    this.#fresh = [];
    return fresh;
  }
}

/** The most words of a record, apart from its lists. */
const widest = 32;

class Packer {
  #names = new Texts();
  #handles = new Texts();
  #isAnew = true;
  #words = new Int32Array(65_536);
  #length = 0;
  #values: unknown[] = [];
  #n = 0;
  #line = 0;
  /** The arguments of the last record that has any: what they are, where they begin and where they end. */
  #args = 0;
  #argsStart = 0;
  #argsEnd = 0;

  readonly meanings = {
    name: (text: string): number => this.#names.numberOf(text),
    handle: (text: string): number => this.#handles.numberOf(text),
  };

  get isFull(): boolean {
    return this.#names.isFull || this.#handles.isFull;
  }

  /** Begins the numbers of texts anew. */
  forget(): void {
    this.#names = new Texts();
    this.#handles = new Texts();
    this.#isAnew = true;
  }

  whole(record: LogRecord): void {
    this.#makeRoom(widest);
    this.#put(carries.whole);
    this.#put(this.#values.push(record) - 1);
  }

  crossing(values: Numbers, position: number, line: number): void {
    const nbl = values[fields.nbl];
    const others = values[fields.others];
    this.#makeRoom(widest + (nbl?.length ?? 0) + (others === undefined ? 0 : 2 * others.length));
    const head = this.#length;
    this.#length += 1;
    const isCall = values[fields.kind] === 'call';
    let flags = isCall ? 0 : carries.return;
    const n = values[fields.n] ?? position;
    if (n !== this.#n + 1 || line !== this.#line + 1) {
      flags |= carries.place;
      this.#putDouble(n);
      this.#putDouble(line);
    }
    this.#n = n;
    this.#line = line;
    this.#put(values[fields.fn].fn as number);
    this.#put(values[fields.from]);
    if (isCall) this.#put(values[fields.to]);
    const thread = values[fields.thread];
    if (thread !== undefined) {
      flags |= carries.thread;
      this.#put(thread);
    }
    const t = values[fields.t];
    if (t !== undefined) {
      flags |= carries.t;
      this.#putDouble(t);
    }
    const irql = values[fields.irql];
    if (irql !== undefined) {
      flags |= carries.irql;
      this.#putDouble(irql);
    }
    const status = values[fields.status];
    if (status !== undefined) {
      flags |= carries.status;
      this.#put(status ?? isNull);
    }
    this.#words[head] = flags | (values[fields.args] ? this.#putArgs(values) : 0);
  }

  /** What was packed since the last time. */
  take(): Packed {
    const packed: Packed = {
      words: this.#words.slice(0, this.#length),
      names: this.#names.takeFresh(),
      handles: this.#handles.takeFresh(),
      values: this.#values,
      isAnew: this.#isAnew,
    };
    this.#isAnew = false;
    this.#length = 0;
    this.#values = [];
    this.#n = 0;
    this.#line = 0;
    this.#args = 0;
    return packed;
  }

  #putArgs(values: Numbers): number {
    const start = this.#length;
    let flags = 0;
    const af = values[fields.af];
    if (af !== undefined) {
      flags |= carries.af;
      this.#put(af ?? isNull);
    }
    const sap = values[fields.sap];
    if (sap !== undefined) {
      flags |= carries.sap;
      this.#put(sap ?? isNull);
    }
    const vc = values[fields.vc];
    if (vc !== undefined) {
      flags |= carries.vc;
      this.#put(vc ?? isNull);
    }
    const party = values[fields.party];
    if (party !== undefined) {
      flags |= carries.party;
      this.#put(party ?? isNull);
    }
    const nbl = values[fields.nbl];
    if (nbl !== undefined) {
      flags |= carries.nbl;
      this.#put(nbl.length);
      for (let n = 0; n < nbl.length; n += 1) this.#put(nbl[n] as number);
    }
    const status = values[fields.statusArgument];
    if (status !== undefined) {
      flags |= carries.statusArgument;
      this.#put(status);
    }
    const others = values[fields.others];
    if (others !== undefined) {
      flags |= carries.others;
      this.#putOthers(others);
    }
    if (flags === this.#args && this.#isRepeated(start)) {
      this.#length = start;
      return flags === 0 ? 0 : carries.sameArgs;
    }
    this.#args = flags;
    this.#argsStart = start;
    this.#argsEnd = this.#length;
    return flags;
  }

  /** A text is a handle, as far as the number goes; of anything else the place among the values is put, from -1 down. */
  #putOthers(others: readonly (readonly [string, unknown])[]): void {
    this.#put(others.length);
    for (const [name, value] of others) {
      this.#put(this.#names.numberOf(name));
      this.#put(typeof value === 'string' ? this.#handles.numberOf(value) : -this.#values.push(value));
    }
  }

  /** Whether the words from there on are those of the last arguments. */
  #isRepeated(start: number): boolean {
    const words = this.#words;
    const length = this.#length - start;
    if (length !== this.#argsEnd - this.#argsStart) return false;
    const last = this.#argsStart;
    for (let n = 0; n < length; n += 1) if (words[start + n] !== words[last + n]) return false;
    return true;
  }

  #put(word: number): void {
    this.#words[this.#length] = word;
    this.#length += 1;
  }

  #putDouble(value: number): void {
    double[0] = value;
    this.#put(halves[0] as number);
    this.#put(halves[1] as number);
  }

  #makeRoom(words: number): void {
    if (this.#length + words <= this.#words.length) return;
    const wider = new Int32Array(2 * this.#words.length + words);
    wider.set(this.#words);
    this.#words = wider;
  }
}
