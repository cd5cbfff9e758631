import { Interner } from '../explore/index.js';
import type { View } from '../explore/index.js';
import { factOf } from '../protocol/functions.js';
import type { AnyFunctionName } from '../protocol/functions.js';
import { isBeginning } from './clusters.js';
import type { EnvironmentEvent } from './events.js';
import type { Kernel } from './kernel.js';
import type { PureSystem, PureWitness, Slot } from './pure.js';
import type { Switchboard } from './switchboard.js';
import { isPrivate } from './thread.js';
import type { Activation, Thread, Traffic } from './thread.js';

/** The threads that there may be, as numbers. All views on one system share them. */
export type Lines = Interner<Thread>;
export const newLines = (): Lines => new Interner<Thread>(JSON.stringify);

/** No thread is there. */
const nobody = 0;

/** How much may be under way at once. Where anything may begin again and again before it ends, there is no end of states. */
export interface Interleaving {
  /** Threads at once, over all VCs; 2 by default. */
  readonly threads?: number;
  /** How often, on one way, something may begin while something else is under way; once by default. */
  readonly overlaps?: number;
}

/**
 * A pure system of which every call and every return is a step of its own, as on a machine with several processors:
 * something may happen from outside while threads are under way. What does not cross the boundary follows at once: a
 * driver guards what is its own, and hardware and line keep the order of what is said to them. Each thread has a slot,
 * and all VCs share these.
 */
export class Interleaved {
  readonly slots: readonly Slot[];
  readonly initial: readonly number[];
  readonly threads: number;
  /** The slots of the threads. */
  readonly #places: readonly number[];
  /** The slot in which is counted what has begun while something else was under way, where that is bounded. */
  readonly #overlaps: number | undefined;
  readonly #most: number;

  constructor(
    readonly system: PureSystem,
    { threads = 2, overlaps = 1 }: Interleaving = {},
    private readonly lines: Lines = newLines(),
  ) {
    const names = Array.from({ length: threads }, (_, n) => `thread ${n + 1}`);
    const isCounted = overlaps < Infinity;
    const added = isCounted ? [...names, 'overlaps'] : names;
    this.slots = [...system.slots, ...added.map((name) => ({ name, isShared: true }))];
    this.initial = [...system.initial, ...added.map(() => nobody)];
    this.#places = names.map((_, n) => system.slots.length + n);
    this.#overlaps = isCounted ? system.slots.length + threads : undefined;
    this.#most = overlaps;
    this.threads = threads;
  }

  /** The threads that are under way. */
  threadsIn(view: Pick<View, 'get'>): readonly Thread[] {
    return this.#places.flatMap((place) => this.#threadAt(place, view) ?? []);
  }

