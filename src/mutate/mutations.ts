import type { Report } from '../errors.js';
import type { Part } from '../system/parts.js';
import { mutantsOf } from './mutants.js';
import type { Mutant, MutationKind } from './mutants.js';

/** One small fault that can be put into one machine of a system. */
export interface Mutation {
  /** It says where and what, and stays the same as long as that place of the chart does. */
  readonly id: string;
  /** The part whose machine it is: `client`, `vc[]`; brackets where there is one for each VC. */
  readonly part: string;
  readonly kind: MutationKind;
  /** The place in the chart: `adapter: draining -always-> closed`. */
  readonly where: string;
  /** The fault, in a sentence. */
  readonly what: string;
}

/** Every mutation of every machine of a system, in the order of its parts and of their charts. */
export const mutationsOf = (parts: readonly Part[]): readonly Mutation[] =>
  candidatesOf(parts).map(({ mutation }) => mutation);

/**
 * The same parts, but that the machine of one has this fault. What is given stays as it is. A name that no mutation has
 * throws `UnknownMutation`.
 */
export function mutate(parts: readonly Part[], id: string): readonly Part[] {
  const candidates = candidatesOf(parts);
  const found = candidates.find(({ mutation }) => mutation.id === id);
  if (!found) {
    throw new UnknownMutation(
      id,
      candidates.map(({ mutation }) => mutation.id),
    );
  }
  const { part, mutant } = found;
  return parts.map((one) => (one === part ? { ...part, machine: mutant.apply(part.machine) } : one));
}

/** No mutation has this name; `report` says so, and which names are like it. */
export class UnknownMutation extends Error {
  readonly report: Report;

  constructor(id: string, ids: readonly string[]) {
    const message = `There is no mutation ${id}.`;
    super(message);
    this.name = 'UnknownMutation';
    const meant = similarTo(id, ids);
    this.report = {
      code: 'CONDIS7012',
      message,
      fields: meant.map((one, n) => [n === 0 ? 'did you mean' : 'or', one]),
    };
  }
}

interface Found {
  readonly mutation: Mutation;
  readonly part: Part;
  readonly mutant: Mutant;
}

/** What has been found, by the parts that were asked for. */
const known = new WeakMap<readonly Part[], readonly Found[]>();

function candidatesOf(parts: readonly Part[]): readonly Found[] {
  const found = known.get(parts) ?? search(parts);
  known.set(parts, found);
  return found;
}

function search(parts: readonly Part[]): readonly Found[] {
  const taken = new Map<string, number>();
  return parts.flatMap((part) =>
    mutantsOf(part, parts).map((mutant) => {
      const { kind, where, what } = mutant;
      const name = [part.machine.id, ...mutant.names].join('.');
      const before = taken.get(name) ?? 0;
      taken.set(name, before + 1);
      const id = before === 0 ? name : `${name}.${before + 1}`;
      return { mutation: { id, part: `${part.name}${part.perVc ? '[]' : ''}`, kind, where, what }, part, mutant };
    }),
  );
}

/** How many names are worth a look. */
const mostSimilar = 5;

/** The names that have the most words in common with this one. */
function similarTo(id: string, ids: readonly string[]): readonly string[] {
  const words = new Set(id.split('.'));
  const ranked = ids
    .map((one) => ({ one, shared: one.split('.').filter((word) => words.has(word)).length }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared || a.one.length - b.one.length);
  return ranked.slice(0, mostSimilar).map(({ one }) => one);
}
