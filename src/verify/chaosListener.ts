import { Interner } from '../explore/index.js';
import type { Observer } from '../explore/index.js';
import type { LogRecord } from '../protocol/log.js';
import type { DriverRole, Topology } from '../protocol/roles.js';
import type { RuleId } from '../protocol/rules.js';
import type { TraceRecord } from '../protocol/trace.js';
import { Watch } from '../rules/index.js';
import type { AnyMonitor, Violation } from '../rules/index.js';
import { logged } from '../trace/index.js';
import { essenceOf } from './essence.js';

/** What is said in a system with a chaotic driver. */
export interface ChaoticSpeech {
  readonly role: DriverRole;
  readonly topology: Topology;
  readonly opening: readonly TraceRecord[];
  readonly recordsOf: (said: number) => readonly TraceRecord[];
}

/** Something wrong that was heard, and whose fault it is. */
export interface Fault {
  readonly rule: RuleId;
  readonly text: string;
  /** Where in what the step says, from 0. */
  readonly place: number;
  readonly isWarning: boolean;
  /** The chaotic driver has done it. */
  readonly isOwn: boolean;
  /** NDIS has refused the call. */
  readonly isRefused: boolean;
  /** A well-behaved actor was given what it cannot take. */
  readonly isDeclined: boolean;
}

interface Heard {
  readonly next: number;
  readonly alarm: number;
}

/** Nothing is judged any more: somebody has broken a rule, and whatever comes may follow from that. */
const over = -1;

/**
 * Judges as an observer of a system with a chaotic driver. What NDIS refuses has not happened, for them; they hear it once,
 * to say whether the driver breaks a rule by it. A way is judged up to the first fault, whoever makes it: nobody is to blame
 * for what follows from that.
 */
export class ChaosListener implements Observer {
  readonly initial = 0;
  readonly #numbers = new Map<string, number>();
  readonly #origins: { readonly from: number; readonly taken: number }[] = [];
  /** What was taken, each once. */
  readonly #takes = new Interner<readonly Placed[]>((taken) => JSON.stringify(taken.map(({ record }) => record)));
  readonly #heard: Map<number, Heard>[] = [];
  readonly #alarms: (readonly Fault[])[] = [[]];
  readonly #alarmNumbers = new Map<string, number>();
  readonly #watch: Watch;
  readonly #speeches = new Map<number, Speech>();
  readonly #tried = new Set<string>();
  #told = 0;

  constructor(
    judges: readonly AnyMonitor[],
    private readonly speech: ChaoticSpeech,
  ) {
    this.#watch = new Watch({ monitors: judges, topology: speech.topology });
    this.#recall(0);
    this.#numberOf({ from: -1, taken: -1 });
  }

  /** How many different memories there are. */
  get size(): number {
    return this.#origins.length;
  }

  /** The faults that an alarm stands for. */
  faultsOf(alarm: number): readonly Fault[] {
    return this.#alarms[alarm] ?? [];
  }

