import { Footprints } from './footprints.js';
import type { Action } from './footprints.js';
import { Interner } from './interner.js';
import type { Steps, TransitionSystem } from './system.js';

/** What the label of a step stands for. */
export interface Deed {
  /** Which of the actions. */
  readonly action: number;
  /** The alternatives that it took. */
  readonly choices: readonly number[];
  /** What it had to say. */
  readonly said: number;
}

/** A system that is given by what may happen in it. Each action is run once for everything that it looks at. */
export class ActionSystem implements TransitionSystem {
  readonly width: number;
  readonly initial: readonly (readonly number[])[];
  readonly #footprints: readonly Footprints[];
  readonly #deeds = new Interner<Deed>(({ action, choices, said }) => `${action} ${choices.join()} ${said}`);

  constructor(initial: readonly number[], actions: readonly Action[]) {
    this.width = initial.length;
    this.initial = [initial];
    this.#footprints = actions.map((action) => new Footprints(action));
  }

  /** How often an action was run. */
  get runs(): number {
    return this.#footprints.reduce((sum, { runs }) => sum + runs, 0);
  }

  /** How many labels there are. */
  get labels(): number {
    return this.#deeds.size;
  }

  deedOf(label: number): Deed {
    return this.#deeds.valueOf(label);
  }

  expand(states: Uint32Array, offset: number, out: Steps): void {
    const { width } = this;
    this.#footprints.forEach((footprints, action) => {
      footprints.each(states, offset, ({ said, writes, choices }) => {
        const place = out.add(this.#deeds.numberOf({ action, choices, said }));
        const { words } = out;
        for (let n = 0; n < width; n += 1) words[place + n] = states[offset + n] as number;
        for (let n = 0; n < writes.length; n += 2) words[place + (writes[n] as number)] = writes[n + 1] as number;
      });
    });
  }
}
