import { getInitialSnapshot } from 'xstate';
import { leavesOf } from '../../machines/chart.js';
import type { ActorState } from './judge.js';
import type { LiveStage } from './live.js';
import { actorName } from './parts.js';
import type { Part } from './parts.js';

/** Everything that belongs to one VC: its contexts in every driver, its object in NDIS, its channel and its line. */
interface Cluster {
  isSignaling: boolean;
  /** Nothing is left of the VC; its actors wait for the next one of that number. */
  isResting: boolean;
}

/** How many sets of actors may rest. Making actors is a good part of the cost of a short life. */
const mostResting = 64;

/** Lets the actors of a VC come to life when something first concerns it, and lets them go when nothing is left of it. */
export class Clusters {
  readonly #clusters = new Map<number, Cluster>();
  readonly #touched = new Set<number>();
  readonly #parts: readonly Part[];
  #resting = 0;

  constructor(
    parts: readonly Part[],
    private readonly stage: LiveStage,
  ) {
    this.#parts = parts.filter(({ perVc }) => perVc);
  }

  /** The state in which an actor begins. */
  birth({ machine, input, name }: Part, vc: number): ActorState {
    return getInitialSnapshot(machine, { ...input, vc: name === 'vc' ? `vc${vc}` : vc }) as ActorState;
  }

  isSignaling(vc: number): boolean {
    return this.#clusters.get(vc)?.isSignaling ?? false;
  }

  /** Whether an actor of this VC is only waiting to be used again. */
  isResting(vc: number): boolean {
    return this.#clusters.get(vc)?.isResting ?? false;
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
      this.#wake(known, vc);
      return known;
    }
    const cluster = { isSignaling: false, isResting: false };
    this.#clusters.set(vc, cluster);
    this.#parts.forEach((part) => this.stage.add(part, vc));
    return cluster;
  }

  /** Lets go of every VC of which nothing is left: deleted, or never come to be, and forgotten by all. */
  dismissIdle(isAwaited: (actor: string) => boolean): void {
    for (const vc of this.#touched) {
      if (this.#isAbsent(vc) && this.#others().every((part) => this.#isForgotten(part, vc, isAwaited))) {
        this.#dismiss(vc);
      }
    }
    this.#touched.clear();
  }

  #wake(cluster: Cluster, vc: number): void {
    if (cluster.isResting) {
      cluster.isResting = false;
      this.#resting -= 1;
      this.#parts.filter(({ name }) => name === 'vc').forEach((part) => this.stage.add(part, vc));
    }
  }

  #dismiss(vc: number): void {
    const cluster = this.#clusters.get(vc);
    this.stage.remove(`vc[${vc}]`);
    if (cluster && this.#resting < mostResting && this.#others().every((part) => this.#isAsNew(part, vc))) {
      cluster.isResting = true;
      cluster.isSignaling = false;
      this.#resting += 1;
    } else {
      this.#others().forEach((part) => this.stage.remove(actorName(part, vc)));
      this.#clusters.delete(vc);
    }
  }

  /** The object in NDIS ends with its handle; the others go back to where they began. */
  #others(): readonly Part[] {
    return this.#parts.filter(({ name }) => name !== 'vc');
  }

  #isAbsent(vc: number): boolean {
    const leaves = leavesOf(this.stage.state(`vc[${vc}]`).value);
    return leaves.includes('absent') || leaves.includes('deleted');
  }

  #isForgotten(part: Part, vc: number, isAwaited: (actor: string) => boolean): boolean {
    const name = actorName(part, vc);
    const { value, context } = this.stage.state(name);
    const { answers = {} } = context as { answers?: object };
    return value === this.stage.firstValue(part) && Object.keys(answers).length === 0 && !isAwaited(name);
  }

  #isAsNew(part: Part, vc: number): boolean {
    return JSON.stringify(this.stage.state(actorName(part, vc)).context) === this.stage.firstContext(actorName(part, vc));
  }
}
