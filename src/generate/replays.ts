import { createModel } from '../system/index.js';
import type { ModelOptions, ModelState, Tables } from '../system/index.js';
import { nameOfAnswers, nameOfChoice } from './atlas.js';
import { crossingsOf } from './script.js';
import type { Suite, Test, TestStep } from './suite.types.js';

/** Where another system does not do what a test says. */
export interface Departure {
  readonly test: string;
  /** The step, from 0; -1 where it departs while it is brought up. */
  readonly step: number;
  /** `missing`: what happens cannot happen there. `different`: something else crosses the boundary. */
  readonly how: 'missing' | 'different' | 'broken';
}

/**
 * Replays positive tests on another closed system, such as one with a fault in one of its machines, and finds the first
 * that it does not pass. The whole system is under test: everything that crosses the boundary has to be as the test says.
 */
export class Replays {
  readonly #tests: readonly Test[];
  readonly #opening: string;
  readonly #tables: Tables;

  /** `suite` has the whole system under test. */
  constructor(
    suite: Suite,
    private readonly options: ModelOptions,
  ) {
    this.#tables = createModel(options).tables;
    this.#tests = suite.tests.filter(({ kind }) => kind === 'positive');
    this.#opening = said(suite.opening.records);
  }

  /** The first departure of the system that is made of these parts; nothing where it passes every test. */
  departureOf(parts: NonNullable<ModelOptions['parts']>): Departure | undefined {
    const model = createModel({ ...this.options, parts }, this.#tables);
    if (said(model.opening()) !== this.#opening) return { test: '', step: -1, how: 'different' };
    const follow = (state: ModelState, step: TestStep) =>
      model
        .steps(state)
        .find(
          (one) =>
            nameOfChoice(one) === nameOfChoice(step) && nameOfAnswers(one.answers) === nameOfAnswers(step.answers),
        );
    for (const { id, steps } of this.#tests) {
      let state = model.initial;
      for (const [place, step] of steps.entries()) {
        const taken = follow(state, step);
        if (!taken) return { test: id, step: place, how: 'missing' };
        if (taken.flaws.length > 0) return { test: id, step: place, how: 'broken' };
        if (said(taken.records) !== said(step.records)) return { test: id, step: place, how: 'different' };
        state = taken.next;
      }
    }
    return undefined;
  }
}

const said = (records: TestStep['records']): string => JSON.stringify(crossingsOf(records, 'system'));
