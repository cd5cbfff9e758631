import type { MutantResult, Mutation, MutationReport } from '../../mutate/index.js';
import type { Topology } from '../../protocol/roles.js';

/** A trial of mutants as one JSON document. */
export function mutateJson({ survivors, mutants, ...figures }: MutationReport): string {
  const document = {
    ...figures,
    survivors: survivors.map(({ topology, id, mutation, how, isDecided, why }) => ({
      topology,
      id,
      mutation: sentenceOf(mutation),
      how,
      decided: isDecided,
      why: why ?? null,
    })),
    mutants: mutants.map(mutantOf),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function mutantOf({ topology, mutation: { id, part, kind, where, what }, result }: MutantResult) {
  const mutant = { topology, id, part, kind, where, fault: what };
  switch (result.fate) {
    case 'killed': {
      const { fate, killedBy, what: because, steps, under } = result;
      return { ...mutant, fate, killedBy, because, steps, under };
    }
    case 'equivalent':
    case 'survived':
      return { ...mutant, ...result };
  }
}

/** Mutations as one JSON document. */
export const mutationsJson = (all: Readonly<Partial<Record<Topology, readonly Mutation[]>>>): string => {
  const mutations = Object.entries(all).flatMap(([topology, ones]) => ones.map((one) => ({ topology, ...one })));
  return `${JSON.stringify({ mutations }, null, 2)}\n`;
};

/** A mutation as a sentence: where, and what. */
const sentenceOf = ({ where, what }: Mutation): string => `${where}: ${what}`;
