import type { AnyStateMachine } from 'xstate';
import { structureOf, transitionIds } from '../../src/chart/index.js';
import type { ChartRecord, FateTable } from './wire.js';

/** A chart as it is told. */
export interface Chart {
  readonly name: string;
  readonly ids: ReadonlyMap<object, string>;
}

/** The charts of a run, each told once, under a name that no other has. */
export class Charts {
  readonly #charts = new WeakMap<AnyStateMachine, Chart>();
  readonly #told = new Map<string, string>();

  constructor(
    private readonly emit: (record: ChartRecord) => void,
    private readonly fatesOf: (machine: string) => FateTable | undefined,
  ) {}

  of(machine: AnyStateMachine): Chart {
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
      const fates = this.fatesOf(machine.id);
      const record: ChartRecord = { kind: 'chart', chart: name, structure, ...(fates && { fates }) };
      this.emit(record);
    }
    return chart;
  }
}
