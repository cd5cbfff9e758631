import type { Plain } from '../common/plain.js';
import type { RunRecord } from '../common/wire.js';
import { Refusal } from './trouble.js';

/** Sends an event to an actor of a program, by the name that the program knows it by. */
export type Tell = (actor: string, event: Plain) => void;

/** What the programs of one run have in common: names, charts and numbers that no two of them share. */
export class Assembly {
  /** Who has an actor of this name, and what he calls it. */
  readonly owners = new Map<string, { readonly member: Member; readonly own: string }>();
  /** Structures by the names of their charts, as text. */
  readonly charts = new Map<string, string>();
  #steps = 0;

  nextStep(): number {
    this.#steps += 1;
    return this.#steps;
  }

  tell(actor: string, event: Plain): void {
    const owner = this.owners.get(actor);
    if (!owner?.member.tell) throw new Refusal('CONDIS6003', `There is no actor ${actor} that takes events.`);
    owner.member.tell(owner.own, event);
  }
}

/** How many steps of a program are remembered, for those that they cause. */
const mostSteps = 10_000;

/** A program whose records become part of a run: what collides with others gets another name or number. */
export class Member {
  readonly #names = new Map<string, string>();
  readonly #charts = new Map<string, string>();
  readonly #steps = new Map<number, number>();
  tell: Tell | undefined;

  constructor(private readonly assembly: Assembly) {}

  /** A record as the run has it; nothing for a mark, which is about a place of another run. */
  joined(record: RunRecord): RunRecord | undefined {
    switch (record.kind) {
      case 'chart':
        return this.#chart(record);
      case 'actor':
        return {
          ...record,
          n: this.#numbered(record.n),
          name: this.#named(record.name),
          parent: record.parent === null ? null : (this.#names.get(record.parent) ?? record.parent),
          chart: record.chart === null ? null : (this.#charts.get(record.chart) ?? record.chart),
          sent: record.sent.map((sent) => this.#sent(sent)),
        };
      case 'step':
        return {
          ...record,
          n: this.#numbered(record.n),
          actor: this.#known(record.actor),
          from: record.from === null ? null : this.#known(record.from),
          cause: record.cause === null ? null : (this.#steps.get(record.cause) ?? null),
          sent: record.sent.map((sent) => this.#sent(sent)),
        };
      case 'gone': {
        const name = this.#known(record.name);
        this.#names.delete(record.name);
        this.assembly.owners.delete(name);
        return { ...record, name };
      }
      case 'mark':
        return undefined;
      default:
        return record;
    }
  }

  #chart(record: Extract<RunRecord, { readonly kind: 'chart' }>): RunRecord {
    const { charts } = this.assembly;
    const text = JSON.stringify(record.structure);
    const name = free(record.chart, (one) => charts.has(one) && charts.get(one) !== text);
    charts.set(name, text);
    this.#charts.set(record.chart, name);
    return { ...record, chart: name };
  }

  #named(own: string): string {
    const { owners } = this.assembly;
    const isMine = (name: string) => owners.get(name)?.member === this && this.#names.get(own) === name;
    const name = free(own, (one) => owners.has(one) && !isMine(one));
    owners.set(name, { member: this, own });
    this.#names.set(own, name);
    return name;
  }

  #known(own: string): string {
    return this.#names.get(own) ?? own;
  }

  #sent<S extends { readonly to: string | null }>(sent: S): S {
    return sent.to === null ? sent : { ...sent, to: this.#known(sent.to) };
  }

  #numbered(own: number): number {
    const n = this.assembly.nextStep();
    this.#steps.set(own, n);
    const [oldest] = this.#steps.keys();
    if (this.#steps.size > mostSteps && oldest !== undefined) this.#steps.delete(oldest);
    return n;
  }
}

/** A name, or that name with the first number that makes it free. */
function free(name: string, isTaken: (name: string) => boolean): string {
  if (!isTaken(name)) return name;
  for (let number = 2; ; number += 1) {
    const other = `${name} (${number})`;
    if (!isTaken(other)) return other;
  }
}
