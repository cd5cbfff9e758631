import type { LogRecord } from '../protocol/log.js';
import type { TraceRecord } from '../protocol/trace.js';
import { logged } from '../trace/index.js';
import type { Draft } from './assemble.js';
import { negatives } from './choose.js';
import type { Choice } from './choose.js';
import { dimensionOf, heardCoverage, itemOf } from './coverage/report.js';
import { documentedScenarios, scenariosIn } from './coverage/scenarios.js';
import { Tally } from './coverage/tally.js';
import type { Met } from './coverage/tally.js';
import { Visits } from './coverage/visits.js';
import type { DimensionCoverage } from './coverage.types.js';
import { postman } from './tours/index.js';

/** A test that has a name. */
export type Named = Draft & { readonly id: string };

/** Beyond so many steps nobody waits for what else could have been met. */
const mostEdges = 100_000;

/** What tests cover, of what there is, and of what can be met at all. */
export function measure(choice: Choice, drafts: readonly Named[]): readonly DimensionCoverage[] {
  const { atlas, assembly, options } = choice;
  const visits = new Visits(atlas);
  for (const { way, id } of drafts) visits.take(way, id);
  const own = new Hearing(choice);
  for (const draft of drafts) own.take(assembly.traceOf(draft), draft.id);
  const isEverywhere = visits.isEverywhere;
  const reach = reachOf(choice, isEverywhere ? own : undefined);
  return [
    ...visits.coverage(options.cover === 'pairs'),
    ...heardCoverage(own.tally, reach && { tally: reach.tally, isComplete: atlas.isComplete }),
    scenariosFrom(own, reach),
  ];
}

/**
 * Everything that can be met: on every step, and with everything illegal. `met` has been met on every step; where that is
 * missing, a tour finds out. Nothing where that is too much, and where tests are to come somewhere, not to cover anything.
 */
function reachOf(choice: Choice, met: Hearing | undefined): Hearing | undefined {
  const { atlas, terrain, assembly, options } = choice;
  if (atlas.edges > mostEdges || options.goals || options.through) return undefined;
  const reach = met?.copy(choice) ?? new Hearing(choice);
  if (!met) for (const way of postman(terrain).ways) reach.take(assembly.traceOf(assembly.bare(way)), '');
  for (const draft of negatives(choice)) reach.take(assembly.traceOf(draft), '');
  return reach;
}

/** What traces have shown. */
class Hearing {
  readonly tally = new Tally();
  /** The first trace that shows each. */
  readonly scenarios = new Map<string, Met>();
  readonly #check = this.tally.check();
  /** Tests share their records. Where a record stands, nobody asks here. */
  readonly #logged = new WeakMap<TraceRecord, LogRecord>();
  readonly #documented: ReturnType<typeof documentedScenarios>;

  constructor({ options: { topology = 'cm' } }: Choice) {
    this.#documented = documentedScenarios(topology);
  }

  #loggedOf(record: TraceRecord): LogRecord {
    const known = this.#logged.get(record) ?? logged(record, 0);
    this.#logged.set(record, known);
    return known;
  }

  /** The same, to hear more. */
  copy(choice: Choice): Hearing {
    const copy = new Hearing(choice);
    copy.tally.add(this.tally);
    for (const [name, met] of this.scenarios) copy.scenarios.set(name, met);
    return copy;
  }

  get documented(): readonly string[] {
    return this.#documented.map(({ name }) => name);
  }

  take(trace: readonly TraceRecord[], by: string): void {
    this.#check.begin(by);
    for (const record of trace) this.#check.observe(this.#loggedOf(record), 'rule' in record ? record.rule : undefined);
    this.#check.result();
    const missing = this.#documented.filter(({ name }) => !this.scenarios.has(name));
    for (const name of scenariosIn(trace, missing)) this.scenarios.set(name, { times: 1, by });
  }
}

const scenariosFrom = (own: Hearing, reach: Hearing | undefined): DimensionCoverage =>
  dimensionOf(
    'scenarios',
    own.documented.map((name) =>
      itemOf({ name }, own.scenarios.get(name), reach?.scenarios.has(name) ? 'uncovered' : 'unknown'),
    ),
  );
