export { isEquivalent } from './equivalence.js';
export type { Told } from './equivalence.js';
export { Journal } from './journal.js';
export { mutationKinds } from './mutants.js';
export type { MutationKind } from './mutants.js';
export { mutate, mutationsOf, UnknownMutation } from './mutations.js';
export type { Mutation } from './mutations.js';
