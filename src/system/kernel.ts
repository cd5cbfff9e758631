import type { Judgement } from '../../machines/judge.js';
import { judge } from '../../machines/judge.js';
import { Clusters } from './clusters.js';
import type { ClusterBook } from './clusters.js';
import { usualIrql } from './events.js';
import type { EnvironmentEvent } from './events.js';
import { actorName, birthOf } from './parts.js';
import type { Directory, Part } from './parts.js';
import type { Stage } from './stage.js';
import { Switchboard } from './switchboard.js';
import type { VcNumbers, Witness } from './switchboard.js';
import type { Traffic } from './thread.js';

/** What is under way and which VCs are alive, where a system goes on from a state that it was in. */
export interface Books {
  readonly traffic?: Traffic;
  readonly clusters?: ClusterBook;
}

/** What a system is, whoever steps its actors: the ways between them, and how something from outside gets in. */
export class Kernel {
  readonly switchboard: Switchboard;
  readonly #clusters: Clusters;

  constructor(
    readonly directory: Directory,
    private readonly stage: Stage,
    private readonly witness: Witness,
    { traffic, clusters }: Books = {},
  ) {
    this.#clusters = new Clusters(directory.parts, stage, clusters);
    this.switchboard = new Switchboard(directory, stage, witness, this.#clusters, traffic);
  }

  /** What is known of the VC behind a number. */
  get vcs(): VcNumbers {
    return this.#clusters;
  }

  /** The actor that an event of the environment is for. */
  partFor(event: EnvironmentEvent): Part | undefined {
    return event.type === 'answer.next'
      ? this.directory.answererOf(event.event, event.on)
      : this.directory.takerOf(event.type);
  }

  /** Lets something begin; nothing that follows from it has happened yet. `undefined` where nobody takes it. */
  begin(event: EnvironmentEvent): Judgement | undefined {
    const part = this.partFor(event);
    if (!part) return undefined;
    const { vc = 1, irql = usualIrql(event.type), ...message } = event;
    if (part.perVc) this.#clusters.ensureVc(vc);
    const judgement =
      this.#clusters.objection(part, vc, message.type) ?? this.switchboard.inject(part, vc, message, irql);
    if (judgement.verdict === 'illegal') this.witness.declined(actorName(part, vc), message, judgement);
    return judgement;
  }

  /** What would become of something that might happen. */
  may(event: EnvironmentEvent): Judgement | undefined {
    const part = this.partFor(event);
    if (!part) return undefined;
    const { vc = 1, irql: _, ...message } = event;
    const name = actorName(part, vc);
    const state = this.stage.has(name) ? this.stage.state(name) : birthOf(part, vc);
    return this.#clusters.objection(part, vc, message.type) ?? judge(part.fates, state, message);
  }

  /** A driver will call NDIS on this VC out of turn. */
  ensureVc(vc: number): void {
    this.#clusters.ensureVc(vc);
  }

  /** Whether a creation may be about this number: of a VC that is there, or of one that nobody has to do with. */
  mayCreate(vc: number): boolean {
    return this.#clusters.mayCreate(vc);
  }

  /** Runs everything that is under way to its end, and lets go of VCs of which nothing is left. */
  settle(): void {
    this.switchboard.settle();
    this.dismissIdle();
  }

  /** Lets go of VCs of which nothing is left. Nothing may be under way on them. */
  dismissIdle(): void {
    this.#clusters.dismissIdle((actor) => this.switchboard.traffic.deferred.some((waiting) => waiting.actor === actor));
  }
}
