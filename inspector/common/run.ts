import { Mailboxes } from './mail.js';
import type { WaitingMessage } from './mail.js';
import { applied } from './patch.js';
import type { Plain } from './plain.js';
import type { ActorRecord, ChartRecord, GoneRecord, MarkRecord, RunRecord, StepRecord } from './wire.js';

/** Where an actor stands at some place of a run. */
export interface Standing {
  readonly name: string;
  readonly chart: string | null;
  readonly parent: string | null;
  readonly value: Plain;
  readonly context: Plain;
  /** The place of the record that brought it there. */
  readonly since: number;
  readonly status: StepRecord['status'];
}

type ActorLine = ActorRecord | StepRecord | GoneRecord;

/** All that happened to one actor name, by the places of the records. */
interface Life {
  readonly places: number[];
  /** Contexts after some of the records, so that no context is made from far away. */
  readonly contexts: Map<number, Plain>;
}

/** How many patches are applied at most to find a context. */
const stride = 32;

const kinds = ['meta', 'call', 'return', 'assume', 'note', 'end', 'chart', 'actor', 'step', 'gone', 'mark'] as const;
const isKnownKind = (kind: unknown): boolean => (kinds as readonly unknown[]).includes(kind);

/**
 * A recorded run: records are added at the end, and never change. Whatever a view shows at a place is a question to it,
 * answered without going through the run.
 */
export class Run {
  readonly #records: RunRecord[] = [];
  readonly #lives = new Map<string, Life>();
  readonly #steps = new Map<number, number>();
  readonly #marks = new Map<number, MarkRecord[]>();
  readonly #mail = new Mailboxes();
  readonly charts = new Map<string, ChartRecord>();
  #skipped = 0;

  /** How many records there are. */
  get length(): number {
    return this.#records.length;
  }

  /** Records of kinds that nobody here knows. */
  get skipped(): number {
    return this.#skipped;
  }

  /** Every actor that was ever there, in the order of their coming. */
  get actors(): readonly string[] {
    return [...this.#lives.keys()];
  }

  add(record: RunRecord): void {
    const place = this.#records.length;
    switch (record.kind) {
      case 'chart':
        this.charts.set(record.chart, record);
        break;
      case 'actor':
        this.#life(record.name).places.push(place);
        this.#steps.set(record.n, place);
        break;
      case 'gone':
        this.#life(record.name).places.push(place);
        break;
      case 'step':
        this.#life(record.actor).places.push(place);
        this.#steps.set(record.n, place);
        break;
      case 'mark':
        this.#marks.set(record.at, [...(this.#marks.get(record.at) ?? []), record]);
        break;
      default:
        if (!isKnownKind((record as { readonly kind: unknown }).kind)) {
          this.#skipped += 1;
          return;
        }
    }
    this.#mail.add(record, place);
    this.#records.push(record);
  }

  at(place: number): RunRecord | undefined {
    return this.#records[place];
  }

  /** Where the step of this number is. */
  placeOf(step: number): number | undefined {
    return this.#steps.get(step);
  }

  /** The places of the records with which something is wrong. */
  get marked(): Iterable<number> {
    return this.#marks.keys();
  }

  marksAt(place: number): readonly MarkRecord[] {
    return this.#marks.get(place) ?? [];
  }

  /** The places of the records of an actor. */
  placesOf(actor: string): readonly number[] {
    return this.#lives.get(actor)?.places ?? [];
  }

  /** Where an actor stands after the record at a place; nothing where it is not there. */
  standing(actor: string, place: number): Standing | undefined {
    const life = this.#lives.get(actor);
    const index = life ? lastUpTo(life.places, place) : -1;
    const since = life?.places[index];
    if (!life || since === undefined) return undefined;
    const record = this.#records[since] as ActorLine;
    if (record.kind === 'gone') return undefined;
    const birth = this.#birth(life, index);
    return {
      name: actor,
      chart: birth?.chart ?? null,
      parent: birth?.parent ?? null,
      value: record.value,
      context: this.#context(life, index),
      since,
      status: record.kind === 'step' ? record.status : 'active',
    };
  }

  /** Every actor that is there after the record at a place. */
  standings(place: number): readonly Standing[] {
    return this.actors.flatMap((actor) => this.standing(actor, place) ?? []);
  }

  /** What waits in the mailboxes after the record at a place: sent, and not taken. */
  waiting(place: number): readonly WaitingMessage[] {
    return this.#mail.at(place);
  }

  #life(name: string): Life {
    const life = this.#lives.get(name) ?? { places: [], contexts: new Map<number, Plain>() };
    this.#lives.set(name, life);
    return life;
  }

  #birth({ places }: Life, index: number): ActorRecord | undefined {
    for (let n = index; n >= 0; n -= 1) {
      const record = this.#records[places[n] as number];
      if (record?.kind === 'actor') return record;
    }
    return undefined;
  }

  #context({ places, contexts }: Life, index: number): Plain {
    const trail: StepRecord[] = [];
    let known: Plain = {};
    for (let n = index; n >= 0; n -= 1) {
      const kept = contexts.get(n);
      const record = this.#records[places[n] as number] as ActorLine;
      if (kept !== undefined || record.kind === 'actor') {
        known = kept ?? (record as ActorRecord).context;
        break;
      }
      if (record.kind === 'step') trail.push(record);
    }
    return trail.reduceRight<Plain>((context, { patch }, behind) => {
      const next = applied(context, patch);
      const n = index - behind;
      if (n % stride === 0) contexts.set(n, next);
      return next;
    }, known);
  }
}

/** The index of the last number that is not above a bound, in numbers that rise; -1 where there is none. */
export const lastUpTo = (numbers: readonly number[], bound: number): number => {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] as number) <= bound) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};
