import { createModel } from '../system/index.js';
import type { Model, ModelOptions, ModelState, Tables } from '../system/index.js';
import { nameOfAnswers, nameOfChoice } from './atlas.js';
import type { AtlasStep } from './atlas.js';
import { crossingsOf } from './script.js';
import type { Suite, TestStep } from './suite.types.js';

/** Where another system does not do what a test says. */
export interface Departure {
  /** The test; empty where the system departs while it is brought up. */
  readonly test: string;
  /** The step, from 0. */
  readonly step: number;
  /**
   * `missing`: what happens cannot happen there. `different`: something else crosses the boundary. `broken`: something is
   * done that nobody should do, although nothing else crosses.
   */
  readonly how: 'missing' | 'different' | 'broken';
}

/** A step of a test as it is compared: what happens, and what is said. */
interface Asked {
  readonly choice: string;
  readonly said: string;
}

/** What becomes of a choice in another system. */
interface Found {
  readonly said: string;
  readonly isFlawed: boolean;
  readonly next: ModelState;
}

/**
 * Replays positive tests on other closed systems, such as those with a fault in one of their machines, and finds the first
 * step that they do not take alike. The whole system is under test: everything that crosses the boundary counts.
 */
export class Replays {
  readonly #tests: readonly { readonly id: string; readonly steps: readonly Asked[] }[];
  readonly #opening: string;
  readonly #tables: Tables;

  /** `suite` is of a system of these options. */
  constructor(
    suite: Suite,
    private readonly options: ModelOptions,
  ) {
    const known = new Map<TestStep['records'], string>();
    const saidIn = ({ records }: TestStep): string => {
      const said = known.get(records) ?? saidBy(records);
      known.set(records, said);
      return said;
    };
    this.#tests = suite.tests
      .filter(({ kind }) => kind === 'positive')
      .map(({ id, steps }) => ({ id, steps: steps.map((step) => ({ choice: choiceOf(step), said: saidIn(step) })) }));
    this.#opening = saidBy(suite.opening.records);
    this.#tables = createModel(options).tables;
  }

  /** The first departure of the system that is made of these parts; nothing where it passes every test. */
  departureOf(parts: NonNullable<ModelOptions['parts']>): Departure | undefined {
    const model = createModel({ ...this.options, parts }, this.#tables);
    if (saidBy(model.opening()) !== this.#opening) return { test: '', step: 0, how: 'different' };
    const choices = choicesIn(model);
    for (const { id, steps } of this.#tests) {
      let state = model.initial;
      for (const [step, { choice, said }] of steps.entries()) {
        const found = choices(state).get(choice);
        if (!found) return { test: id, step, how: 'missing' };
        if (found.said !== said) return { test: id, step, how: 'different' };
        if (found.isFlawed) return { test: id, step, how: 'broken' };
        state = found.next;
      }
    }
    return undefined;
  }
}

/** What can happen in each state of a model, found out once. */
function choicesIn(model: Model): (state: ModelState) => ReadonlyMap<string, Found> {
  const known = new Map<string, ReadonlyMap<string, Found>>();
  return (state) => {
    const choices =
      known.get(state.key) ??
      new Map(
        model.steps(state).map((step) => {
          const { records, flaws, next } = step;
          return [choiceOf(step), { said: saidBy(records), isFlawed: flaws.length > 0, next }];
        }),
      );
    known.set(state.key, choices);
    return choices;
  };
}

const choiceOf = (step: Pick<AtlasStep, 'event' | 'sleeper' | 'vc' | 'answers'>): string =>
  `${nameOfChoice(step)} ${nameOfAnswers(step.answers)}`;

const saidBy = (records: TestStep['records']): string => JSON.stringify(crossingsOf(records, 'system'));
