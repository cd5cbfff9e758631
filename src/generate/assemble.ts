import { metaOf } from '../protocol/meta.js';
import type { Topology } from '../protocol/roles.js';
import type { RuleId } from '../protocol/rules.js';
import type { TraceRecord } from '../protocol/trace.js';
import type { ModelOptions } from '../system/index.js';
import { checkRecords, logged } from '../trace/index.js';
import type { Atlas, AtlasStep } from './atlas.js';
import type { Illegal } from './negative.js';
import { linesOf, Scripts } from './script.js';
import type { Line, Suite, Test, TestStep, UnderTest } from './suite.types.js';
import type { Roads, Way } from './tours/terrain.js';

/** A test without what can only be said of all tests together: its name, its title and its reasons. */
export interface Draft extends Pick<Test, 'kind' | 'steps' | 'isAtRest'> {
  /** The edges that it goes. What is illegal leads nowhere and is none of them. */
  readonly way: Way;
  /** The step that nobody should take, by its place. */
  readonly illegalAt?: number;
  /** The step with which it comes to its goal, by its place. */
  readonly goalAt?: number;
  /** The rules by which it is refused, or by which a check of its log objects. */
  readonly broken: readonly RuleId[];
}

/** Makes tests of ways through an atlas. */
export class Assembly {
  readonly #topology: Topology;
  readonly #scripts: Scripts;

  constructor(
    private readonly atlas: Atlas,
    private readonly roads: Roads,
    options: ModelOptions,
    private readonly underTest: UnderTest,
  ) {
    this.#topology = options.topology ?? 'cm';
    this.#scripts = new Scripts({ ...options, underTest });
  }

  /** The first record of every test, and how the system is brought up. */
  get beginning(): Pick<Suite, 'meta' | 'opening'> {
    const { opening } = this.atlas;
    return {
      meta: metaOf(this.#topology),
      opening: { records: opening, script: linesOf(opening, this.underTest) },
    };
  }

  /** Everything that crosses the boundary in a test, as a log of it would show. */
  traceOf({ steps, isAtRest }: Pick<Test, 'steps' | 'isAtRest'>): readonly TraceRecord[] {
    return traceOf(this.beginning, { steps, isAtRest });
  }

  /** What crosses the boundary on a way, without what anybody has to do with it. */
  bare(way: Way): Pick<Test, 'steps' | 'isAtRest'> {
    const steps = way.map((edge) => testStepOf(this.atlas.stepOf(edge), []));
    return { steps, isAtRest: this.#isAtRest(way) };
  }

  /** A test in which everybody keeps to the contract. */
  positive(way: Way): Draft {
    return { kind: 'positive', way, steps: this.#stepsOf(way), isAtRest: this.#isAtRest(way), broken: [] };
  }

  /**
   * A test of something illegal. What is refused has changed nothing, and the test goes home; a driver that has made a
   * forbidden call is not to be trusted any more, and there it ends. Nothing where the pages leave it to NDIS to refuse a
   * call, and NDIS is not under test.
   */
  negative(illegal: Illegal): Draft | undefined {
    const before = this.roads.to(illegal.state);
    const step = this.#illegalStep(illegal);
    const tried = [...this.#stepsOf(before), step];
    const broken = illegal.call ? this.#rulesBrokenBy(tried) : [];
    if (broken.length > 0) {
      return { kind: 'forbidden', way: before, steps: tried, illegalAt: before.length, isAtRest: false, broken };
    }
    if (illegal.call && this.underTest !== 'system') return undefined;
    const way = [...before, ...this.roads.home(illegal.state)];
    return {
      kind: 'refusal',
      way,
      steps: [...tried, ...this.#stepsOf(way).slice(before.length)],
      illegalAt: before.length,
      isAtRest: this.#isAtRest(way),
      broken: [illegal.rule],
    };
  }

  /** The rules by which a check of the log objects. */
  #rulesBrokenBy(steps: readonly TestStep[]): readonly RuleId[] {
    const trace = this.traceOf({ steps, isAtRest: false });
    const { violations } = checkRecords(trace.map((record, n) => logged(record, n + 1)));
    return [...new Set(violations.map(({ rule }) => rule))];
  }

  #illegalStep({ vc, event, call, rule, records }: Illegal): TestStep {
    const tried: readonly Line[] = event
      ? [{ kind: 'event', event }]
      : this.underTest === 'system' && call
        ? [{ kind: 'forced', call }, ...linesOf(records, this.underTest)]
        : [];
    return {
      text: event ? event.type : `${call?.from} calls ${call?.fn} out of turn`,
      vc,
      ...(event && { event }),
      ...(call && { call }),
      answers: [],
      records,
      script: tried,
      refused: rule,
    };
  }

  #stepsOf(way: Way): readonly TestStep[] {
    const steps = way.map((edge) => this.atlas.stepOf(edge));
    const scripts = this.#scripts.along(steps);
    return steps.map((step, place) => testStepOf(step, scripts[place] ?? []));
  }

  #isAtRest(way: Way): boolean {
    return this.atlas.isAtRest(this.roads.endOf(way));
  }
}

const testStepOf = ({ text, vc, event, sleeper, answers, records }: AtlasStep, script: readonly Line[]): TestStep => ({
  text,
  vc,
  ...(event && { event }),
  ...(sleeper !== undefined && { sleeper }),
  answers,
  records,
  script,
});

/** Everything that crosses the boundary in a test of a suite, as a log of it would show. */
export const traceOf = (
  { meta, opening }: Pick<Suite, 'meta' | 'opening'>,
  { steps, isAtRest }: Pick<Test, 'steps' | 'isAtRest'>,
): readonly TraceRecord[] => [
  meta,
  ...opening.records,
  ...steps.flatMap(({ records }) => records),
  ...(isAtRest ? [{ kind: 'end' } as const] : []),
];
