import type { CondisSystem } from '../../src/system/index.js';
import { apply } from '../../src/scenario/index.js';
import type { Possibility } from '../common/protocol.js';
import { begun } from './inputs.js';
import type { LiveRun } from './liveRun.js';
import { possibilitiesOf } from './possibilities.js';

/** How many places are remembered. */
const mostKept = 64;
/** How long a replay goes on before others have their turn. */
const sliceMilliseconds = 20;

/**
 * Says what might have happened at any place of a run. The present is asked of the run itself; the past of a system
 * beside it, which is given the same inputs up to there, and goes on from there where a later place is asked for.
 */
export class Rehearsals {
  readonly #known = new Map<number, readonly Possibility[]>();
  #scratch: { readonly system: CondisSystem; done: number } | undefined;

  constructor(private readonly live: LiveRun) {}

  async possibilitiesAt(place: number): Promise<readonly Possibility[]> {
    const inputs = this.live.inputsUpTo(place).length;
    const known = this.#known.get(inputs);
    if (known) return known;
    const isNow = inputs === this.live.given.length;
    const found = possibilitiesOf(isNow ? this.live.system : await this.#at(inputs));
    this.#known.set(inputs, found);
    const [oldest] = this.#known.keys();
    if (this.#known.size > mostKept && oldest !== undefined) this.#known.delete(oldest);
    return found;
  }

  stop(): void {
    this.#scratch?.system.stop();
    this.#scratch = undefined;
  }

  /** A system to which so many inputs have been given. */
  async #at(inputs: number): Promise<CondisSystem> {
    if (!this.#scratch || this.#scratch.done > inputs) {
      this.stop();
      this.#scratch = { system: begun(this.live.beginning), done: 0 };
    }
    const scratch = this.#scratch;
    let since = performance.now();
    while (scratch.done < inputs) {
      const next = this.live.given[scratch.done];
      if (next) apply(scratch.system, next.input);
      scratch.done += 1;
      if (performance.now() - since > sliceMilliseconds) {
        await new Promise((resolve) => setImmediate(resolve));
        since = performance.now();
      }
    }
    return scratch.system;
  }
}
