import type { AnyActorRef, AnyStateMachine, InspectionEvent } from 'xstate';
import { structureOf, transitionIds } from '../../src/chart/index.js';
import { diff } from './patch.js';
import { plain } from './plain.js';
import type { Plain, Portray } from './plain.js';
import type { ActorRecord, ChartRecord, FateTable, GoneRecord, RunRecord, Sent, StepRecord } from './wire.js';

export interface RecorderOptions {
  readonly emit: (record: RunRecord) => void;
  /** Seconds. The clock on the wall where nothing is said. */
  readonly now?: () => number;
  /** What becomes of events beside what a chart says, by the machine's id. */
  readonly fatesOf?: (machine: string) => FateTable | undefined;
  /** Actors that are not shown. */
  readonly hides?: (name: string) => boolean;
}

/** What is known of an actor that is alive. */
interface Known {
  readonly ref: AnyActorRef;
  readonly name: string;
  readonly chart: string | null;
  /** The ids of the chart's transitions. */
  readonly ids: ReadonlyMap<object, string>;
  readonly isHidden: boolean;
  isTold: boolean;
  value: Plain;
  context: Plain;
  /** The step that it took last. */
  last: number | null;
  readonly arrivals: Arrival[];
}

interface Arrival {
  readonly event: unknown;
  readonly from: string | null;
  readonly cause: number | null;
}

/** A step that is being taken. */
interface Draft {
  readonly n: number;
  readonly t: number;
  readonly actor: Known;
  arrival: Arrival | undefined;
  readonly transitions: (readonly string[])[];
  readonly actions: string[];
  readonly sent: Sent[];
  records?: readonly RunRecord[];
}

interface Chart {
  readonly name: string;
  readonly ids: ReadonlyMap<object, string>;
}

/**
 * Makes a recorded run of what XState tells an inspector: pass `recorder.inspect` to `createActor`. Event, microsteps,
 * actions and what follows from them become one step; steps come out in the order in which they were begun.
 */
export class Recorder {
  readonly #actors = new WeakMap<AnyActorRef, Known>();
  /** Held weakly: who watches an actor keeps nobody alive. */
  readonly #names = new Map<string, WeakRef<AnyActorRef>>();
  readonly #charts = new WeakMap<AnyStateMachine, Chart>();
  readonly #told = new Map<string, string>();
  readonly #queue: Draft[] = [];
  /** Those to whom events have come that they have not taken yet. */
  readonly #awaiting = new Set<Known>();
  #isClosing = false;
  #steps = 0;

  constructor(private readonly options: RecorderOptions) {}

