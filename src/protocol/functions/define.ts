import type { BaseFact, CondisFact, Parameter, SharedFact } from './types.js';

type Optional<Fact, Field extends keyof Fact> = Omit<Fact, Field> & Partial<Pick<Fact, Field>>;
type Defaults = 'calledBy' | 'implementedBy' | 'invokes';
type Lists = 'statuses' | 'params' | 'preconditions' | 'effects' | 'rules' | 'ambiguities';
type FunctionEntry<Name extends string, AnyName extends string> = Optional<CondisFact<Name, AnyName>, Defaults | Lists>;
type SharedEntry<Name extends string> = Optional<SharedFact<Name>, Defaults>;

/** Callbacks are called by NDIS unless said otherwise; nothing is implemented or invoked unless said. */
const base = { calledBy: ['ndis'], implementedBy: [], invokes: [] } satisfies Pick<BaseFact<string>, Defaults>;
const lists = { statuses: [], params: [], preconditions: [], effects: [], rules: [], ambiguities: [] };

/** Names that an entry uses stay visible in the type: the merge in functions.ts compiles only if all of them exist. */
export function defineFunctions<Key extends string, Name extends string = never, AnyName extends string = never>(
  entries: Record<Key, FunctionEntry<Name, AnyName>>,
): Readonly<Record<Key, CondisFact<Name, AnyName>>> {
  return complete<Key, CondisFact<Name, AnyName>>(entries, { ...base, ...lists });
}

export function defineSharedFunctions<Key extends string, Name extends string = never>(
  entries: Record<Key, SharedEntry<Name>>,
): Readonly<Record<Key, SharedFact<Name>>> {
  return complete<Key, SharedFact<Name>>(entries, base);
}

type Define = (name: string, type: string, meaning: string) => Parameter;
const direction =
  (where: Parameter['direction']): Define =>
  (name, type, meaning) => ({ name, direction: where, type, meaning });
const optional =
  (where: Parameter['direction']): Define =>
  (name, type, meaning) => ({ name, direction: where, optional: true, type, meaning });

export const input = direction('in');
export const inOut = direction('inOut');
export const output = direction('out');
export const optionalInput = optional('in');
export const optionalOutput = optional('out');

function complete<Key extends string, Fact>(entries: Record<Key, object>, defaults: object): Record<Key, Fact> {
  const completed = Object.entries<object>(entries).map(([name, entry]): [string, object] => {
    return [name, { ...defaults, ...entry }];
  });
  return Object.fromEntries(completed) as Record<Key, Fact>;
}
