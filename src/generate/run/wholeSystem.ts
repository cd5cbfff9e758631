import { vcHandle } from '../../protocol/handles.js';
import type { Topology } from '../../protocol/roles.js';
import type { TraceRecord } from '../../protocol/trace.js';
import { partsOf, PureSystem, Scribe } from '../../system/index.js';
import type { ForcedCall, Message, Part, SystemOptions, Tables } from '../../system/index.js';
import type { Crossing } from '../suite.types.js';
import type { Answer, CreateSut, Delivery, SystemUnderTest } from './sut.types.js';

/** The parts of a system, stepped by tables; every run begins at their first state. */
class Works {
  readonly #tables: Tables = new Map();
  readonly #systems = new Map<number, PureSystem>();

  constructor(readonly parts: readonly Part[]) {}

  /** The system, seen from one of its VCs. */
  seenFrom(vc: number): PureSystem {
    const known = this.#systems.get(vc) ?? new PureSystem(this.parts, [], vc, this.#tables);
    this.#systems.set(vc, known);
    return known;
  }

  /** A call that is about a VC carries its handle. */
  namesVc(fn: string): boolean {
    return !/CreateVc$/.test(fn) && this.parts.some((part) => part.name === 'vc' && Object.hasOwn(part.fates, fn));
  }
}

/** A whole system: whatever crosses the boundary is what it does. */
class WholeSystem implements SystemUnderTest {
  readonly #scribe = new Scribe();
  readonly #state = new Map<string, number>();
  readonly #seen = new Set<number>();

  constructor(private readonly works: Works) {}

  start(): void {
    this.works.seenFrom(1).open(this.#scribe);
    this.#enter(1);
  }

  deliver(move: Delivery): Answer {
    switch (move.kind) {
      case 'event':
        this.#with(move.event.vc ?? 1, (system, view) => system.happen(move.event, view, this.#scribe));
        return 'done';
      case 'patience':
        return this.#with(vcIn(move.actor), (system, view) => system.elapse(move.actor, view, this.#scribe))
          ? 'done'
          : 'unsupported';
      case 'forced':
        this.#force(move.call);
        return 'done';
      case 'callback':
        return 'unsupported';
    }
  }

  collect(): readonly Crossing[] {
    return this.#scribe.take().records.filter(isCrossing);
  }

  settle(): void {
    return undefined;
  }

  stop(): void {
    this.#state.clear();
  }

  #force({ from, fn, vc = 1, irql: _, ...args }: ForcedCall): void {
    const named = this.works.namesVc(fn) ? { vc: vcHandle(vc) } : {};
    const message: Message = { ...args, ...named, type: fn };
    this.#with(vc, (system, view) => system.call(from, message, view, this.#scribe));
  }

  #with(vc: number, act: (system: PureSystem, view: Parameters<PureSystem['happen']>[1]) => boolean): boolean {
    const system = this.works.seenFrom(vc);
    this.#enter(vc);
    const keyOf = (slot: number) => this.#keyOf(system, slot);
    return act(system, {
      get: (slot) => this.#state.get(keyOf(slot)) ?? 0,
      set: (slot, value) => this.#state.set(keyOf(slot), value),
      choose: () => 0,
    });
  }

  /** A VC that nobody has seen yet is as it is at the beginning. */
  #enter(vc: number): void {
    if (this.#seen.has(vc)) return;
    this.#seen.add(vc);
    const system = this.works.seenFrom(vc);
    system.initial.forEach((value, slot) => {
      const key = this.#keyOf(system, slot);
      if (!this.#state.has(key)) this.#state.set(key, value);
    });
  }

  #keyOf(system: PureSystem, slot: number): string {
    const { name, isShared } = system.slots[slot] ?? { name: '', isShared: true };
    return isShared ? name : `${system.vc} ${name}`;
  }
}

const isCrossing = (record: TraceRecord): record is Crossing => record.kind === 'call' || record.kind === 'return';

/** The number in an actor's name; 1 where there is none. */
const vcIn = (name: string): number => Number(/\[(\d+)\]$/.exec(name)?.[1] ?? 1);

/** What a whole system is made of, where it is not that of the topology. */
export interface WholeSystemOptions extends Omit<SystemOptions, 'topology' | 'clock' | 'boot'> {
  /** Other parts than those of the topology, such as one with a fault in it. */
  readonly parts?: readonly Part[];
}

/** Whole systems as systems under test. All that come from here share what is known of the steps of their charts. */
export function wholeSystem(topology: Topology, { parts, ...options }: WholeSystemOptions = {}): CreateSut {
  const works = new Works(parts ?? partsOf(topology, { ...options, topology }));
  return () => new WholeSystem(works);
}
