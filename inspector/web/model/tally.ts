import type { ChartRecord, RunRecord } from '../../common/wire.js';
import { activeIds } from './states.js';

/** How often states were entered and transitions taken, by chart. Counts what it is told, once. */
export class Tally {
  readonly #counts = new Map<string, Map<string, number>>();
  readonly #charts = new Map<string, ChartRecord>();
  readonly #actors = new Map<string, { readonly chart: string; active: ReadonlySet<string> }>();

  add(record: RunRecord): void {
    if (record.kind === 'chart') this.#charts.set(record.chart, record);
    if (record.kind === 'actor' && record.chart !== null) {
      this.#actors.set(record.name, { chart: record.chart, active: new Set() });
      this.#enter(record.name, record.value);
    }
    if (record.kind === 'step') {
      const actor = this.#actors.get(record.actor);
      if (!actor) return;
      for (const id of record.transitions.flat()) this.#count(actor.chart, id);
      this.#enter(record.actor, record.value);
    }
  }

  /** The counts of a chart, by the ids of states and transitions. */
  of(chart: string): ReadonlyMap<string, number> {
    return this.#counts.get(chart) ?? new Map<string, number>();
  }

  /** How much of a chart was seen. */
  coverage(chart: string): { readonly states: string; readonly transitions: string } {
    const structure = this.#charts.get(chart)?.structure;
    const counts = this.of(chart);
    const seen = (ids: readonly string[]): string => `${ids.filter((id) => counts.has(id)).length} of ${ids.length}`;
    return {
      states: seen((structure?.nodes ?? []).map(({ id }) => id)),
      transitions: seen((structure?.transitions ?? []).map(({ id }) => id)),
    };
  }

  #enter(name: string, value: Parameters<typeof activeIds>[1]): void {
    const actor = this.#actors.get(name);
    const structure = actor && this.#charts.get(actor.chart)?.structure;
    if (!actor || !structure) return;
    const active = new Set(activeIds(structure, value));
    for (const id of active) if (!actor.active.has(id)) this.#count(actor.chart, id);
    actor.active = active;
  }

  #count(chart: string, id: string): void {
    const counts = this.#counts.get(chart) ?? new Map<string, number>();
    counts.set(id, (counts.get(id) ?? 0) + 1);
    this.#counts.set(chart, counts);
  }
}
