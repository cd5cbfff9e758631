import type { RunRecord } from './wire.js';

/**
 * Records in which nothing is told twice. A record is its form, and its numbers; a form is its keys, and its values; keys
 * and values are told once in a run, and from then on by their numbers.
 */
export interface Packed {
  /** Values that were not told before. */
  readonly values: readonly unknown[];
  /** Forms that were not told before: the number of the keys, then that of each value, or -1 for a number of the record. */
  readonly forms: readonly (readonly number[])[];
  /** Of each record the form, then its numbers. */
  readonly records: readonly number[];
}

/** What differs from record to record, and is told with each. */
const numbers: ReadonlySet<string> = new Set(['n', 't', 'cause', 'at']);

/** How many values and forms are remembered; then all are forgotten, and told anew where they come again. */
const most = 200_000;

/** Packs the records of one run, from the first on. */
export class Packer {
  readonly #values = new Told();
  readonly #forms = new Told();
  readonly #keys = new Map<string, number>();
  /** Texts, which need not be made JSON of to be known again. */
  readonly #texts = new Map<string, number>();
  #records: number[] = [];

  /** Characters of what was added since the last `taken`, about. */
  get size(): number {
    return this.#values.size + this.#forms.size + 8 * this.#records.length;
  }

  add(record: RunRecord): void {
    let keys = '';
    let form = '';
    const told: number[] = [];
    for (const [key, value] of Object.entries(record) as readonly (readonly [string, unknown])[]) {
      if (typeof value === 'number' && numbers.has(key) && Number.isFinite(value)) {
        form += ',-1';
        told.push(value);
      } else {
        // What JSON cannot carry is left out, as it would be of a record that is not packed.
        const place = this.#value(value);
        if (place === undefined) continue;
        form += `,${place}`;
      }
      keys += `${key}\n`;
    }
    let head = this.#keys.get(keys);
    if (head === undefined) {
      head = this.#values.tell(JSON.stringify(keys.split('\n').slice(0, -1)));
      this.#keys.set(keys, head);
    }
    this.#records.push(this.#forms.tell(`[${head}${form}]`), ...told);
  }

  /** The JSON of all that was added since the last time. */
  taken(): string {
    const records = this.#records.join(',');
    this.#records = [];
    return `"values":[${this.#values.taken()}],"forms":[${this.#forms.taken()}],"records":[${records}]`;
  }

  #value(value: unknown): number | undefined {
    if (typeof value === 'string') return this.#text(value);
    const text = JSON.stringify(value) as string | undefined;
    return text === undefined ? undefined : this.#values.tell(text);
  }

  #text(value: string): number {
    const known = this.#texts.get(value);
    if (known !== undefined) return known;
    if (this.#texts.size >= most) this.#texts.clear();
    const place = this.#values.tell(JSON.stringify(value));
    this.#texts.set(value, place);
    return place;
  }
}

/** Texts that are told once, and then known by their numbers. */
class Told {
  readonly #known = new Map<string, number>();
  #count = 0;
  #fresh: string[] = [];
  #size = 0;

  /** Characters of what was not taken yet. */
  get size(): number {
    return this.#size;
  }

  tell(text: string): number {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    if (this.#known.size >= most) this.#known.clear();
    this.#known.set(text, this.#count);
    this.#fresh.push(text);
    this.#size += text.length;
    this.#count += 1;
    return this.#count - 1;
  }

  /** What was not told before. */
  taken(): string {
    const text = this.#fresh.join(',');
    this.#fresh = [];
    this.#size = 0;
    return text;
  }
}

interface Form {
  readonly record: RunRecord;
  /** The keys of the numbers, which are told with each record. */
  readonly numbers: readonly string[];
}

/** Unpacks the records of one run, in the order in which they were packed. What they have in common, they share. */
export class Unpacker {
  readonly #values: unknown[] = [];
  readonly #forms: Form[] = [];

  unpack({ values, forms, records: told }: Packed): readonly RunRecord[] {
    for (const value of values) this.#values.push(value);
    for (const form of forms) this.#forms.push(this.#form(form));
    const records: RunRecord[] = [];
    for (let at = 0; at < told.length;) {
      const form = this.#forms[told[at] ?? -1];
      at += 1;
      if (!form) break;
      const record = { ...form.record } as unknown as Record<string, unknown>;
      for (const key of form.numbers) {
        record[key] = told[at];
        at += 1;
      }
      records.push(record as unknown as RunRecord);
    }
    return records;
  }

  #form([keysAt = -1, ...places]: readonly number[]): Form {
    const keys = this.#values[keysAt] as readonly string[];
    const entries = keys.map((key, at) => [key, places[at] === -1 ? 0 : this.#values[places[at] ?? -1]] as const);
    return {
      record: Object.fromEntries(entries) as unknown as RunRecord,
      numbers: keys.filter((_, at) => places[at] === -1),
    };
  }
}
