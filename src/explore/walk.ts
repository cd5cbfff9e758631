import { Steps } from './system.js';
import type { TransitionSystem } from './system.js';

export interface WalkOptions {
  /** Walks with the same seed are the same: a whole number. */
  readonly seed: number;
  /** Steps at most. */
  readonly steps: number;
  /** Whether a step of this label should not be: the walk ends with it. */
  readonly isAlarming?: (label: number) => boolean;
}

/** A way at random. */
export interface Walk {
  /** The labels of its steps. */
  readonly path: readonly number[];
  /** The words of the state in which it ended. */
  readonly end: Uint32Array;
  /** The label of its last step should not be. */
  readonly isAlarmed: boolean;
  /** No step leads on. */
  readonly isStuck: boolean;
}

/** Goes one way through a system, each step chosen at random among all: for systems too large to be searched. */
export function walk(system: TransitionSystem, { seed, steps, isAlarming = () => false }: WalkOptions): Walk {
  const random = generator(seed);
  const out = new Steps(system.width);
  const path: number[] = [];
  let state = Uint32Array.from(system.initial[random(system.initial.length)] ?? []);
  while (path.length < steps) {
    out.clear();
    system.expand(state, 0, out);
    if (out.length === 0) return { path, end: state, isAlarmed: false, isStuck: true };
    const chosen = random(out.length);
    const label = out.labels[chosen] as number;
    path.push(label);
    state = out.words.slice(chosen * system.width, (chosen + 1) * system.width);
    if (isAlarming(label)) return { path, end: state, isAlarmed: true, isStuck: false };
  }
  return { path, end: state, isAlarmed: false, isStuck: false };
}

/** Marsaglia's xorshift: fast, and the same numbers everywhere. */
function generator(seed: number): (below: number) => number {
  let state = (seed ^ 0x9e3779b9) | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}
