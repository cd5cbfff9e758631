import { getInitialSnapshot } from 'xstate';
import { leavesOf } from '../../machines/chart.js';
import type { ActorState } from './judge.js';
import type { LiveStage } from './live.js';
import { actorName } from './parts.js';
import type { Part } from './parts.js';

/** Everything that belongs to one VC: its contexts in every driver, its object in NDIS, its channel and its line. */
interface Cluster {
  isSignaling: boolean;
}

/** Lets the actors of a VC come to life when something first concerns it, and lets them go when nothing is left of it. */
export class Clusters {
  readonly #clusters = new Map<number, Cluster>();
  readonly #touched = new Set<number>();
  readonly #parts: readonly Part[];
  readonly #births = new Map<Part, string>();

  constructor(
    parts: readonly Part[],
    private readonly stage: LiveStage,
  ) {
    this.#parts = parts.filter(({ perVc }) => perVc);
    for (const part of this.#parts) {
      this.#births.set(part, JSON.stringify(this.birth(part, 1).value));
    }
  }

  /** The state in which an actor begins. */
  birth({ machine, input, name }: Part, vc: number): ActorState {
    return getInitialSnapshot(machine, { ...input, vc: name === 'vc' ? `vc${vc}` : vc }) as ActorState;
  }

  isSignaling(vc: number): boolean {
    return this.#clusters.get(vc)?.isSignaling ?? false;
  }

  /** An event for this part is about to arrive. */
  ensure(part: Part, vc: number, eventType: string): void {
    if (part.perVc) {
      this.ensureVc(vc);
      const cluster = this.#clusters.get(vc);
      if (cluster && eventType === 'callManager.createSignalingVc' && this.#isAbsent(vc)) {
        cluster.isSignaling = true;
      }
    }
  }

  ensureVc(vc: number): void {
    this.#touched.add(vc);
    if (!this.#clusters.has(vc)) {
      this.#clusters.set(vc, { isSignaling: false });
      this.#parts.forEach((part) => this.stage.add(part, vc));
    }
  }

  /** Lets go of every VC of which nothing is left: deleted, or never come to be, and forgotten by all. */
  dismissIdle(isAwaited: (actor: string) => boolean): void {
    for (const vc of this.#touched) {
      if (this.#isAbsent(vc) && this.#parts.every((part) => this.#isForgotten(part, vc, isAwaited))) {
        this.#parts.forEach((part) => this.stage.remove(actorName(part, vc)));
        this.#clusters.delete(vc);
      }
    }
    this.#touched.clear();
  }

  #isAbsent(vc: number): boolean {
    const leaves = leavesOf(this.stage.state(`vc[${vc}]`).value);
    return leaves.includes('absent') || leaves.includes('deleted');
  }

  #isForgotten(part: Part, vc: number, isAwaited: (actor: string) => boolean): boolean {
    const name = actorName(part, vc);
    if (part.name === 'vc') {
      return true;
    }
    const { value, context } = this.stage.state(name);
    const { answers = {} } = context as { answers?: object };
    return JSON.stringify(value) === this.#births.get(part) && Object.keys(answers).length === 0 && !isAwaited(name);
  }
}
