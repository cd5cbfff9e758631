import { leavesOf } from '../../machines/chart.js';
import type { Judgement } from '../../machines/judge.js';
import { actorName } from './parts.js';
import type { Part } from './parts.js';
import type { Stage } from './stage.js';
import type { VcNumbers } from './switchboard.js';

/** Everything that belongs to one VC: its contexts in every driver, its object in NDIS, its channel and its line. */
export interface Cluster {
  /** The VC is a call manager's own. */
  readonly isSignaling: boolean;
}

/** The clusters that are alive, by the numbers of their VCs. A map will do. */
export type ClusterBook = Pick<Map<number, Cluster>, 'get' | 'set' | 'has' | 'delete'>;

const holders = ['vc', 'client', 'callManager', 'mcm'];
const inUse = {
  parts: holders,
  objection: { verdict: 'illegal', rule: 'CTX-04', status: 'NDIS_STATUS_FAILURE' },
} as const;

/** Events that begin a VC, or a call from outside: whose actors may not be busy, and by which rule. */
const beginnings: Readonly<Record<string, { readonly parts: readonly string[]; readonly objection: Judgement }>> = {
  'client.createVc': inUse,
  'callManager.createSignalingVc': inUse,
  'mcm.createSignalingVc': inUse,
  'network.call': {
    parts: ['call'],
    objection: { verdict: 'illegal', rule: 'VC-REACT-08', status: 'NDIS_STATUS_FAILURE' },
  },
};

/** Whether an event takes the number of a VC, or of a call, that must not be in use. */
export const isBeginning = (eventType: string): boolean => Object.hasOwn(beginnings, eventType);

/** Lets the actors of a VC come to life when something first concerns it, and lets them go when nothing is left of it. */
export class Clusters implements VcNumbers {
  readonly #touched = new Set<number>();
  readonly #parts: readonly Part[];
  constructor(
    parts: readonly Part[],
    private readonly stage: Stage,
    private readonly clusters: ClusterBook = new Map<number, Cluster>(),
  ) {
    this.#parts = parts.filter(({ perVc }) => perVc);
  }

  isSignaling(vc: number): boolean {
    return this.clusters.get(vc)?.isSignaling ?? false;
  }

  begin(vc: number, isSignaling: boolean): void {
    this.ensureVc(vc);
    if (this.#isAbsent(vc)) {
      this.clusters.set(vc, { isSignaling });
    }
    if (this.#leaves(vc).includes('deleted')) {
      this.#parts.filter(({ name }) => name === 'vc').forEach((part) => this.stage.add(part, vc));
    }
  }

  /**
   * Numbers are the environment's names for VCs: one that is in use cannot be given to another VC, nor to another call
   * while the last one is not over.
   */
  objection(part: Part, vc: number, eventType: string): Judgement | undefined {
    const asked = beginnings[eventType];
    const isTaken = (other: Part) => other !== part && asked?.parts.includes(other.name) && !this.#isUnused(other, vc);
    return asked && this.clusters.has(vc) && this.#parts.some(isTaken) ? asked.objection : undefined;
  }

  /** Whether a creation may be about this number: of a VC that is there, or of one that nobody has to do with. */
  mayCreate(vc: number): boolean {
    if (!this.clusters.has(vc) || !this.#isAbsent(vc)) return true;
    return this.#parts.every((part) => !holders.includes(part.name) || this.#isUnused(part, vc));
  }

  /** An event for this part is about to arrive. */
  ensure(part: Part, vc: number): void {
    if (part.perVc) {
      this.ensureVc(vc);
    }
  }

  ensureVc(vc: number): void {
    this.#touched.add(vc);
    if (!this.clusters.has(vc)) {
      this.clusters.set(vc, { isSignaling: false });
      this.#parts.forEach((part) => this.stage.add(part, vc));
    }
  }

  /** Lets go of every VC of which nothing is left: deleted, or never come to be, and forgotten by all. */
  dismissIdle(isAwaited: (actor: string) => boolean): void {
    for (const vc of this.#touched) {
      if (this.#isAbsent(vc) && this.#parts.every((part) => this.#isForgotten(part, vc, isAwaited))) {
        this.#parts.forEach((part) => this.stage.remove(actorName(part, vc)));
        this.clusters.delete(vc);
      }
    }
    this.#touched.clear();
  }

  #isAbsent(vc: number): boolean {
    return this.#leaves(vc).includes('absent') || this.#leaves(vc).includes('deleted');
  }

  #leaves(vc: number): readonly string[] {
    return leavesOf(this.stage.state(`vc[${vc}]`).value);
  }

  #isForgotten(part: Part, vc: number, isAwaited: (actor: string) => boolean): boolean {
    const name = actorName(part, vc);
    if (part.name === 'vc') {
      return true;
    }
    const { answers = {} } = this.stage.state(name).context as { answers?: object };
    return this.#isUnused(part, vc) && Object.keys(answers).length === 0 && !isAwaited(name);
  }

  /** The actor is where it began; an object in NDIS may also have come to its end. */
  #isUnused(part: Part, vc: number): boolean {
    if (part.name === 'vc') {
      return this.#isAbsent(vc);
    }
    return leavesOf(this.stage.state(actorName(part, vc)).value)[0] === part.firstLeaf;
  }
}
