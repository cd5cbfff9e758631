import type { TraceRecord } from '../protocol/trace.js';
import { createModel, faultsOf } from '../system/index.js';
import type { Fault, Model, ModelOptions, ModelState, ModelStep } from '../system/index.js';
import { nameOfAnswers, nameOfChoice } from './atlas.js';
import type { AtlasStep } from './atlas.js';
import { Sides } from './sides.js';
import type { Crossing, Line, UnderTest } from './suite.types.js';

/** What crosses the boundary to and from the driver under test. What it says to itself nobody can see. */
export function crossingsOf(records: readonly TraceRecord[], underTest: UnderTest): readonly Crossing[] {
  const open: Crossing[] = [];
  return records.filter((record): record is Crossing => {
    if (record.kind !== 'call' && record.kind !== 'return') return false;
    const call = record.kind === 'call' ? record : open.pop();
    if (record.kind === 'call') open.push(record);
    if (underTest === 'system') return true;
    if (call?.kind !== 'call' || call.from === call.to) return false;
    return call.from === underTest || call.to === underTest;
  });
}

/** What the test does about a crossing, or waits for. */
const lineOf = (record: Crossing, underTest: UnderTest): Line => {
  if (underTest === 'system' || record.from === underTest) return { kind: 'expect', accept: [record] };
  return record.kind === 'call' ? { kind: 'callback', record } : { kind: 'reply', record };
};

/** The lines of what crosses the boundary, without moves of the world around it. */
export const linesOf = (records: readonly TraceRecord[], underTest: UnderTest): readonly Line[] =>
  crossingsOf(records, underTest).map((record) => lineOf(record, underTest));

/** Writes the scripts of the steps of ways: what the driver under test is given, and what it may answer. */
export class Scripts {
  readonly #sides: Sides;
  readonly #model: Model;
  readonly #underTest: UnderTest;
  readonly #steps = new Map<string, readonly ModelStep[]>();

  constructor({ underTest, ...options }: ModelOptions & { readonly underTest: UnderTest }) {
    const { topology = 'cm', faults = [] } = options;
    this.#underTest = underTest;
    this.#sides = new Sides(topology, underTest);
    const choices = faultsOf(topology).filter((fault) => this.#sides.isOwnChoice(asAnswer(fault)));
    const others = faults.filter((fault) => !choices.includes(fault));
    this.#model = createModel({ ...options, faults: [...others, ...choices] });
  }

  /** The scripts of a way that begins with a system at rest, one for each of its steps. */
  along(way: readonly AtlasStep[]): readonly (readonly Line[])[] {
    let state: ModelState = this.#model.initial;
    return way.map((step) => {
      const steps = this.#stepsFrom(state);
      const taken = steps.find((one) => isSame(one, step));
      if (!taken) throw new Error(`Internal error: ${step.text} is not there for whom tests are written.`);
      state = taken.next;
      const others = steps.filter((one) => one !== taken && this.#isOtherChoice(one, step));
      return [...this.#movesOf(step), ...this.#linesOf(step, others)];
    });
  }

  #stepsFrom(state: ModelState): readonly ModelStep[] {
    const known = this.#steps.get(state.key);
    if (known) return known;
    const steps = this.#model.steps(state);
    this.#steps.set(state.key, steps);
    return steps;
  }

  /** The same happens and all others answer alike; only the driver under test has decided otherwise. */
  #isOtherChoice(one: AtlasStep, step: AtlasStep): boolean {
    if (nameOfChoice(one) !== nameOfChoice(step)) return false;
    const given = new Set(step.answers.map((answer) => JSON.stringify(answer)));
    return one.answers.every((answer) => given.has(JSON.stringify(answer)) || this.#sides.isOwnChoice(answer));
  }

  /** What is done to the driver, its hardware and its line before anything crosses the boundary. */
  #movesOf({ event, sleeper, answers }: AtlasStep): readonly Line[] {
    return [
      ...answers
        .filter((answer) => this.#sides.isOwnEvent(answer))
        .map((answer): Line => ({ kind: 'event', event: answer })),
      ...(event && this.#sides.isOwnEvent(event) ? [{ kind: 'event', event } as const] : []),
      ...(sleeper !== undefined && this.#sides.isOwnActor(sleeper)
        ? [{ kind: 'patience', actor: sleeper } as const]
        : []),
    ];
  }

  #linesOf(step: AtlasStep, others: readonly AtlasStep[]): readonly Line[] {
    const own = crossingsOf(step.records, this.#underTest);
    const branches = others.map(({ records }) => crossingsOf(records, this.#underTest));
    return own.map((record, place): Line => {
      const line = lineOf(record, this.#underTest);
      if (line.kind !== 'expect') return line;
      const alike = branches.filter((branch) => branch.slice(0, place).every((one, n) => isEqual(one, own[n])));
      const accept = [record];
      for (const { [place]: other } of alike) {
        if (other?.from === this.#underTest && !accept.some((one) => isEqual(one, other))) accept.push(other);
      }
      return { kind: 'expect', accept: accept as [Crossing, ...Crossing[]] };
    });
  }
}

const asAnswer = ({ event, status, on }: Fault) =>
  ({ type: 'answer.next', event, status, ...(on === undefined ? {} : { on }) }) as const;

const isSame = (one: AtlasStep, step: AtlasStep): boolean =>
  nameOfChoice(one) === nameOfChoice(step) && nameOfAnswers(one.answers) === nameOfAnswers(step.answers);

const isEqual = (one: Crossing, other: Crossing | undefined): boolean => JSON.stringify(one) === JSON.stringify(other);
