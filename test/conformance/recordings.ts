import type { Topology } from '../../src/protocol/roles.js';
import type { TraceRecord } from '../../src/protocol/trace.js';
import { createSystem } from '../../src/system/index.js';
import { happenings, runOut, step, variants } from '../system/walk.js';
import { Dice } from './dice.js';

/** What a random walk of the live system has recorded, from the first record to `end`. */
export interface Recording {
  readonly topology: Topology;
  readonly seed: number;
  readonly records: readonly TraceRecord[];
  /** The log that would have begun at some time on the way, with all that held then. */
  readonly resumed: readonly TraceRecord[];
}

/** Takes a walk of so many steps, and lets everything come to its end. */
export function record(topology: Topology, seed: number, steps: number): Recording {
  const dice = new Dice(seed);
  const options = dice.among(variants[topology]);
  const vcs = 1 + dice.below(4);
  const system = createSystem({ topology, ...options });
  const meta = system.meta();
  const records: TraceRecord[] = [];
  system.subscribe((one) => records.push(one));
  system.start();
  const events = happenings(topology);
  const middle = dice.below(steps);
  let assumed: readonly TraceRecord[] = [];
  let from = 0;
  for (let n = 0; n < steps; n += 1) {
    if (n === middle) {
      assumed = system.assumptions();
      from = records.length;
    }
    step(system, events, vcs, dice.next());
  }
  runOut(system, vcs);
  system.stop();
  const end = { kind: 'end' } as const;
  return {
    topology,
    seed,
    records: [meta, ...records, end],
    resumed: [meta, ...assumed, ...records.slice(from), end],
  };
}
