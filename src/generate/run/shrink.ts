import type { ModelState } from '../../system/index.js';
import type { Beliefs } from './beliefs.js';
import { readReplay } from './moves.js';
import type { PlayOptions } from './player.types.js';
import { beliefsOf, perform } from './replay.js';
import type { RunResult } from './run.types.js';
import type { CreateSut } from './sut.types.js';

/** A failing run, as short as it was found. */
export interface Shrunk {
  readonly result: RunResult;
  /** How many moves it had, and has. */
  readonly from: number;
  readonly to: number;
  /** How often the system under test was run. */
  readonly runs: number;
}

/** As many ways through the graph are tried at most. */
const mostWays = 300;

/**
 * Shrinks a failing run to a shortest one that fails alike: first the shortest ways of the model to its last move, then
 * whatever can be left out, moves first and then what is told in advance. The system under test is run anew each time. Nothing where the run does not fail again.
 */
export async function shrink(
  createSut: CreateSut,
  failed: Pick<RunResult, 'replay' | 'cause' | 'breaches'>,
  options: PlayOptions = {},
): Promise<Shrunk | undefined> {
  const read = readReplay(failed.replay);
  if (!read) return undefined;
  const beliefs = beliefsOf(read);
  const known = new Map<string, RunResult | undefined>();
  const attempt = async (moves: readonly string[]): Promise<RunResult | undefined> => {
    const key = moves.join(' ');
    if (!known.has(key)) {
      const result = await perform(createSut, beliefs, { seed: read.seed, moves }, options);
      known.set(key, isAlike(result, failed) ? result : undefined);
    }
    return known.get(key);
  };
  const found = await attempt(read.moves);
  if (!found) return undefined;
  let best = { result: found, moves: movesOf(found) };
  const last = best.moves.at(-1) ?? '';
  for (const way of waysTo(beliefs, last, best.moves.length - 1)) {
    const result = await attempt([...way, last]);
    if (!result) continue;
    best = { result, moves: movesOf(result) };
    break;
  }
  for (let size = Math.ceil(best.moves.length / 2); size >= 1;) {
    const smaller = await without(best.moves, size, attempt);
    if (smaller) best = { result: smaller, moves: movesOf(smaller) };
    else size = size === 1 ? 0 : Math.ceil(size / 2);
  }
  for (const [at, word] of best.moves.entries()) {
    const [bare = word] = word.split('+');
    const plainer = bare === word ? undefined : await attempt(best.moves.with(at, bare));
    if (plainer) best = { result: plainer, moves: movesOf(plainer) };
  }
  return { result: best.result, from: read.moves.length, to: best.moves.length, runs: known.size };
}

const movesOf = ({ replay }: RunResult): readonly string[] => readReplay(replay)?.moves ?? [];

/** The same goes wrong: for the same cause, by the same rule first. */
const isAlike = (one: RunResult, other: Pick<RunResult, 'cause' | 'breaches'>): boolean =>
  one.verdict === 'failed' && one.cause === other.cause && one.breaches[0]?.rule === other.breaches[0]?.rule;

/** Leaves out so many moves in a row, somewhere. */
async function without(
  moves: readonly string[],
  size: number,
  attempt: (moves: readonly string[]) => Promise<RunResult | undefined>,
): Promise<RunResult | undefined> {
  for (let at = 0; at + size <= moves.length; at += 1) {
    const result = await attempt([...moves.slice(0, at), ...moves.slice(at + size)]);
    if (result) return result;
  }
  return undefined;
}

/** Shortest ways, one to each state in which the move can be made, the nearest first; only those that are shorter. */
function* waysTo(beliefs: Beliefs, word: string, longest: number): Generator<readonly string[]> {
  const ways = new Map<string, readonly string[]>([[beliefs.model.initial.key, []]]);
  const queue: ModelState[] = [beliefs.model.initial];
  let count = 0;
  for (const state of queue) {
    const way = ways.get(state.key) ?? [];
    if (way.length >= longest || count >= mostWays) return;
    const choices = beliefs.choicesIn([state]);
    if (choices.some((choice) => choice.word === word)) {
      count += 1;
      yield way;
    }
    for (const { word: next, turns } of choices) {
      const [turn] = turns;
      if (!turn || ways.has(turn.next.key)) continue;
      ways.set(turn.next.key, [...way, next]);
      queue.push(turn.next);
    }
  }
}
