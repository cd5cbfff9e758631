import type { Topology } from '../protocol/roles.js';
import type { GenerateOptions } from './generate.types.js';
import { nwise } from './tours/index.js';

/** One way to put a system together, and what it is called. */
export interface Configuration {
  readonly name: string;
  readonly options: Pick<
    GenerateOptions,
    'callbackOrder' | 'mcmCompletion' | 'mcmCloses' | 'sends' | 'receives' | 'faults'
  >;
}

type Parameters = Readonly<Record<string, readonly string[]>>;

/** What a scenario may say of its system. */
const parametersOf: Readonly<Record<Topology, Parameters>> = {
  cm: { callbackOrder: ['protocolFirst', 'miniportFirst'] },
  mcm: {
    callbackOrder: ['protocolFirst', 'miniportFirst'],
    mcmCompletion: ['ndis', 'self', 'none'],
    mcmCloses: ['afterDeactivation', 'beforeDeactivation'],
  },
};

/** How much there may be in the largest of the systems. */
export type Largest = Required<Pick<GenerateOptions, 'sends' | 'receives' | 'faults'>>;

/** Nothing, and as much as there may be. */
const noneOr = (most: number): readonly string[] => (most === 0 ? ['0'] : ['0', String(most)]);

/**
 * Few systems in which every `n` of the parameters of scenarios take all combinations of their values: which callback
 * comes first, how an MCM completes and closes, and whether lists are under way and answers go wrong, as far as they may.
 */
export const configurations = (topology: Topology, n: number, largest: Largest): readonly Configuration[] =>
  nwise(
    {
      ...parametersOf[topology],
      sends: noneOr(largest.sends),
      receives: noneOr(largest.receives),
      faults: largest.faults.length === 0 ? ['none'] : ['none', 'some'],
    },
    n,
  ).map(({ sends, receives, faults, ...rest }) => ({
    name: Object.entries({ ...rest, sends, receives, faults })
      .map(([key, value]) => `${key}-${value}`)
      .join('_'),
    options: {
      ...(rest as Configuration['options']),
      sends: Number(sends),
      receives: Number(receives),
      faults: faults === 'some' ? largest.faults : [],
    },
  }));