  readonly inspect = (event: InspectionEvent): void => {
    const actor = this.#known(event.actorRef as AnyActorRef);
    switch (event.type) {
      case '@xstate.event':
        actor.arrivals.push(this.#arrival(event.event, event.sourceRef as AnyActorRef | undefined));
        this.#awaiting.add(actor);
        this.#closeLater();
        if (!actor.isTold) this.#draft(actor, event.event);
        return;
      case '@xstate.action':
        this.#act(this.#draft(actor), event.action);
        return;
      case '@xstate.microstep':
        this.#move(this.#draft(actor, event.event), event._transitions);
        return;
      case '@xstate.snapshot':
        this.#finish(this.#draft(actor, event.event), event.event, event.snapshot);
        return;
      default:
    }
  };

  /** The actor of a name, as long as it is there. */
  refOf(name: string): AnyActorRef | undefined {
    return this.#names.get(name)?.deref();
  }

  /** Tells what is held back. XState says nothing of an actor that throws; here it comes to light. */
  flush(): void {
    this.#isClosing = false;
    for (const actor of this.#awaiting) {
      const snapshot: unknown = actor.ref.getSnapshot();
      const { status } = snapshot as { readonly status?: unknown };
      const [arrival] = actor.arrivals;
      if (status === 'error' && arrival) this.#finish(this.#draft(actor, arrival.event), arrival.event, snapshot);
    }
    this.#awaiting.clear();
    for (const draft of this.#queue.filter(({ records }) => !records)) {
      this.#finish(draft, draft.arrival?.event, draft.actor.ref.getSnapshot());
    }
  }

  /** Whatever was begun by now is done when all that is under way has come to its end. */
  #closeLater(): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    queueMicrotask(() => {
      if (this.#isClosing) this.flush();
    });
  }

  #now(): number {
    return this.options.now?.() ?? Date.now() / 1000;
  }

  #known(ref: AnyActorRef): Known {
    const known = this.#actors.get(ref);
    if (known) return known;
    const logic = (ref as { readonly logic?: unknown }).logic;
    const name = this.#name(ref, logic);
    const chart = isMachine(logic) ? this.#chart(logic) : undefined;
    const actor: Known = {
      ref,
      name,
      chart: chart?.name ?? null,
      ids: chart?.ids ?? new Map(),
      isHidden: this.options.hides?.(name) ?? false,
      isTold: false,
      value: null,
      context: null,
      last: null,
      arrivals: [],
    };
    this.#actors.set(ref, actor);
    this.#names.set(name, new WeakRef(ref));
    return actor;
  }

  /** The actor's own name, told apart from others that are alive. */
  #name(ref: AnyActorRef, logic: unknown): string {
    const own = ref.id === ref.sessionId && isMachine(logic) ? logic.id : ref.id;
    const parent = (ref as { readonly _parent?: AnyActorRef })._parent;
    const inside = parent ? `${this.#actors.get(parent)?.name ?? parent.id}.${own}` : own;
    const candidates = [own, inside];
    const free = candidates.find((name) => !this.#names.has(name));
    if (free !== undefined) return free;
    for (let number = 2; ; number += 1) {
      if (!this.#names.has(`${own} (${number})`)) return `${own} (${number})`;
    }
  }

  #chart(machine: AnyStateMachine): Chart {
    const known = this.#charts.get(machine);
    if (known) return known;
    const structure = structureOf(machine);
    const text = JSON.stringify(structure);
    let name = machine.id;
    for (let number = 2; this.#told.has(name) && this.#told.get(name) !== text; number += 1) {
      name = `${machine.id} (${number})`;
    }
    const chart = { name, ids: transitionIds(machine) };
    this.#charts.set(machine, chart);
    if (!this.#told.has(name)) {
      this.#told.set(name, text);
      const fates = this.options.fatesOf?.(machine.id);
      const record: ChartRecord = { kind: 'chart', chart: name, structure, ...(fates && { fates }) };
      this.options.emit(record);
    }
    return chart;
  }

  #arrival(event: unknown, source: AnyActorRef | undefined): Arrival {
    const from = source ? this.#known(source) : undefined;
    const open = this.#queue.findLast(({ records }) => !records);
    return { event, from: from?.name ?? null, cause: from ? from.last : (open?.n ?? null) };
  }

  /** The step that an actor is taking; a new one where it is taking none. */
  #draft(actor: Known, event?: unknown): Draft {
    const open = this.#queue.findLast((draft) => draft.actor === actor && !draft.records);
    if (open) {
      if (event !== undefined) open.arrival ??= this.#taken(actor, event);
      return open;
    }
    this.#steps += 1;
    const draft: Draft = {
      n: this.#steps,
      t: this.#now(),
      actor,
      arrival: event === undefined ? undefined : this.#taken(actor, event),
      transitions: [],
      actions: [],
      sent: [],
    };
    actor.last = draft.n;
    this.#queue.push(draft);
    return draft;
  }

  #taken(actor: Known, event: unknown): Arrival {
    const place = actor.arrivals.findIndex((arrival) => arrival.event === event);
    const [arrival] = place < 0 ? [] : actor.arrivals.splice(place, 1);
    if (actor.arrivals.length === 0) this.#awaiting.delete(actor);
    return arrival ?? { event, from: null, cause: null };
  }

  #act(draft: Draft, { type, params }: { readonly type: string; readonly params: unknown }): void {
    const sent = sentOf(type, params, this.#portray);
    if (sent) draft.sent.push(sent);
    else if (!type.startsWith('xstate.')) draft.actions.push(type);
  }

  #move({ actor, transitions }: Draft, taken: readonly object[]): void {
    transitions.push(taken.flatMap((transition) => actor.ids.get(transition) ?? []));
  }

  #finish(draft: Draft, event: unknown, snapshot: unknown): void {
    const { actor } = draft;
    const { value, context, status } = portrait(snapshot, this.#portray);
    draft.arrival ??= this.#taken(actor, event);
    const records: RunRecord[] = [];
    if (actor.isTold) {
      records.push(this.#step(draft, draft.arrival, value, context, status));
    } else {
      actor.isTold = true;
      records.push(this.#birth(draft, value, context));
    }
    if (status !== 'active') {
      records.push({ kind: 'gone', name: actor.name, t: draft.t } satisfies GoneRecord);
      this.#names.delete(actor.name);
    }
    actor.value = value;
    actor.context = context;
    draft.records = actor.isHidden ? [] : records;
    while (this.#queue[0]?.records) this.#queue.shift()?.records?.forEach(this.options.emit);
  }

  #birth({ n, t, actor, actions, sent }: Draft, value: Plain, context: Plain): ActorRecord {
    const parent = (actor.ref as { readonly _parent?: AnyActorRef })._parent;
    const above = parent ? this.#actors.get(parent) : undefined;
    return {
      kind: 'actor',
      name: actor.name,
      parent: above && !above.isHidden ? above.name : null,
      chart: actor.chart,
      ...{ n, t, value, context, actions, sent },
    };
  }

  #step(draft: Draft, arrival: Arrival, value: Plain, context: Plain, status: StepRecord['status']): StepRecord {
    const { n, t, actor, transitions, actions, sent } = draft;
    return {
      kind: 'step',
      ...{ n, t },
      actor: actor.name,
      from: arrival.from,
      event: plain(arrival.event, this.#portray),
      cause: arrival.cause,
      transitions,
      before: actor.value,
      value,
      patch: diff(actor.context, context),
      ...{ actions, sent, status },
    };
  }

  readonly #portray: Portray = (value) =>
    isActor(value) ? { $: 'actor', value: this.#actors.get(value)?.name ?? value.id } : undefined;
}

const isMachine = (logic: unknown): logic is AnyStateMachine =>
  typeof logic === 'object' && logic !== null && 'root' in logic && 'getTransitionData' in logic;

const isActor = (value: object): value is AnyActorRef =>
  'sessionId' in value && 'send' in value && 'getSnapshot' in value;

interface SentParams {
  readonly event?: unknown;
  readonly delay?: unknown;
  readonly to?: unknown;
  readonly targetId?: unknown;
}

/** What an action of XState sends, if it does. What an actor raises for itself at once is part of the same step. */
const sentOf = (type: string, params: unknown, portray: Portray): Sent | undefined => {
  const { event, delay, to, targetId } = (typeof params === 'object' && params !== null ? params : {}) as SentParams;
  const later = typeof delay === 'number' ? { delay } : {};
  switch (type) {
    case 'xstate.emit':
      return { to: null, event: plain(event, portray) };
    case 'xstate.sendTo':
      return { to: nameOf(to, portray) ?? String(targetId), event: plain(event, portray), ...later };
    case 'xstate.raise':
      return typeof delay === 'number' ? { to: 'itself', event: plain(event, portray), ...later } : undefined;
    default:
      return undefined;
  }
};

const nameOf = (to: unknown, portray: Portray): string | undefined => {
  const face = typeof to === 'object' && to !== null ? portray(to) : undefined;
  const { value } = (face ?? {}) as { readonly value?: unknown };
  return typeof value === 'string' ? value : undefined;
};

interface SnapshotLike {
  readonly status?: StepRecord['status'];
  readonly value?: unknown;
  readonly context?: unknown;
  readonly output?: unknown;
  readonly error?: unknown;
}

/** Where an actor stands, and what it remembers; of one that is no machine, its status and what came of it. */
const portrait = (snapshot: unknown, portray: Portray) => {
  const { status = 'active', value, context, output, error } = (snapshot ?? {}) as SnapshotLike;
  const outcome = status === 'error' ? { error } : output === undefined ? {} : { output };
  return {
    status,
    value: value === undefined ? status : plain(value, portray),
    context: plain(Object.keys(outcome).length === 0 ? (context ?? {}) : { ...(context ?? {}), ...outcome }, portray),
  };
};
