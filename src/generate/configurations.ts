import type { Topology } from '../protocol/roles.js';
import { faultsOf } from '../system/index.js';
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

const common: Parameters = {
  callbackOrder: ['protocolFirst', 'miniportFirst'],
  sends: ['0', '1'],
  receives: ['0', '1'],
  faults: ['none', 'all'],
};

/** What a scenario may say of its system, and how much may be under way in it. */
const parametersOf: Readonly<Record<Topology, Parameters>> = {
  cm: common,
  mcm: {
    ...common,
    mcmCompletion: ['ndis', 'self', 'none'],
    mcmCloses: ['afterDeactivation', 'beforeDeactivation'],
  },
};

/**
 * Few systems in which every `n` of the parameters of scenarios take all combinations of their values: which callback
 * comes first, how an MCM completes and closes, how many lists are under way, and whether answers go wrong.
 */
export const configurations = (topology: Topology, n: number): readonly Configuration[] =>
  nwise(parametersOf[topology], n).map(({ sends, receives, faults, ...rest }) => ({
    name: Object.entries({ ...rest, sends, receives, faults })
      .map(([key, value]) => `${key}-${value}`)
      .join('_'),
    options: {
      ...(rest as Configuration['options']),
      sends: Number(sends),
      receives: Number(receives),
      faults: faults === 'all' ? faultsOf(topology) : [],
    },
  }));
