import type { AnyFunctionName } from '../../protocol/functions.js';
import type { LogArgs, LogRecord, LogStatus } from '../../protocol/log.js';
import { nameOf } from './forms.js';
import { carries, double, halves, isNull } from './packed.js';
import type { Packed } from './packed.js';
import { addOthers, callOf, noArgs, returnOf } from './record.js';
import type { Writable } from './record.js';

/** Hands on records that were packed in another thread, one portion after the other. */
export class Unpacker {
  readonly #onRecord: (record: LogRecord) => void;
  #names: string[] = [];
  #handles: string[] = [];
  #words = new Int32Array();
  #values: readonly unknown[] = [];
  #at = 0;

  constructor(onRecord: (record: LogRecord) => void) {
    this.#onRecord = onRecord;
  }

  /** Hands on the records of the next portion, in their order. */
  unpack({ words, names, handles, values, isAnew }: Packed): void {
    if (isAnew) {
      this.#names = [];
      this.#handles = [];
    }
    for (const name of names) this.#names.push(nameOf(name) ?? '');
    for (const handle of handles) this.#handles.push(handle);
    this.#words = words;
    this.#values = values;
    this.#at = 0;
    let n = 0;
    let line = 0;
    let last = noArgs;
    while (this.#at < words.length) {
      const flags = this.#word();
      if (flags & carries.whole) {
        this.#onRecord(wholeOf(values[this.#word()] as LogRecord));
        continue;
      }
      n = flags & carries.place ? this.#double() : n + 1;
      line = flags & carries.place ? this.#double() : line + 1;
      const fn = this.#name() as AnyFunctionName;
      const from = this.#name();
      const to = flags & carries.return ? '' : this.#name();
      const thread = flags & carries.thread ? this.#name() : '';
      const t = flags & carries.t ? this.#double() : undefined;
      const irql = flags & carries.irql ? this.#double() : undefined;
      const status = flags & carries.status ? this.#status() : undefined;
      if (flags >= carries.af) last = this.#args(flags);
      const args = flags < carries.sameArgs ? noArgs : last;
      this.#onRecord(
        flags & carries.return
          ? returnOf(n, line, fn, from, thread, t, irql, args, status as LogStatus | null)
          : callOf(n, line, fn, from, to, thread, t, irql, args, status),
      );
    }
  }

  #args(flags: number): LogArgs {
    const args: Writable<LogArgs> = {};
    if (flags & carries.af) args.af = this.#handle();
    if (flags & carries.sap) args.sap = this.#handle();
    if (flags & carries.vc) args.vc = this.#handle();
    if (flags & carries.party) args.party = this.#handle();
    if (flags & carries.nbl) args.nbl = this.#list();
    if (flags & carries.statusArgument) args.status = this.#name();
    if (flags & carries.others) addOthers(args, this.#others());
    return args;
  }

  #list(): readonly string[] {
    let left = this.#word();
    if (left === 1) return [this.#handles[this.#word()] as string];
    const names: string[] = [];
    for (; left > 0; left -= 1) names.push(this.#handles[this.#word()] as string);
    return names;
  }

  #others(): readonly (readonly [string, unknown])[] {
    const others: (readonly [string, unknown])[] = [];
    for (let left = this.#word(); left > 0; left -= 1) {
      const name = this.#name();
      const word = this.#word();
      others.push([name, word >= 0 ? this.#handles[word] : this.#values[-word - 1]]);
    }
    return others;
  }

  #word(): number {
    const word = this.#words[this.#at] as number;
    this.#at += 1;
    return word;
  }

  #double(): number {
    halves[0] = this.#word();
    halves[1] = this.#word();
    return double[0] as number;
  }

  #name(): string {
    return this.#names[this.#word()] as string;
  }

  #status(): LogStatus | null {
    const word = this.#word();
    return word === isNull ? null : (this.#names[word] as string);
  }

  #handle(): string | null {
    const word = this.#word();
    return word === isNull ? null : (this.#handles[word] as string);
  }
}

/** What is sent as it is arrives without the prototype that it did not have, and is given it back. */
const wholeOf = (record: LogRecord): LogRecord =>
  record.kind === 'meta'
    ? { ...record, actors: Object.assign(Object.create(null) as Record<string, never>, record.actors) }
    : record;
