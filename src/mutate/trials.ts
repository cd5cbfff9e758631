import type { DriverRole, Topology } from '../protocol/roles.js';
import { bearerOf, providerOf } from '../protocol/roles.js';
import { faultsOf, partsOf } from '../system/index.js';
import type { Part } from '../system/index.js';
import { mutate, mutationsOf } from './mutations.js';
import type { Mutation } from './mutations.js';
import { reasonFor } from './reasons.js';
import { Stage } from './stage.js';
import type { StageOptions } from './stage.js';
import { tryOut } from './trial.js';
import type { Killer, Trial, TrialLimits } from './trial.js';

/** Which mutants are tried, and within which bounds. */
export interface TrialsOptions {
  readonly topology: Topology;
  /** Lists that a sender may have sent and not got back; 1 by default. */
  readonly sends?: number;
  /** Lists that may have been indicated and not been returned; 1 by default. */
  readonly receives?: number;
  /**
   * `none`: everybody answers well. `all`, the default: what nobody has objected to by then is tried again where answers
   * may go wrong, and, of NDIS, where a driver keeps to nothing. Either way what differs is tried with more lists.
   */
  readonly faults?: 'all' | 'none';
}

/** How it is known that a mutant is as good as the original. */
export type Proof = 'journal' | 'bisimilar' | 'allowed';

/** What has become of a mutant. */
export type Fate =
  | {
      readonly fate: 'killed';
      readonly killedBy: Killer;
      /** What is wrong, as a sentence. */
      readonly what: string;
      /** What happens until then, from outside. */
      readonly steps: readonly string[];
      /** Under which circumstances: `no faults`, `all faults`, `a chaotic client`, `more lists`. */
      readonly under: string;
    }
  | {
      readonly fate: 'equivalent';
      /**
       * `journal`: it takes every step alike that is ever taken. `bisimilar`: no behaviour differs. `allowed`: what it
       * does otherwise, the contract leaves free.
       */
      readonly by: Proof;
      /** What it does otherwise, and why it may. */
      readonly how?: string;
      readonly why?: string;
    }
  | {
      readonly fate: 'survived';
      /** The nearest difference from the original. */
      readonly how: string;
      /** It does nothing that the original does not do. */
      readonly doesLess: boolean;
      /** Its states have an end, and the judges were not cut short. */
      readonly isDecided: boolean;
      /** Why nobody objects. */
      readonly why?: string;
    };

/** A mutant of a topology, and what has become of it. */
export interface MutantResult {
  readonly topology: Topology;
  readonly mutation: Mutation;
  readonly result: Fate;
}

/** A trial in which nobody objects. */
type Spared = Exclude<Trial, { kind: 'killed' }>;

/** States of the original at most; more are not explored. */
const mostStates = 100_000;
const mostSeconds = 300;

/** Tries the mutants of a system, one after the other. */
export class Trials {
  readonly parts: readonly Part[];
  readonly mutations: readonly Mutation[];
  readonly #plans: readonly StageOptions[];
  /** For what differs: faults that show only where more is under way. */
  readonly #more: StageOptions;
  readonly #stages = new Map<StageOptions, Stage>();

  constructor(private readonly options: TrialsOptions) {
    const { topology, sends = 1, receives = 1, faults = 'all' } = options;
    this.parts = partsOf(topology, { topology });
    this.mutations = mutationsOf(this.parts);
    const plan = (name: string, more: Partial<StageOptions> = {}): StageOptions => ({
      topology,
      name,
      sends,
      receives,
      faults: [],
      ...more,
    });
    this.#more = plan('more lists', { sends: sends + 1, receives: receives + 1 });
    this.#plans = [
      plan('no faults'),
      ...(faults === 'all'
        ? [
            plan('all faults', { faults: faultsOf(topology) }),
            ...driversOf(topology).map((chaos) => plan(`a chaotic ${nameOf[chaos]}`, { chaos })),
          ]
        : []),
    ];
  }

  /** Tries one mutant until somebody objects to it. */
  tryOut(mutation: Mutation): MutantResult {
    const parts = mutate(this.parts, mutation.id);
    const trials: Spared[] = [];
    for (const plan of [...this.#plans, this.#more]) {
      if (plan.chaos && !isOfNdis(mutation, this.parts)) continue;
      if (plan === this.#more && trials.every(({ kind }) => kind === 'same')) continue;
      const stage = this.#stage(plan);
      const trial = tryOut(stage, parts, limitsFor(stage));
      if (trial.kind === 'killed') {
        const { by, what, steps } = trial;
        return this.#result(mutation, { fate: 'killed', killedBy: by, what, steps, under: plan.name });
      }
      trials.push(trial);
    }
    return this.#result(mutation, this.#survival(mutation, trials));
  }

  #survival(mutation: Mutation, trials: readonly Spared[]): Fate {
    const differing = trials.flatMap((trial) => (trial.kind === 'differs' ? [trial] : []));
    const [first] = differing;
    if (!first) {
      const isBisimilar = trials.some((trial) => trial.kind === 'same' && trial.by === 'bisimilar');
      return { fate: 'equivalent', by: isBisimilar ? 'bisimilar' : 'journal' };
    }
    const { why, isAllowed = false } = reasonFor(mutation) ?? {};
    if (isAllowed && why !== undefined) return { fate: 'equivalent', by: 'allowed', how: first.how, why };
    return {
      fate: 'survived',
      how: first.how,
      doesLess: differing.every(({ doesLess }) => doesLess),
      isDecided: differing.every(({ isComplete }) => isComplete),
      ...(why !== undefined && { why }),
    };
  }

  #result(mutation: Mutation, result: Fate): MutantResult {
    return { topology: this.options.topology, mutation, result };
  }

  #stage(plan: StageOptions): Stage {
    const known = this.#stages.get(plan);
    if (known) return known;
    const stage = new Stage(plan, this.parts, { maxStates: mostStates, maxSeconds: mostSeconds });
    this.#stages.set(plan, stage);
    return stage;
  }
}

/** A mutant whose states have no end is stopped soon. */
const leastStates = 3000;

const limitsFor = ({ original }: Stage): TrialLimits => ({
  firstStates: 250,
  maxStates: Math.max(leastStates, Math.ceil(2.5 * original.one.graph.states)),
  maxSeconds: 30,
  brief: { strays: 24, beyond: 2, pairs: 400, seconds: 10 },
  long: { strays: 60, beyond: 4, pairs: 2500, seconds: 30 },
});

const driversOf = (topology: Topology): readonly DriverRole[] => [
  ...new Set<DriverRole>(['client', providerOf(topology), bearerOf(topology)]),
];

const nameOf: Readonly<Record<DriverRole, string>> = {
  client: 'client',
  callManager: 'call manager',
  miniport: 'miniport',
  mcm: 'MCM',
};

/** What a driver does that keeps to nothing is between it and NDIS. */
const isOfNdis = ({ part }: Mutation, parts: readonly Part[]): boolean =>
  parts.some(({ name, perVc, side }) => side === 'ndis' && part === `${name}${perVc ? '[]' : ''}`);
