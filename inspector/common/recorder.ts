import type { AnyActorRef, AnyStateMachine, InspectionEvent } from 'xstate';
import { Charts } from './charts.js';
import { cancel } from './draft.js';
import type { Arrival, Draft, Known, Origin } from './draft.js';
import { diff } from './patch.js';
import { plain } from './plain.js';
import type { Plain, Portray } from './plain.js';
import { cancelledBy, portrait, sentOf } from './told.js';
import type { ActorRecord, FateTable, GoneRecord, RunRecord, StepRecord } from './wire.js';

export interface RecorderOptions {
  readonly emit: (record: RunRecord) => void;
  /** Seconds. The clock on the wall where nothing is said. */
  readonly now?: () => number;
  /** What becomes of events beside what a chart says, by the machine's id. */
  readonly fatesOf?: (machine: string) => FateTable | undefined;
  /** Actors that are not shown. */
  readonly hides?: (name: string) => boolean;
  /** Hears what an actor emits, and in which of its steps. */
  readonly onEmit?: (actor: string, step: number, event: unknown) => void;
  /** Where an event comes from that XState has not carried. */
  readonly originOf?: (actor: string, event: unknown) => Origin | undefined;
}

/**
 * Makes a recorded run of what XState tells an inspector: pass `recorder.inspect` to `createActor`. Event, microsteps,
 * actions and what follows from them become one step; steps come out in the order in which they were begun.
 */
export class Recorder {
  readonly #actors = new WeakMap<AnyActorRef, Known>();
  /** Held weakly: who watches an actor keeps nobody alive. */
  readonly #names = new Map<string, WeakRef<AnyActorRef>>();
  readonly #charts: Charts;
  readonly #queue: Draft[] = [];
  /** Those to whom events have come that they have not taken yet. */
  readonly #awaiting = new Set<Known>();
  #isClosing = false;
  #steps = 0;

  constructor(private readonly options: RecorderOptions) {
    this.#charts = new Charts(options.emit, (machine) => options.fatesOf?.(machine));
  }

  readonly inspect = (event: InspectionEvent): void => {
    const actor = this.#known(event.actorRef as AnyActorRef);
    switch (event.type) {
      case '@xstate.event':
        actor.arrivals.push(this.#arrival(actor, event.event, event.sourceRef as AnyActorRef | undefined));
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

  /**
   * An event has come to an actor that does nothing with it: it comes to nothing, or `waits` until the actor wants it. The
   * number of the step is given back; nothing where there is no such actor.
   */
  passOver(name: string, event: unknown, origin: Origin, waits: boolean): number | undefined {
    const ref = this.refOf(name);
    const actor = ref && this.#actors.get(ref);
    if (!actor) return undefined;
    const draft = this.#begin(actor, { event, ...origin });
    const step = this.#step(draft, { event, ...origin }, actor.value, actor.context, 'active');
    draft.records = actor.isHidden ? [] : [waits ? { ...step, waits } : step];
    this.#release();
    return draft.n;
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
    const chart = isMachine(logic) ? this.#charts.of(logic) : undefined;
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

  #arrival(actor: Known, event: unknown, source: AnyActorRef | undefined): Arrival {
    const from = source ? this.#known(source) : undefined;
    const origin = from ? undefined : this.options.originOf?.(actor.name, event);
    if (origin) return { event, ...origin };
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
    const draft = this.#begin(actor, event === undefined ? undefined : this.#taken(actor, event));
    actor.last = draft.n;
    return draft;
  }

  #begin(actor: Known, arrival: Arrival | undefined): Draft {
    this.#steps += 1;
    const lists = { transitions: [], actions: [], sent: [], cancelled: [] };
    const draft: Draft = { n: this.#steps, t: this.#now(), actor, arrival, ...lists };
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
    const cancelled = cancelledBy(type, params);
    if (type === 'xstate.emit') this.options.onEmit?.(draft.actor.name, draft.n, emittedIn(params));
    if (sent) draft.sent.push(sent);
    else if (cancelled !== undefined) cancel(draft, cancelled);
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
    this.#release();
  }

  /** Tells what is done, up to the first step that is not. */
  #release(): void {
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
    const { n, t, actor, transitions, actions, sent, cancelled } = draft;
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
      ...(cancelled.length > 0 && { cancelled }),
    };
  }

  readonly #portray: Portray = (value) =>
    isActor(value) ? { $: 'actor', value: this.#actors.get(value)?.name ?? value.id } : undefined;
}

const emittedIn = (params: unknown): unknown => (params as { readonly event?: unknown }).event;

const isMachine = (logic: unknown): logic is AnyStateMachine =>
  typeof logic === 'object' && logic !== null && 'root' in logic && 'getTransitionData' in logic;

const isActor = (value: object): value is AnyActorRef =>
  'sessionId' in value && 'send' in value && 'getSnapshot' in value;
