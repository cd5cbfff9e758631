import type { AnyFunctionName } from '../../protocol/functions.js';
import type { LogRecord } from '../../protocol/log.js';
import { isRuleId } from '../../protocol/rules.js';
import type { RuleId } from '../../protocol/rules.js';
import { parseStatus } from '../../protocol/status.js';
import { monitor } from '../../rules/index.js';
import type { AnyMonitor, Frame, Violation } from '../../rules/index.js';
import { Check } from '../../trace/index.js';
import type { CheckOptions } from '../../trace/index.js';
import type { Dimension } from '../suite.types.js';
import { guardName, placesAt } from './places.js';
import type { Place } from './places.js';
import { functionsOf, judgedRules, statusShown } from './words.js';

/** What a record by record reading of a log can count. */
export type Heard = Extract<Dimension, 'events' | 'guards' | 'statuses' | 'rules'>;
export const heardDimensions: readonly Heard[] = ['events', 'guards', 'statuses', 'rules'];

/** How often something was met, and where first. */
export interface Met {
  times: number;
  readonly by: string;
}

const rulesOf = new Map<AnyFunctionName | undefined, RuleId[]>();
for (const rule of judgedRules) {
  for (const fn of functionsOf(rule) ?? [undefined]) rulesOf.set(fn, [...(rulesOf.get(fn) ?? []), rule]);
}

/** Counts what logs have met of the contract: logs of real drivers, and those of generated tests. */
export class Tally {
  readonly met: Readonly<Record<Heard, Map<string, Met>>> = {
    events: new Map(),
    guards: new Map(),
    statuses: new Map(),
    rules: new Map(),
  };

  /** A check that counts what it hears. */
  check(options: CheckOptions = {}): CountingCheck {
    return new CountingCheck(this, options);
  }

  /** Counts everything that another has counted. */
  add(other: Tally): void {
    for (const dimension of heardDimensions) {
      for (const [name, { times, by }] of other.met[dimension]) this.#count(dimension, name, { times, by });
    }
  }

  /** Counts one thing. */
  note(dimension: Heard, name: string, by: string): void {
    this.#count(dimension, name, { times: 1, by });
  }

  #count(dimension: Heard, name: string, { times, by }: Met): void {
    const known = this.met[dimension].get(name);
    if (known) known.times += times;
    else this.met[dimension].set(name, { times, by });
  }
}

/** Judges a log like any check, and counts what is met on the way. */
export class CountingCheck {
  readonly #check: Check;
  /** The places at which open calls have arrived. */
  readonly #arrivals = new WeakMap<Frame, readonly Place[]>();
  readonly #broken = new Set<RuleId>();
  readonly #kept = new Set<RuleId>();
  /** The functions that this log has shown. */
  readonly #heard = new Set<AnyFunctionName>();
  #by = '';
  /** Places at which something was found fault with and it is still to be said by which rule. */
  #doubtful: readonly Place[] = [];

  constructor(
    private readonly tally: Tally,
    options: CheckOptions,
  ) {
    this.#check = new Check({ ...options, witness: this.#witness() });
  }

  /** Begins a log of this name; of those before it, only what was counted is left. */
  begin(by: string): void {
    this.#by = by;
    this.#check.restart();
    this.#broken.clear();
    this.#kept.clear();
    this.#heard.clear();
  }

  /** Judges the next record. `refusedBy` is the rule by which NDIS has refused, where the record names it. */
  observe(record: LogRecord, refusedBy?: string): readonly Violation[] {
    this.#doubtful = [];
    const found = this.#check.observe(record);
    const rules = new Set([
      ...found.map(({ rule }) => rule),
      ...(refusedBy !== undefined && isRuleId(refusedBy) ? [refusedBy] : []),
    ]);
    for (const rule of rules) {
      this.#broken.add(rule);
      this.tally.note('rules', `${rule} broken`, this.#by);
    }
    this.#settle(rules);
    return found;
  }

  /** What is to be said of the log, and of the rules that it has kept to. */
  result(): ReturnType<Check['result']> {
    for (const rule of this.#kept) {
      if (!this.#broken.has(rule)) this.tally.note('rules', `${rule} kept`, this.#by);
    }
    return this.#check.result();
  }

  #witness(): AnyMonitor {
    return monitor({
      name: 'coverage',
      rules: [],
      called: (_scene, frame) => {
        if (frame.isPrivate) return;
        this.#arrivals.set(frame, this.#arrive(frame, frame.fn));
        this.#hear(frame.fn);
        this.#show(frame.fn, frame.args.status, true);
      },
      entered: (_scene, frame) => {
        this.#judge(frame, this.#arrivals.get(frame) ?? []);
      },
      answered: (_scene, frame) => {
        if (frame.isPrivate) return;
        this.#arrive(frame, `${frame.fn} returns`);
        this.#show(frame.fn, frame.status, false);
      },
    });
  }

  #arrive(frame: Frame, type: string): readonly Place[] {
    const arrived = placesAt(frame, type);
    for (const { name } of arrived) this.tally.note('events', name, this.#by);
    return arrived;
  }

  #hear(fn: AnyFunctionName): void {
    if (this.#heard.has(fn)) return;
    this.#heard.add(fn);
    for (const rule of rulesOf.get(fn) ?? []) this.#kept.add(rule);
    for (const rule of rulesOf.get(undefined) ?? []) this.#kept.add(rule);
  }

  #show(fn: AnyFunctionName, shown: Frame['status'], isArgument: boolean): void {
    const status = parseStatus(shown);
    const name = status && statusShown(fn, status, isArgument);
    if (name !== undefined) this.tally.note('statuses', name, this.#by);
  }

  /** All judges have heard the call: what is legal has kept to every rule there. */
  #judge(frame: Frame, arrived: readonly Place[]): void {
    if (frame.verdict !== 'legal') {
      this.#doubtful = arrived;
      return;
    }
    for (const place of arrived) {
      for (const rule of place.conditions) this.tally.note('guards', guardName(place, rule, 'kept'), this.#by);
    }
  }

  /** Something is wrong with a call: a state that forbids it says by which rule, a condition only if it is named. */
  #settle(rules: ReadonlySet<RuleId>): void {
    for (const place of this.#doubtful) {
      const { forbidden, conditions } = place;
      const [only, ...others] = conditions;
      const isOnly = forbidden === undefined && others.length === 0;
      const broken = [
        ...(forbidden === undefined ? [] : [forbidden]),
        ...conditions.filter((rule) => rules.has(rule) || (isOnly && rule === only)),
      ];
      for (const rule of new Set(broken)) this.tally.note('guards', guardName(place, rule, 'broken'), this.#by);
    }
  }
}
