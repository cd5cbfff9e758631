import type { AnyFunctionName } from '../../protocol/functions.js';
import { isSuccess } from '../../protocol/status.js';
import type { NdisStatus } from '../../protocol/status.js';
import type { TraceArgs } from '../../protocol/trace.js';
import type { Crossing } from '../suite.types.js';

const kinds = ['af', 'sap', 'vc', 'party', 'callParameters', 'nbl'] as const;
type Kind = (typeof kinds)[number];

/** What a driver may leave out when it calls: nothing is said of it, and nothing is judged. */
const optional: readonly Kind[] = ['af', 'sap', 'party', 'callParameters'];

/** After these a list is nobody's, and its name is free for another. */
const endsOfLists: readonly AnyFunctionName[] = [
  'ProtocolCoSendNetBufferListsComplete',
  'NdisMCoSendNetBufferListsComplete',
  'NdisReturnNetBufferLists',
  'MiniportReturnNetBufferLists',
];

/** Pairs of names, of the test and of the driver: one to one. */
class Pairs {
  readonly #own = new Map<string, string>();
  readonly #model = new Map<string, string>();

  ownOf(model: string): string | undefined {
    return this.#own.get(model);
  }

  modelOf(own: string): string | undefined {
    return this.#model.get(own);
  }

  bind(model: string, own: string): void {
    this.#own.set(model, own);
    this.#model.set(own, model);
  }

  free(model: string): void {
    const own = this.#own.get(model);
    if (own !== undefined) this.#model.delete(own);
    this.#own.delete(model);
  }
}

/**
 * What the test calls things, and what the driver under test calls them. A name that one of them brings up is bound to
 * that of the other where it is met first; from then on they mean the same.
 */
export class Names {
  readonly #pairs = Object.fromEntries(kinds.map((kind) => [kind, new Pairs()])) as Record<Kind, Pairs>;

  /** What the test says, in the names of the driver. */
  toOwn(args: TraceArgs): TraceArgs {
    return renamed(args, (kind, name) => {
      const pairs = this.#pairs[kind];
      const known = pairs.ownOf(name);
      if (known !== undefined) return known;
      let own = name;
      while (pairs.modelOf(own) !== undefined) own = `${own}'`;
      pairs.bind(name, own);
      return own;
    });
  }

  /** What the driver says, in the names of the test; a name that is bound to nothing stays as it is. */
  toModel(args: TraceArgs): TraceArgs {
    return renamed(args, (kind, name) => this.#pairs[kind].modelOf(name) ?? name);
  }

  /** The driver has done what was expected of it: what it says means what was expected. */
  learn(expected: Crossing, found: Crossing): void {
    this.#pairsOf(expected.args ?? {}, found.args ?? {})?.forEach(([kind, model, own]) => {
      this.#pairs[kind].bind(model, own);
    });
  }

  /** A crossing is over and done with; the lists that come to an end by it have no names any more. */
  forget({ kind, fn, args = {} }: Crossing): void {
    if (kind !== 'call' || (!endsOfLists.includes(fn) && args.flags === undefined)) return;
    args.nbl?.forEach((name) => this.#pairs.nbl.free(name));
  }

  /** Whether the driver does what is expected, whatever it calls the things that it has named itself. */
  matches(expected: Crossing, found: Crossing): boolean {
    const { kind, from, fn, args = {} } = expected;
    const { args: own = {} } = found;
    if (kind !== found.kind || fn !== found.fn || from !== found.from) return false;
    if (kind === 'return') return found.kind === 'return' && expected.status === found.status;
    return (
      found.kind === 'call' &&
      expected.to === found.to &&
      isSameStatus(args.status, own.status) &&
      args.flags === own.flags &&
      this.#pairsOf(args, own) !== undefined
    );
  }

  /** Which name means which; nothing where they do not fit. */
  #pairsOf(args: TraceArgs, own: TraceArgs): readonly (readonly [Kind, string, string])[] | undefined {
    const found: [Kind, string, string][] = [];
    for (const kind of kinds) {
      const [expected, said] = [listOf(args[kind]), listOf(own[kind])];
      if (said.length === 0 && (expected.length === 0 || optional.includes(kind))) continue;
      if (expected.length === 0 && args[kind] === undefined) continue;
      if (expected.length !== said.length) return undefined;
      const free = said.filter((name) => this.#pairs[kind].modelOf(name) === undefined);
      for (const model of expected) {
        const known = this.#pairs[kind].ownOf(model) ?? free.shift();
        if (known === undefined || !said.includes(known)) return undefined;
        found.push([kind, model, known]);
      }
    }
    return found;
  }
}

const listOf = (names: string | readonly string[] | null | undefined): readonly string[] =>
  typeof names === 'string' ? [names] : (names ?? []);

/** Where a call carries no status, all is well. */
const isSameStatus = (expected: NdisStatus | undefined, found: NdisStatus | undefined): boolean =>
  expected === found ||
  (expected === undefined && found !== undefined && isSuccess(found)) ||
  (found === undefined && expected !== undefined && isSuccess(expected));

function renamed(args: TraceArgs, rename: (kind: Kind, name: string) => string): TraceArgs {
  const entries = kinds.flatMap((kind) => {
    const value = args[kind];
    if (value === undefined || value === null) return [];
    return [[kind, typeof value === 'string' ? rename(kind, value) : value.map((name) => rename(kind, name))]];
  });
  return { ...args, ...(Object.fromEntries(entries) as TraceArgs) };
}