  /** Lets something begin from outside, on a thread of its own. False where it is not taken, or no thread is left for it. */
  happen(event: EnvironmentEvent, view: View, witness: PureWitness): boolean {
    // The number of a VC is taken from the moment that anything begins on it.
    if (isBeginning(event.type) && this.#isBusy(view)) return false;
    return this.#begin(view, witness, (kernel) => kernel.begin({ ...event, vc: this.system.vc })?.verdict === 'legal');
  }

  /** Lets a delay of an actor end: what the actor says to it begins threads. */
  elapse(name: string, view: View, witness: PureWitness): boolean {
    return this.#begin(view, witness, ({ switchboard }) => {
      const alarm = this.system.ring(name, view);
      if (!alarm) return false;
      switchboard.begin(name, alarm.part.side, this.system.vc, alarm.emitted, 'DISPATCH_LEVEL');
      return true;
    });
  }

  /** Lets begin what was put off, where another VC has made room for it. */
  resume(view: View, witness: PureWitness): boolean {
    return !this.system.isDown(view) && this.#resume(view, witness);
  }

  /** Lets a thread carry on by one message, a call or a return. False where it is not there, or on another VC. */
  advance(number: number, view: View, witness: PureWitness): boolean {
    const place = this.#places[number] as number;
    const known = this.#threadAt(place, view);
    if (!known || !this.#isOurs(known) || this.system.isDown(view)) return false;
    const thread = copyOf(known);
    const traffic: Traffic = { threads: [thread], waiting: [], deferred: [] };
    const { switchboard } = this.system.kernel(view, witness, traffic);
    switchboard.advance(thread);
    runInside(traffic, switchboard);
    this.#put(place, thread, view);
    if (traffic.waiting.length + traffic.deferred.length > 0) {
      const { threads, waiting, deferred } = this.system.trafficIn(view);
      this.system.keep(view, {
        threads,
        waiting: [...waiting, ...traffic.waiting],
        deferred: [...deferred, ...traffic.deferred],
      });
    }
    this.#tidy(view, witness);
    return true;
  }

  /** Lets something begin a thread, or several, where there is room. */
  #begin(view: View, witness: PureWitness, act: (kernel: Kernel) => boolean): boolean {
    const free = this.#freeIn(view);
    if (free.length === 0 || this.system.isDown(view) || !this.#mayOverlap(free, view)) return false;
    if (!this.#launch(free, view, witness, act)) return false;
    this.#tidy(view, witness);
    return true;
  }

  /** Puts what begins onto threads of its own. False where nothing does, or there are not enough of them. */
  #launch(free: readonly number[], view: View, witness: PureWitness, act: (kernel: Kernel) => boolean): boolean {
    const { waiting, deferred } = this.system.trafficIn(view);
    const traffic: Traffic = { threads: [], waiting: [...waiting], deferred: [...deferred] };
    const kernel = this.system.kernel(view, witness, traffic);
    if (!act(kernel)) return false;
    runInside(traffic, kernel.switchboard);
    if (traffic.threads.length > free.length) return false;
    traffic.threads.forEach((thread, n) => {
      const place = free[n] as number;
      this.#put(place, { ...thread, id: 1 + this.#places.indexOf(place) }, view);
    });
    this.system.keep(view, { ...traffic, threads: [] });
    return true;
  }

  /**
   * Begins the next thing that was put off, if it can: what NDIS does on a thread of its own at once, and what its
   * receiver wanted later as soon as nothing else is under way.
   */
  #resume(view: View, witness: PureWitness): boolean {
    const free = this.#freeIn(view);
    if (free.length === 0) return false;
    const isBusy = this.#isBusy(view);
    return this.#launch(
      free,
      view,
      witness,
      ({ switchboard }) => switchboard.startWaiting() || (!isBusy && switchboard.retryDeferred()),
    );
  }

  /** Begins what was put off, and lets go of what came to its end: a system that came down, a VC that nobody remembers. */
  #tidy(view: View, witness: PureWitness): void {
    if (this.system.isDown(view)) {
      this.#places.forEach((place) => {
        view.set(place, nobody);
      });
      this.system.keep(view, { threads: [], waiting: [], deferred: [] });
      return;
    }
    while (this.#resume(view, witness));
    const traffic = this.system.trafficIn(view);
    if (this.#isBusy(view) || traffic.waiting.length > 0) return;
    const kernel = this.system.kernel(view, witness, traffic);
    if (traffic.deferred.some((message) => kernel.switchboard.isReady(message))) return;
    kernel.ensureVc(this.system.vc);
    kernel.dismissIdle();
  }

  /** Counts what begins while something else is under way. */
  #mayOverlap(free: readonly number[], view: View): boolean {
    if (this.#overlaps === undefined || free.length === this.#places.length) return true;
    const count = view.get(this.#overlaps);
    if (count >= this.#most) return false;
    view.set(this.#overlaps, count + 1);
    return true;
  }

  #freeIn(view: View): readonly number[] {
    return this.#places.filter((place) => view.get(place) === nobody);
  }

  #isBusy(view: View): boolean {
    return this.threadsIn(view).some((thread) => this.#isOurs(thread));
  }

  #isOurs({ stack }: Thread): boolean {
    return stack[0]?.vc === this.system.vc;
  }

  #threadAt(place: number, view: Pick<View, 'get'>): Thread | undefined {
    const number = view.get(place);
    return number === nobody ? undefined : this.lines.valueOf(number - 1);
  }

  /** Puts a thread into a slot, without the activations that have nothing more to say and nothing to return from. */
  #put(place: number, thread: Thread, view: View): void {
    const last = thread.stack.findLastIndex(({ frame, script }) => frame !== null || script.length > 0);
    const stack = thread.stack.slice(0, last + 1);
    view.set(place, stack.length === 0 ? nobody : this.lines.numberOf({ ...thread, stack }) + 1);
  }
}

/** Whether what a thread does next stays on one side of the boundary: it is done before anybody else can look. */
function staysInside({ stack }: Thread): boolean {
  const top = stack.at(-1);
  const next = top?.script[0];
  if (!top) return false;
  if (!next) return top.frame === null || (top.frame.from === top.frame.to && top.reply !== null);
  if (isPrivate(next.type) || next.deferred) return true;
  return next.to === undefined && factOf(next.type as AnyFunctionName).kind !== 'ndisCall';
}

/** Carries threads on as long as they stay on one side of the boundary. */
function runInside({ threads }: Traffic, switchboard: Switchboard): void {
  for (const thread of [...threads]) {
    while (threads.includes(thread) && staysInside(thread)) switchboard.advance(thread);
  }
}

/** A thread that may be changed: what is kept of a state is never changed. */
const copyOf = ({ stack, ...thread }: Thread): Thread => ({
  ...thread,
  stack: stack.map((activation): Activation => ({
    ...activation,
    frame: activation.frame && { ...activation.frame },
    script: [...activation.script],
  })),
});
