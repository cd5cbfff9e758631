import { actorName, createModel, createSystem, deedsOf, hasRoom } from '../../src/system/index.js';
import type { EnvironmentEvent, Model, ModelOptions, ModelState, ModelStep } from '../../src/system/index.js';
import type { TraceRecord } from '../../src/protocol/trace.js';
import { partsOf } from '../../src/system/parts.js';

type Inspect = NonNullable<Parameters<typeof createSystem>[1]>;
type Inspected = Parameters<Extract<Inspect, (event: never) => unknown>>[0];

/** When the delays of the live actors end: what XState was told of them. */
class Alarms {
  readonly #due = new Map<string, number>();
  now = (): number => 0;

  readonly inspect = (event: Inspected): void => {
    if (event.type !== '@xstate.action') return;
    const { type, params } = event.action;
    const { id } = event.actorRef as { readonly id?: string };
    const { delay } = (params ?? {}) as { readonly delay?: number };
    if (id === undefined) return;
    if (type === 'xstate.raise' && delay !== undefined) this.#due.set(id, this.now() + delay);
    if (type === 'xstate.cancel') this.#due.delete(id);
  };

  /** The actor whose delay ends first, of those that are there, and when. */
  next(isThere: (actor: string) => boolean): { readonly actor: string; readonly at: number } | undefined {
    const due = [...this.#due].filter(([actor]) => isThere(actor)).map(([actor, at]) => ({ actor, at }));
    return due.sort((a, b) => a.at - b.at)[0];
  }
}

/** Live actors and the pure model of the same system, which take the same steps and are compared after each. */
export class Pair {
  readonly model: Model;
  readonly #live;
  readonly #alarms = new Alarms();
  readonly #bounds;
  #records: TraceRecord[] = [];
  state: ModelState;

  constructor(private readonly options: ModelOptions) {
    const { sends = 1, receives = 1, ...rest } = options;
    this.model = createModel(options);
    this.state = this.model.initial;
    this.#bounds = { sends, receives };
    this.#live = createSystem(systemOptionsOf(rest), this.#alarms.inspect);
    this.#alarms.now = () => this.#live.time;
    this.#live.start();
    this.#live.subscribe((record) => {
      this.#records.push(withoutTime(record));
    });
    this.compare();
  }

  get isRunning(): boolean {
    return this.#live.status === 'running';
  }

  /** Model steps that the live system can take now: of the delays only the one that ends first. */
  steps(): readonly ModelStep[] {
    const due = this.#due();
    const steps = this.model.steps(this.state);
    const isSoon = due !== undefined && due.at <= this.#live.time + 1;
    return steps.filter(({ sleeper }) =>
      isSoon ? sleeper === due.actor : sleeper === undefined || sleeper === due?.actor,
    );
  }

  /** Takes a step on both sides. A millisecond passes before, so that no two delays end at once. */
  take(step: ModelStep): void {
    this.#records = [];
    if (step.event) {
      this.#live.advance(1);
      step.answers.forEach((answer) => {
        expect([answer, this.#live.send(answer)]).toEqual([answer, { result: 'taken' }]);
      });
      expect(this.#live.send(step.event)).toEqual({ result: 'taken' });
    } else {
      step.answers.forEach((answer) => this.#live.send(answer));
      this.#live.advance((this.#due()?.at ?? this.#live.time) - this.#live.time);
    }
    this.state = step.next;
    expect(this.#records).toEqual(step.records);
    expect(step.flaws).toEqual([]);
    this.compare();
  }

  /** Sends an event that the model does not offer: nothing comes of it. */
  refuse(event: EnvironmentEvent): void {
    this.#records = [];
    expect(['refused', 'ignored']).toContain(this.#live.send(event).result);
    expect(this.#records.filter(({ kind }) => kind !== 'note')).toEqual([]);
    this.compare();
  }

  /** What may happen to a VC within the bounds would be taken live just where the model offers it. Gives the rest. */
  offers(vc: number): readonly EnvironmentEvent[] {
    const offered = new Set(this.model.steps(this.state).map(({ event }) => JSON.stringify(event)));
    const actors = this.model.actors(this.state);
    const others: EnvironmentEvent[] = [];
    for (const deed of deedsOf(this.options.topology ?? 'cm')) {
      if (!hasRoom(deed, this.#bounds, (part) => actors[`${part}[${vc}]`] ?? actors[part])) continue;
      const event = { ...deed.event, vc };
      const { result } = this.#live.may(event);
      const isOffered = offered.has(JSON.stringify(event));
      expect([event, result === 'taken']).toEqual([event, isOffered]);
      if (!isOffered && result !== 'deferred') others.push(event);
    }
    return others;
  }

  /** Every actor stands where it stands on the other side, remembers the same, and the same messages wait. */
  compare(): void {
    const { actors, deferred } = this.#live.snapshot();
    expect(this.model.actors(this.state)).toEqual(actors);
    expect(this.model.deferred(this.state)).toEqual(
      [...deferred].sort((a, b) => numberOf(a.actor) - numberOf(b.actor)),
    );
    const isAwake = (actor: string) => this.model.steps(this.state).some(({ sleeper }) => sleeper === actor);
    expect(this.#due() === undefined || isAwake(this.#due()?.actor ?? '')).toBe(true);
  }

  stop(): void {
    this.#live.stop();
  }

  #due() {
    const { actors } = this.#live.snapshot();
    return this.#alarms.next((actor) => Object.hasOwn(actors, actor));
  }
}

/** What a live system is told of the options of a model. */
const systemOptionsOf = ({ topology, callbackOrder, mcmCompletion, mcmCloses, patience }: ModelOptions) => ({
  ...(topology && { topology }),
  ...(callbackOrder && { callbackOrder }),
  ...(mcmCompletion && { mcmCompletion }),
  ...(mcmCloses && { mcmCloses }),
  ...(patience !== undefined && { patience }),
});

/** A record as the model knows it. */
export const withoutTime = (record: TraceRecord): TraceRecord => {
  const { t: _, ...rest } = record as TraceRecord & { readonly t?: number };
  return rest;
};

const numberOf = (actor: string): number => Number(/\d+/.exec(actor)?.[0] ?? 0);

/** The parts of a system, one of which is wrong: an action or a guard of its machine is another. */
export const partsWith = (
  options: ModelOptions,
  name: string,
  wrong: {
    readonly actions?: Readonly<Record<string, () => unknown>>;
    readonly guards?: Readonly<Record<string, () => boolean>>;
  },
) =>
  partsOf(options.topology ?? 'cm', systemOptionsOf(options)).map((part) =>
    actorName(part, 1) === name ? { ...part, machine: part.machine.provide(wrong as never) } : part,
  );
