import type { LogCall, LogReturn } from '../protocol/log.js';
import { Frame, Packet } from '../rules/index.js';

/** What is there for the reader of a report, or follows from the rest. */
const idle = new Set(['line', 't', 'past', 'how', 'text', 'plan', 'fact', 'cast', 'monitor', 'submissions']);

/** Of a frame that is over, when and in what it happened is there for the reader. */
const ofOpenFrames = new Set(['record', 'inside', 'outer', 'depth']);

/** What a frame is for those who remember it. */
function ofFrame(frame: Frame): object {
  const isOpen = frame.status === undefined;
  const members = Object.entries(frame).filter(([name]) => name !== 'returned' && (isOpen || !ofOpenFrames.has(name)));
  return Object.fromEntries(isOpen ? [...members, ['n', frame.record.n]] : members);
}

/** A record that somebody keeps is there for the reader; what it has changed is remembered elsewhere. */
const isRecord = (value: object): value is LogCall | LogReturn =>
  'kind' in value && (value.kind === 'call' || value.kind === 'return') && 'fn' in value;

/** Of a list it matters also when the call was over that submitted it. */
const ofPacket = (packet: Packet): object => Object.assign({}, packet, { submitted: packet.call?.returned?.n });

/** Numbers that only say what came before what, and those with which they are compared. */
function orderOf(key: string, owner: object): string | undefined {
  if (key !== 'n' && key !== 'since' && key !== 'submitted' && key !== 'reset') {
    return key === 'place' || key === 'age' ? key : undefined;
  }
  return owner instanceof Packet && owner.way === 'receive' ? 'receives' : 'n';
}

/**
 * What judges remember, as a text that is the same whenever they will judge alike. Objects that several refer to are
 * told by where they were first met; records by their order; whatever is only for the reader is left out.
 */
export function essenceOf(memory: unknown): string {
  return new Essence().of(memory);
}

class Essence {
  readonly #met = new Map<object, number>();
  readonly #weak: (WeakMap<object, unknown> | WeakSet<object>)[] = [];
  /** The text in pieces; numbers stand for themselves until their order is known. */
  readonly #pieces: (string | Ordinal)[] = [];
  readonly #values = new Map<string, Set<number>>();

  of(memory: unknown): string {
    this.#write(memory);
    // What is remembered weakly is remembered of something that was met.
    this.#weak.forEach((weak) => {
      this.#pieces.push('~');
      for (const [object, number] of [...this.#met]) {
        if (!weak.has(object)) continue;
        this.#pieces.push(`${number}:`);
        if (weak instanceof WeakMap) this.#write(weak.get(object));
      }
    });
    const ranks = new Map([...this.#values].map(([kind, values]) => [kind, [...values].sort((a, b) => a - b)]));
    return this.#pieces
      .map((piece) => (typeof piece === 'string' ? piece : `#${(ranks.get(piece.order) ?? []).indexOf(piece.value)}`))
      .join('');
  }

  #write(value: unknown, order?: string): void {
    if (typeof value === 'object' && value !== null) {
      this.#writeObject(value);
      return;
    }
    if (typeof value === 'number' && order !== undefined) {
      const values = this.#values.get(order) ?? new Set();
      this.#values.set(order, values.add(value));
      this.#pieces.push({ order, value });
    } else {
      this.#pieces.push(typeof value === 'function' ? 'f' : String(value));
    }
  }

  #writeObject(value: object): void {
    const known = this.#met.get(value);
    if (known !== undefined) {
      this.#pieces.push(`@${known}`);
      return;
    }
    this.#met.set(value, this.#met.size);
    if (isRecord(value)) {
      this.#pieces.push(value.fn);
      return;
    }
    const { toJSON } = value as { toJSON?: () => unknown };
    if (toJSON) {
      this.#write(toJSON.call(value));
    } else if (value instanceof WeakMap || value instanceof WeakSet) {
      this.#weak.push(value as WeakMap<object, unknown>);
    } else if (value instanceof Map) {
      this.#writeMembers([...(value as Map<unknown, unknown>)], value);
    } else if (value instanceof Set) {
      this.#writeMembers(
        [...(value as Set<unknown>)].map((member) => [member, '']),
        value,
      );
    } else if (Array.isArray(value)) {
      this.#pieces.push('[');
      value.forEach((member) => {
        this.#write(member);
        this.#pieces.push(',');
      });
      this.#pieces.push(']');
    } else {
      const shown = value instanceof Frame ? ofFrame(value) : value instanceof Packet ? ofPacket(value) : value;
      const members = Object.entries(shown).filter(([name, member]) => !idle.has(name) && member !== undefined);
      this.#writeMembers(members, value);
    }
  }

  /** Members in the order of their names; what has no name stays in its place. */
  #writeMembers(members: readonly (readonly [unknown, unknown])[], owner: object): void {
    this.#pieces.push('(');
    for (const [name, member] of [...members].sort(byName)) {
      this.#write(name);
      this.#pieces.push('=');
      this.#write(member, typeof name === 'string' ? orderOf(name, owner) : undefined);
      this.#pieces.push(',');
    }
    this.#pieces.push(')');
  }
}

interface Ordinal {
  readonly order: string;
  readonly value: number;
}

const byName = ([a]: readonly [unknown, unknown], [b]: readonly [unknown, unknown]): number => {
  const [one, other] = [nameOf(a), nameOf(b)];
  return one < other ? -1 : one > other ? 1 : 0;
};

const nameOf = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return String(value);
  const { handle, name, fn } = value as { readonly handle?: string; readonly name?: string; readonly fn?: string };
  return handle ?? name ?? fn ?? '';
};
