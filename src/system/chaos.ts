import { leavesOf } from '../../machines/chart.js';
import type { ActorState } from '../../machines/judge.js';
import { judge } from '../../machines/judge.js';
import type { Judgement } from '../../machines/judge.js';
import type { DriverRole } from '../protocol/roles.js';
import type { NdisStatus } from '../protocol/status.js';
import { factOf } from '../protocol/functions.js';
import type { AnyFunctionName } from '../protocol/functions.js';
import { chaoticAnswers, chaoticCalls, gatesOf } from './chaosCalls.js';
import type { ChaoticCall } from './chaosCalls.js';
import type { Bounds } from './deeds.js';
import { birthOf, sidesBehind } from './parts.js';
import type { Part } from './parts.js';
import { isCreation } from './switchboard.js';
import type { Message } from './thread.js';

/** What a chaotic driver does inside a callback: it may make a call of its own before it answers. */
export interface ChaoticAnswer {
  readonly status: NdisStatus | null;
  readonly call?: Message;
}

/** A refusal: the rule that stands against a call, and the status. */
export type Illegal = Extract<Judgement, { verdict: 'illegal' }>;

/** Finds the actor of a part, if it is there. */
export type Look = (part: string) => ActorState | undefined;

/**
 * The parts of a system in which one driver is chaotic. Nothing of it is left but what brings it up: it has no memory of
 * its VCs, and whatever hardware or network it has is lost in what it does.
 */
export const chaoticParts = (parts: readonly Part[], role: DriverRole): readonly Part[] =>
  parts.filter(({ side, perVc }) => !perVc || (side !== role && !sidesBehind[role].includes(side)));

/** Who keeps count of lists. A chaotic driver muddles who has which, so that each may count others. */
const counts: Readonly<Record<keyof Bounds, Readonly<Record<string, string>>>> = {
  sends: { client: 'sends', callManager: 'sends', vc: 'sends', adapter: 'sends' },
  receives: { client: 'held', vc: 'receives', adapter: 'receives' },
};

/** Whether the bounds leave room for one more list, whoever counts. */
export const hasRoomForAll = (limit: keyof Bounds, bounds: Bounds, stateOf: Look): boolean =>
  Object.entries(counts[limit]).every(([part, list]) => {
    const context = (stateOf(part)?.context ?? {}) as Readonly<Record<string, readonly unknown[] | undefined>>;
    return (context[list]?.length ?? 0) < bounds[limit];
  });

/**
 * A driver that keeps to nothing: it makes any call of its interface at any time, also inside a callback, and answers
 * whatever it likes. It remembers nothing. What it hands over is bounded, so that a system with it has an end of states.
 */
export class ChaoticDriver {
  readonly calls: readonly ChaoticCall[];
  readonly #gates: readonly Part[];

  constructor(
    /** The parts of a system as it should be: what their objects do not take, NDIS has to refuse. */
    parts: readonly Part[],
    readonly role: DriverRole,
    private readonly vc: number,
    private readonly bounds: Bounds,
  ) {
    this.calls = chaoticCalls(parts, role, vc, bounds);
    this.#gates = gatesOf(parts);
  }

  /**
   * Whether it makes the call now. The bounds have to leave room for what it hands over, and what all VCs share stays as
   * it is; but what NDIS refuses does neither.
   */
  makes(call: ChaoticCall, look: Look): boolean {
    const { limit, isShared } = call;
    if (!limit && !isShared) return true;
    if (limit && hasRoomForAll(limit, this.bounds, look)) return true;
    return this.refusal(call, look) !== undefined;
  }

  /** Why NDIS has to refuse a call, by the contract of the objects that it names; nothing where it is legal. */
  refusal({ message }: ChaoticCall, look: Look): Illegal | undefined {
    for (const gate of this.#gates) {
      const { name, fates } = gate;
      if (!Object.hasOwn(fates, message.type)) continue;
      const known = look(name);
      // A creation makes a new object, where the last one has come to its end.
      const isNew = !known || (isCreation(message.type) && leavesOf(known.value).includes('deleted'));
      const state = isNew ? birthOf(gate, this.vc) : known;
      const judgement = judge(fates, state, { ...message, by: this.role } as Message);
      if (judgement.verdict === 'illegal') return judgement;
    }
    return undefined;
  }

  /** What it may do inside a callback: once in a step it makes a call before it answers, where the answer matters. */
  answersTo(fn: AnyFunctionName, hasCalled: boolean, look: Look): readonly ChaoticAnswer[] {
    const answers = chaoticAnswers(fn).map((status): ChaoticAnswer => ({ status }));
    if (hasCalled || factOf(fn).returns === 'void') return answers;
    const [{ status } = { status: null }] = answers;
    const calls = this.calls
      .filter(({ message }) => !isCreation(message.type))
      .filter((call) => this.makes(call, look));
    return [...answers, ...calls.map(({ message: call }): ChaoticAnswer => ({ status, call }))];
  }
}
