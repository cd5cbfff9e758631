import { factOf } from '../protocol/functions.js';
import type { AnyFunctionName, FunctionFact, SharedFunctionFact } from '../protocol/functions.js';
import type { AnyMonitor, Judge, Phase, Scene } from './monitor.js';

/** A judge and what it judges with. */
export interface Hearer {
  readonly monitor: AnyMonitor;
  readonly scene: Scene<unknown>;
}

/** What a judge does in one phase. */
export interface Ear {
  readonly hear: Judge<unknown>;
  readonly scene: Scene<unknown>;
}

/** A function, and who hears of it in each phase, in the order of the judges. */
export interface Plan extends Readonly<Record<Phase, readonly Ear[]>> {
  readonly fact: FunctionFact | SharedFunctionFact;
}

/** The plans of all functions, each made once. */
export class Plans {
  readonly #plans = new Map<AnyFunctionName, Plan>();

  constructor(private readonly hearers: readonly Hearer[]) {}

  of(fn: AnyFunctionName): Plan {
    const known = this.#plans.get(fn);
    if (known) return known;
    const ears = (phase: Phase): readonly Ear[] =>
      this.hearers.flatMap(({ monitor, scene }) => {
        const hear = monitor[phase];
        return hear && wants(monitor, fn, phase) ? [{ hear, scene }] : [];
      });
    const plan: Plan = {
      fact: factOf(fn),
      called: ears('called'),
      entered: ears('entered'),
      answered: ears('answered'),
      left: ears('left'),
    };
    this.#plans.set(fn, plan);
    return plan;
  }
}

function wants({ hears }: AnyMonitor, fn: AnyFunctionName, phase: Phase): boolean {
  const wanted = hears && 'length' in hears ? hears : hears?.[phase];
  return wanted === undefined || wanted.includes(fn);
}
