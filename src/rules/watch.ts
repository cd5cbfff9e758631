import type { LogCall, LogRecord, LogReturn } from '../protocol/log.js';
import type { Topology } from '../protocol/roles.js';
import { rules } from '../protocol/rules.js';
import type { RuleId } from '../protocol/rules.js';
import { Cast } from './cast.js';
import { Frame } from './frame.js';
import type { AnyMonitor, Finding, Owed, Scene } from './monitor.js';
import { Plans } from './plans.js';
import type { Ear } from './plans.js';
import type { Moment } from './things.js';
import { World } from './world.js';

/** A rule that was broken, and by which record. */
export interface Violation extends Finding {
  /** The name of the judge that has found it. */
  readonly judge: string;
  /** Breaking a SHOULD is a warning. */
  readonly level: 'error' | 'warning';
  /** The number of the record, and its line. */
  readonly record: number;
  readonly line: number;
  /** Where the objects concerned stood, and how they had come there. */
  readonly objects: readonly Portrait[];
  /** What would have been legal instead, as far as it depends on the state of an object. */
  readonly expected: readonly Expectation[];
}

/** An object as it stood when a rule was broken. */
export interface Portrait {
  readonly kind: string;
  readonly handle: string;
  /** A clause without its subject: "is active and has a call". */
  readonly standing: string;
  /** The latest records that changed it. */
  readonly past: readonly Moment[];
}

/** What a driver might have called. */
export interface Expectation {
  readonly by: string;
  readonly calls: readonly string[];
}

/** The circumstances of a finding. */
export type Circumstances = Pick<Violation, 'objects' | 'expected'>;

export interface WatchOptions {
  /** What judges: the contract first, then the monitors. */
  readonly monitors: readonly AnyMonitor[];
  /** Taken from the log where it is not given. */
  readonly topology?: Topology;
  /** Takes handles that nothing has introduced as they come. */
  readonly isPartial?: boolean;
  /** Looks at the circumstances of a finding, before the world moves on. */
  readonly portray?: (world: World, finding: Finding) => Circumstances;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

const none: readonly Violation[] = [];
const unseen = (): Circumstances => ({ objects: [], expected: [] });

/** Runs monitors over one log, record by record. */
export class Watch {
  #world: World;
  readonly #hearers: readonly { readonly monitor: AnyMonitor; readonly scene: Mutable<Scene<unknown>> }[];
  readonly #plans: Plans;
  readonly #portray: (world: World, finding: Finding) => Circumstances;
  #found: Violation[] = [];
  #place: { readonly n: number; readonly line: number } = { n: 0, line: 0 };
  /** What is being judged. */
  #frame: Frame | undefined = undefined;

  constructor(private readonly options: WatchOptions) {
    this.#portray = options.portray ?? unseen;
    this.#world = this.#emptyWorld();
    this.#hearers = options.monitors.map((monitor) => {
      const report = (finding: Finding) => this.#report(finding, monitor.name);
      return { monitor, scene: { world: this.#world, state: monitor.open?.() as unknown, report } };
    });
    this.#plans = new Plans(this.#hearers);
  }

  get world(): World {
    return this.#world;
  }

  /** Forgets everything, for another log. */
  restart(): void {
    this.#world = this.#emptyWorld();
    this.#found = [];
    this.#frame = undefined;
    for (const { monitor, scene } of this.#hearers) {
      scene.world = this.#world;
      scene.state = monitor.open?.() as unknown;
    }
  }

  /**
   * Judges the next record. What comes back is what it broke; a return that nothing has opened is no breach but bad
   * input, and gives `undefined`.
   */
  observe(record: LogRecord): readonly Violation[] | undefined {
    this.#place = record;
    switch (record.kind) {
      case 'call':
        this.#call(record);
        break;
      case 'return':
        if (!this.#return(record)) return undefined;
        break;
      case 'assume':
        this.#hearers.forEach(({ monitor, scene }) => monitor.assumed?.(scene, record));
        break;
      case 'end':
        this.#frame = undefined;
        this.#hearers.forEach(({ monitor, scene }) => {
          monitor.owed?.(scene).forEach((debt) => this.#report(debt, monitor.name));
        });
        break;
      case 'meta':
        this.#world.cast.introduce(record.topology, record.actors);
        break;
      case 'note':
        break;
    }
    if (this.#found.length === 0) return none;
    const found = this.#found;
    this.#found = [];
    return found;
  }

  /** What has to come before the log may end. */
  owed(): readonly Owed[] {
    return this.#hearers.flatMap(({ monitor, scene }) => monitor.owed?.(scene) ?? []);
  }

  /** What everybody remembers: the world, and the memory of each judge. */
  memory(): readonly unknown[] {
    return [this.#world, ...this.#hearers.map(({ scene }) => scene.state)];
  }

  #emptyWorld(): World {
    const { topology, isPartial = false } = this.options;
    return new World(new Cast(topology), isPartial);
  }

  #call(record: LogCall): void {
    const { cast, threads } = this.#world;
    const plan = this.#plans.of(record.fn);
    const to = cast.actor(record.to, record.fn, 'called');
    const from = record.from === record.to ? to : cast.actor(record.from, record.fn, 'caller');
    const outer = threads.innermost(record.thread);
    const frame = new Frame(record, plan, from, to, outer);
    threads.enter(frame);
    this.#frame = frame;
    tell(plan.called, frame);
    if (outer && from.role === 'ndis') outer.contain(frame);
    tell(plan.entered, frame);
    if (record.status !== undefined) this.#answer(frame, record, record.status);
  }

  #return(record: LogReturn): boolean {
    let frame = this.#world.threads.innermost(record.thread);
    while (frame && frame.fn !== record.fn) frame = frame.outer;
    if (!frame) return false;
    this.#answer(frame, record, record.status);
    return true;
  }

  #answer(frame: Frame, record: LogCall | LogReturn, status: LogReturn['status']): void {
    const { plan } = frame;
    this.#frame = frame;
    frame.status = status;
    frame.out = record.args;
    frame.returned = record;
    tell(plan.answered, frame);
    this.#world.threads.leave(frame);
    tell(plan.left, frame);
  }

  #report(finding: Finding, judge: string): void {
    const { n, line } = finding.at ?? this.#place;
    const circumstances = this.#portray(this.#world, finding);
    const level = finding.level ?? levelOf(finding.rule);
    if (this.#frame && level === 'error' && (n === this.#place.n || n === this.#frame.record.n)) {
      this.#frame.isReported = true;
    }
    this.#found.push({ ...finding, judge, level, record: n, line, ...circumstances });
  }
}

const levelOf = (rule: RuleId): Violation['level'] => (rules[rule].level === 'SHOULD' ? 'warning' : 'error');

function tell(ears: readonly Ear[], frame: Frame): void {
  for (let n = 0; n < ears.length; n += 1) {
    const { hear, scene } = ears[n] as Ear;
    hear(scene, frame);
  }
}