  hear(state: number, said: number): Heard {
    if (state === over) return { next: over, alarm: 0 };
    const { all, refused, taken, number } = this.#speechOf(said);
    const answers = (this.#heard[state] ??= new Map<number, Heard>());
    const heard = answers.get(number) ?? this.#listen(state, taken, number);
    answers.set(number, heard);
    const isNew = refused.some((call) => !this.#tried.has(call));
    if (!isNew) return heard;
    refused.forEach((call) => this.#tried.add(call));
    return { ...heard, alarm: this.#alarmOf([...this.#refused(state, all), ...this.faultsOf(heard.alarm)]) };
  }

  #listen(state: number, taken: readonly Placed[], number: number): Heard {
    if (taken.length === 0) return { next: state, alarm: 0 };
    this.#recall(state);
    const faults = this.#tell(taken);
    const first = faults.find(({ isWarning }) => !isWarning);
    const counted = first ? faults.filter(({ place }) => place <= first.place) : faults;
    return { next: first ? over : this.#numberOf({ from: state, taken: number }), alarm: this.#alarmOf(counted) };
  }

  /** What the driver breaks by calls that NDIS refuses. The rule of a refusal is said, so that it is enough to ask once. */
  #refused(state: number, all: readonly Placed[]): readonly Fault[] {
    this.#recall(state);
    const faults = this.#tell(all).filter(({ isOwn }) => isOwn);
    return firstOf(faults).map((fault) => ({ ...fault, isRefused: true }));
  }

  /** Tells the judges everything that leads to a state. */
  #recall(state: number): void {
    const path: number[] = [];
    for (let at = state; at > 0; at = this.#origins[at]?.from ?? 0) path.push(this.#origins[at]?.taken ?? 0);
    this.#watch.restart();
    this.#told = 0;
    this.#tell(this.#speechOf(-1).taken);
    for (const taken of path.reverse()) this.#tell(this.#takes.valueOf(taken));
  }

  #tell(records: readonly Placed[]): readonly Fault[] {
    const { role } = this.speech;
    const faults: Fault[] = [];
    for (const { record, place } of records) {
      this.#told += 1;
      const found = this.#watch.observe({ ...record, n: this.#told }) ?? [];
      faults.push(...found.map((violation) => faultOf(violation, role, place)));
      const declined = declinedBy(record);
      if (declined && !declined.startsWith(role)) {
        const { rule, text } = record as LogRecord & { readonly rule: RuleId; readonly text: string };
        faults.push({ rule, text, place, isWarning: false, isOwn: false, isRefused: false, isDeclined: true });
      }
    }
    return faults;
  }

  #speechOf(said: number): Speech {
    const known = this.#speeches.get(said);
    if (known) return known;
    const { opening, recordsOf, role } = this.speech;
    const all = (said < 0 ? opening : recordsOf(said)).map((record, place) => ({ record: logged(record, 0), place }));
    const { taken, refused } = withoutRefused(all, said < 0 ? [] : recordsOf(said), role);
    const speech = { all, taken, refused, number: this.#takes.numberOf(taken) };
    this.#speeches.set(said, speech);
    return speech;
  }

  /** The number of what the judges remember now. */
  #numberOf(origin: { readonly from: number; readonly taken: number }): number {
    const key = essenceOf(this.#watch.memory());
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#origins.length;
    this.#numbers.set(key, number);
    this.#origins.push(origin);
    return number;
  }

  #alarmOf(faults: readonly Fault[]): number {
    if (faults.length === 0) return 0;
    const key = faults
      .map(({ rule, text, isOwn }) => `${rule} ${isOwn} ${isOwn ? '' : text.replace(/\d+/g, '')}`)
      .join();
    const known = this.#alarmNumbers.get(key);
    if (known !== undefined) return known;
    this.#alarmNumbers.set(key, this.#alarms.length);
    return this.#alarms.push(faults) - 1;
  }
}

interface Placed {
  readonly record: LogRecord;
  readonly place: number;
}

interface Speech {
  readonly all: readonly Placed[];
  /** The same without what NDIS has refused to the chaotic driver; the same list where that is nothing. */
  readonly taken: readonly Placed[];
  /** The number of that. */
  readonly number: number;
  /** The calls that were refused, each with its rule. */
  readonly refused: readonly string[];
}

const faultOf = ({ rule, message, by, level }: Violation, role: DriverRole, place: number): Fault => ({
  rule,
  text: message,
  place,
  isWarning: level === 'warning',
  isOwn: by !== 'ndis' && by.role === role,
  isRefused: false,
  isDeclined: false,
});

/** Whatever follows the first fault of the driver may follow from it. */
const firstOf = (faults: readonly Fault[]): readonly Fault[] =>
  faults.filter(({ place }) => place <= (faults.find(({ isWarning }) => !isWarning)?.place ?? Infinity));

/** The actor that has not taken a message, where a record says so. */
const declinedBy = (record: LogRecord): string | undefined =>
  record.kind === 'note' ? /^(\S+) does not take /.exec(record.text)?.[1] : undefined;

/** What is left of a step without calls that NDIS has refused to a driver, and everything inside them. */
function withoutRefused(
  all: readonly Placed[],
  records: readonly TraceRecord[],
  role: DriverRole,
): Pick<Speech, 'taken' | 'refused'> {
  const inside = new Set<number>();
  const refused: string[] = [];
  const open: number[] = [];
  records.forEach((record, place) => {
    if (record.kind === 'call') open.push(place);
    if (record.kind !== 'return') return;
    const begin = open.pop() ?? place;
    const call = records[begin];
    if (record.rule === undefined || call?.kind !== 'call' || call.from !== role || call.to !== 'ndis') return;
    refused.push(`${call.fn} ${JSON.stringify(call.args)} ${record.rule}`);
    for (let at = begin; at <= place; at += 1) inside.add(at);
  });
  return { taken: inside.size === 0 ? all : all.filter(({ place }) => !inside.has(place)), refused };
}
