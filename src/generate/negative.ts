import { judge } from '../../machines/judge.js';
import type { ActorState } from '../../machines/judge.js';
import { factOf } from '../protocol/functions.js';
import { driversOf } from '../protocol/roles.js';
import type { DriverRole, Topology } from '../protocol/roles.js';
import type { RuleId } from '../protocol/rules.js';
import type { TraceRecord } from '../protocol/trace.js';
import { birthOf, chaoticCalls, createSystem, deedsOf, isBeginning, partsOf } from '../system/index.js';
import type { CondisSystem, EnvironmentEvent, ForcedCall, ModelOptions, Part } from '../system/index.js';
import type { Atlas, AtlasStep } from './atlas.js';
import { Sides } from './sides.js';
import type { UnderTest } from './suite.types.js';
import { Roads } from './tours/terrain.js';

/** Something illegal in a state: an event that must be refused there, or a call that must not be made. */
export interface Illegal {
  readonly state: number;
  readonly vc: number;
  /** The rule that forbids it, by the table of the actor, or of the objects that the call names. */
  readonly rule: RuleId;
  readonly event?: EnvironmentEvent;
  readonly call?: ForcedCall;
  /** What crosses the boundary when it is tried. */
  readonly records: readonly TraceRecord[];
}

/**
 * Everything illegal that can be asked of a driver, or done by it: each once for each state of those whom it concerns,
 * at the state of the system that is nearest to its beginning.
 */
export class Negatives {
  readonly #topology: Topology;
  readonly #sides: Sides;
  readonly #parts: readonly Part[];
  readonly #roads: Roads;

  constructor(
    private readonly atlas: Atlas,
    private readonly options: ModelOptions,
    private readonly underTest: UnderTest,
  ) {
    this.#topology = options.topology ?? 'cm';
    this.#sides = new Sides(this.#topology, underTest);
    this.#parts = partsOf(this.#topology, options);
    this.#roads = new Roads({ graph: atlas.graph, isRest: (state) => atlas.isAtRest(state) });
  }

  /** Events that the driver under test, its hardware or its line must refuse. */
  refusals(): readonly Illegal[] {
    const events = deedsOf(this.#topology).map(({ event }) => event);
    // Whether the number of a VC may be given again is nothing that a driver decides.
    const own = events.filter((event) => this.#sides.isOwnEvent(event) && !isBeginning(event.type));
    const seen = new Set<string>();
    return this.#visit((actors, live) =>
      own.flatMap((event) => {
        const part = this.#parts.find(({ fates }) => Object.hasOwn(fates, event.type));
        const standing = part && standingOf(part, actors);
        const key = JSON.stringify([event, standing?.value]);
        if (!standing || judge(part.fates, standing, event).verdict !== 'illegal' || seen.has(key)) return [];
        seen.add(key);
        return live().tried({ vc: 1, event: { ...event, vc: 1 } });
      }),
    );
  }

  /** Calls into NDIS that a driver must not make. */
  forbidden(): readonly Illegal[] {
    const { sends = 1, receives = 1 } = this.options;
    const roles = driversOf[this.#topology].filter((role) => this.underTest === 'system' || role === this.underTest);
    const calls = roles.flatMap((from) =>
      chaoticCalls(this.#parts, from, 1, { sends, receives }).map(({ message }) => callOf(from, message)),
    );
    const gates = this.#parts.filter(({ name, side }) => side === 'ndis' && ['vc', 'af', 'sap'].includes(name));
    const [judged, seen] = [new Set<string>(), new Set<string>()];
    return this.#visit((actors, live) => {
      const standing = gates.map((gate) => standingOf(gate, actors));
      const whole = JSON.stringify(standing);
      if (judged.has(whole)) return [];
      judged.add(whole);
      return calls.flatMap((call) => {
        const { rule } = live().system.mayCall(call);
        const key = JSON.stringify([call.from, call.fn, standing.map(({ value }) => value), rule]);
        if (rule === undefined || seen.has(key)) return [];
        seen.add(key);
        return live().tried({ vc: 1, call });
      });
    });
  }

  /** Looks at every state, nearest first, with a live system that stands there for whoever wants one. */
  #visit(
    look: (actors: Readonly<Record<string, ActorState>>, live: () => Stand) => readonly Omit<Illegal, 'state'>[],
  ): readonly Illegal[] {
    return this.#roads.order.flatMap((state) => {
      let stand: Stand | undefined;
      const live = () => (stand = stand?.isIntact ? stand : new Stand(this.#at(state)));
      const found = look(this.atlas.actors(state), live);
      stand?.system.stop();
      return found.map((one) => ({ ...one, state }));
    });
  }

  /** A live system that stands in a state. */
  #at(state: number): CondisSystem {
    const system = createSystem({ ...this.options, topology: this.#topology }).start();
    for (const edge of this.#roads.to(state)) perform(system, this.atlas.stepOf(edge));
    return system;
  }
}

/** A live system on which what is illegal can be tried: what is refused changes nothing. */
class Stand {
  /** Everything has been refused so far. */
  isIntact = true;
  #records: TraceRecord[] = [];

  constructor(readonly system: CondisSystem) {
    system.subscribe((record) => this.#records.push(withoutTime(record)));
  }

  /** What comes of it; nothing where it is not refused. */
  tried(attempt: Pick<Illegal, 'vc' | 'event' | 'call'>): readonly Omit<Illegal, 'state'>[] {
    this.#records = [];
    const { event, call } = attempt;
    const { rule } = event ? this.system.send(event) : this.system.call(call as ForcedCall);
    this.isIntact &&= rule !== undefined;
    return rule === undefined ? [] : [{ ...attempt, rule, records: this.#records }];
  }
}

const callOf = (
  from: DriverRole,
  { type: fn, vc: _, ...args }: ReturnType<typeof chaoticCalls>[number]['message'],
): ForcedCall => ({ ...args, from, fn, vc: 1, irql: factOf(fn).irql }) as ForcedCall;

const standingOf = (part: Part, actors: Readonly<Record<string, ActorState>>): ActorState =>
  actors[part.perVc ? `${part.name}[1]` : part.name] ?? birthOf(part, 1);

/** Lets a live system take a step of the model. */
export function perform(system: CondisSystem, { event, sleeper, answers }: AtlasStep): void {
  answers.forEach((answer) => system.send(answer));
  if (event) system.send(event);
  else if (sleeper !== undefined) system.advance(patience);
}

/** Milliseconds: longer than any driver of the model waits. */
const patience = 3_600_000;

const withoutTime = (record: TraceRecord): TraceRecord => {
  const { t: _, ...rest } = record as TraceRecord & { readonly t?: number };
  return rest;
};
