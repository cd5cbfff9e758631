import type { ModelState } from '../../system/index.js';
import { Dice } from '../tours/dice.js';
import { Beliefs } from './beliefs.js';
import type { Choice, Ground } from './beliefs.js';
import type { PlayOptions } from './player.types.js';
import type { RunResult } from './run.types.js';
import { Session } from './session.js';
import type { CreateSut } from './sut.types.js';

/** How a run on the fly is led. */
export interface OnTheFlyOptions extends Ground, PlayOptions {
  /** Runs with the same seed against the same system are the same; 1 by default. */
  readonly seed?: number;
  /** Moves at most, before the system is brought to rest; 100 by default. */
  readonly steps?: number;
  /** How much likelier than others a move is, by its event: `{ 'network.hangUp': 5 }`. */
  readonly weights?: Readonly<Record<string, number>>;
}

/** As many moves at most bring a system to rest. */
const mostHome = 60;

/**
 * Tests as it goes: keeps the states in which the system may be after what the driver has done, chooses the next move
 * among what can happen in them, rather one that has not been made yet, and accepts whatever is right in one of them.
 */
export async function onTheFly(
  createSut: CreateSut,
  { seed = 1, steps = 100, weights = {}, patience, ...ground }: OnTheFlyOptions,
): Promise<RunResult> {
  const beliefs = new Beliefs(ground);
  const session = new Session(createSut, beliefs, patience === undefined ? {} : { patience });
  const dice = new Dice(seed);
  const weightOf = ({ type }: Choice) => weights[type] ?? 1;
  const made = new Set<string>();
  const vain = new Set<string>();
  const isWanted = (choice: Choice) => weightOf(choice) > 0;
  await session.start();
  for (let n = 0; n < steps && !session.isOver; n += 1) {
    const possible = beliefs
      .choicesIn(session.states)
      .filter((one) => isWanted(one) && !vain.has(placed(one.word, session.states)));
    const certain = possible.filter(({ isCertain }) => isCertain);
    const choices = certain.length > 0 ? certain : possible.filter(({ moves }) => moves.length > 0);
    const isNew = ({ word }: Choice) => !made.has(placed(word, session.states));
    const choice = choices.some(isNew)
      ? dice.among(choices.filter(isNew), weightOf)
      : (towardsNews(session, beliefs, made, isWanted) ?? dice.among(choices, weightOf));
    if (!choice) break;
    const place = placed(choice.word, session.states);
    made.add(place);
    if (!(await session.make(choice))) vain.add(place);
  }
  await goHome(session, beliefs, vain);
  return session.finish(seed);
}

const placed = (word: string, states: readonly ModelState[]): string =>
  `${states.map(({ key }) => key).join('|')} ${word}`;

/** The first move of a shortest way to a state in which something has not been tried; nothing where all has. */
function towardsNews(
  session: Session,
  beliefs: Beliefs,
  made: ReadonlySet<string>,
  isWanted: (choice: Choice) => boolean,
): Choice | undefined {
  const [state, other] = session.states;
  if (!state || other) return undefined;
  const isNews = (one: ModelState) =>
    beliefs.choicesIn([one]).some((choice) => isWanted(choice) && !made.has(placed(choice.word, [one])));
  const word = firstWordTo(beliefs, state, isNews, (_, choice) => !isWanted(choice));
  return beliefs.choicesIn([state]).find((one) => one.word === word);
}

/** Brings the system to rest by shortest ways, whatever the driver does meanwhile. */
async function goHome(session: Session, beliefs: Beliefs, vain: Set<string>): Promise<void> {
  const isQuiet = (state: ModelState) => beliefs.model.isQuiet(state);
  for (let n = 0; n < mostHome && !session.isOver; n += 1) {
    const [state] = session.states;
    const word = state && firstWordTo(beliefs, state, isQuiet, (from, one) => vain.has(placed(one.word, [from])));
    const choice = beliefs.choicesIn(session.states).find((one) => one.word === word);
    if (!choice || (!choice.isCertain && choice.moves.length === 0)) return;
    if (!(await session.make(choice))) vain.add(placed(choice.word, session.states));
  }
}

/** The first move of a shortest way to such a state; nothing where this is one, or there is no way. */
function firstWordTo(
  beliefs: Beliefs,
  start: ModelState,
  isGoal: (state: ModelState) => boolean,
  isVain: (from: ModelState, choice: Choice) => boolean,
): string | undefined {
  const first = new Map<string, string | undefined>([[start.key, undefined]]);
  const queue: ModelState[] = [start];
  for (const state of queue) {
    if (isGoal(state)) return first.get(state.key);
    for (const choice of beliefs.choicesIn([state])) {
      const { word, turns } = choice;
      const [turn] = turns;
      if (!turn || first.has(turn.next.key) || isVain(state, choice)) continue;
      first.set(turn.next.key, first.get(state.key) ?? word);
      queue.push(turn.next);
    }
  }
  return undefined;
}
