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
  /** The leaf in which the actors of each part begin. */
  readonly #firstLeaves = new Map<Part, string | undefined>();

  constructor(
    parts: readonly Part[],
    private readonly stage: LiveStage,
  ) {
    this.#parts = parts.filter(({ perVc }) => perVc);
    this.#parts.forEach((part) => this.#firstLeaves.set(part, leavesOf(this.birth(part, 1).value)[0]));
  }

  /** The state in which an actor begins. */
  birth(part: Part, vc: number): ActorState {
    return getInitialSnapshot(part.machine, part.inputFor(vc)) as ActorState;
  }

  isSignaling(vc: number): boolean {
    return this.#clusters.get(vc)?.isSignaling ?? false;
  }

  /** An event for this part is about to arrive. */
  ensure(part: Part, vc: number, eventType: string): void {
    if (part.perVc) {
      const cluster = this.ensureVc(vc);
      if (eventType === 'callManager.createSignalingVc' && this.#isAbsent(vc)) {
        cluster.isSignaling = true;
      }
    }
  }

  ensureVc(vc: number): Cluster {
    this.#touched.add(vc);
    const known = this.#clusters.get(vc);
    if (known) {
      return known;
    }
    const cluster = { isSignaling: false };
    this.#clusters.set(vc, cluster);
    this.#parts.forEach((part) => this.stage.add(part, vc));
    return cluster;
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
    const isAtItsBeginning = leavesOf(value)[0] === this.#firstLeaves.get(part);
    return isAtItsBeginning && Object.keys(answers).length === 0 && !isAwaited(name);
  }
}
