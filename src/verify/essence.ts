import { Frame, Packet, Vc, World } from '../rules/index.js';

/** What is there for the reader of a report, or follows from the rest. */
const idle = new Set([
  'line',
  't',
  'past',
  'how',
  'text',
  'plan',
  'fact',
  'cast',
  'monitor',
  'submissions',
  'returned',
]);

/** Of a frame that is over, when and in what it happened is there for the reader. */
const ofOpenFrames = new Set(['record', 'inside', 'outer', 'depth']);

/** What is remembered of lists, of the world and of a VC. */
const ofLists = new Set(['sends', 'receives', 'lent', 'newestSend']);

/** Numbers that only say what came before what, and those with which they are compared. */
function orderOf(key: string, owner: object): string | undefined {
  switch (key) {
    case 'n':
    case 'since':
    case 'reset':
      return owner instanceof Packet && owner.way === 'receive' ? 'receives' : 'n';
    case 'place':
    case 'age':
      return key;
    default:
      return undefined;
  }
}

/**
 * What judges remember, as a text that is the same whenever they will judge alike. Objects that several refer to are
 * told by where they were first met; records by their order; whatever is only for the reader is left out. Without its
 * lists (`isUnlisted`), it is what is remembered of everything else.
 */
export function essenceOf(memory: unknown, isUnlisted = false): string {
  return new Essence(isUnlisted).of(memory);
}

class Essence {
  #text = '';
  readonly #met = new Map<object, number>();
  readonly #weak: (WeakMap<object, unknown> | WeakSet<object>)[] = [];
  /** The numbers that say an order, as they come; each stands for a mark in the text. */
  readonly #ordinals: { readonly order: string; readonly value: number }[] = [];

  constructor(private readonly isUnlisted: boolean) {}

  of(memory: unknown): string {
    this.#write(memory);
    // What is remembered weakly is remembered of something that was met.
    for (const weak of this.#weak) {
      const known = [...this.#met].filter(([object]) => weak.has(object));
      this.#text += '~';
      for (const [object, number] of known) {
        this.#text += `${number}:`;
        if (weak instanceof WeakMap) this.#write(weak.get(object));
      }
    }
    return this.#text + this.#ranks().join();
  }

  /** The ordinals, each as its place among those of its kind. */
  #ranks(): readonly number[] {
    const kinds = new Map<string, Set<number>>();
    for (const { order, value } of this.#ordinals) kinds.set(order, (kinds.get(order) ?? new Set()).add(value));
    const ranks = new Map([...kinds].map(([order, values]) => [order, [...values].sort((a, b) => a - b)]));
    return this.#ordinals.map(({ order, value }) => ranks.get(order)?.indexOf(value) ?? -1);
  }

  #write(value: unknown): void {
    if (typeof value === 'object' && value !== null) this.#writeObject(value);
    else this.#text += typeof value === 'function' ? 'f' : String(value);
  }

  #writeObject(value: object): void {
    const known = this.#met.get(value);
    if (known !== undefined) {
      this.#text += `@${known}`;
      return;
    }
    this.#met.set(value, this.#met.size);
    const { toJSON } = value as { toJSON?: () => unknown };
    if (toJSON) this.#write(toJSON.call(value));
    else if (Array.isArray(value)) this.#writeArray(value);
    else if (value instanceof Map) this.#writeEntries([...(value as Map<unknown, unknown>)]);
    else if (value instanceof Set) this.#writeEntries([...(value as Set<unknown>)].map((member) => [member, '']));
    else if (value instanceof WeakMap || value instanceof WeakSet) this.#weak.push(value as WeakSet<object>);
    else if (isRecord(value)) this.#text += value.fn;
    else this.#writeMembers(value);
  }

  #writeArray(values: readonly unknown[]): void {
    this.#text += '[';
    for (const value of values) {
      this.#write(value);
      this.#text += ',';
    }
    this.#text += ']';
  }

  /** Entries in the order of their names; what has no name stays in its place. */
  #writeEntries(entries: readonly (readonly [unknown, unknown])[]): void {
    this.#text += '(';
    for (const [key, value] of entries.length > 1 ? [...entries].sort(byName) : entries) {
      this.#write(key);
      this.#text += '=';
      this.#write(value);
      this.#text += ',';
    }
    this.#text += ')';
  }

  #writeMembers(owner: object): void {
    const isOver = owner instanceof Frame && owner.status !== undefined;
    const isBare = this.isUnlisted && (owner instanceof Vc || owner instanceof World);
    this.#text += '(';
    for (const name of Object.keys(owner)) {
      if (idle.has(name) || (isOver && ofOpenFrames.has(name)) || (isBare && ofLists.has(name))) continue;
      this.#writeMember(name, (owner as Readonly<Record<string, unknown>>)[name], owner);
    }
    // Of a frame that is open it matters when it was entered, and of a list when the call was over that submitted it.
    if (owner instanceof Frame && !isOver) this.#writeMember('n', owner.record.n, owner);
    if (owner instanceof Packet) this.#writeMember('n', owner.call?.returned?.n, owner);
    this.#text += ')';
  }

  #writeMember(name: string, value: unknown, owner: object): void {
    if (value === undefined) return;
    this.#text += name;
    const order = typeof value === 'number' ? orderOf(name, owner) : undefined;
    if (order === undefined) {
      this.#text += '=';
      this.#write(value);
    } else {
      this.#ordinals.push({ order, value: value as number });
      this.#text += '#';
    }
    this.#text += ',';
  }
}

/** A record that somebody keeps is there for the reader; what it has changed is remembered elsewhere. */
const isRecord = (value: object): value is { readonly fn: string } =>
  'kind' in value && (value.kind === 'call' || value.kind === 'return') && 'fn' in value;

/** By what names a thing. */
const byName = ([a]: readonly [unknown, unknown], [b]: readonly [unknown, unknown]): number => {
  const [one, other] = [nameOf(a), nameOf(b)];
  return one < other ? -1 : one > other ? 1 : 0;
};

const nameOf = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return String(value);
  const { handle, name, fn } = value as { readonly handle?: string; readonly name?: string; readonly fn?: string };
  return handle ?? name ?? fn ?? '';
};
