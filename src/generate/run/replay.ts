import { faultsOf } from '../../system/index.js';
import { Beliefs } from './beliefs.js';
import { readReplay } from './moves.js';
import type { Replay } from './moves.js';
import type { PlayOptions } from './player.types.js';
import type { RunResult } from './run.types.js';
import { Session } from './session.js';
import type { CreateSut } from './sut.types.js';

/** All that may be replayed of a kind of run: every answer that can go wrong is among the moves. */
export const beliefsOf = ({ topology, underTest, vcs, sends, receives }: Omit<Replay, 'seed' | 'moves'>): Beliefs =>
  new Beliefs({ topology, underTest, vcs, sends, receives, faults: faultsOf(topology) });

/** Makes moves, one after the other. It ends with the first that cannot happen. */
export async function perform(
  createSut: CreateSut,
  beliefs: Beliefs,
  { seed, moves }: Pick<Replay, 'seed' | 'moves'>,
  options: PlayOptions = {},
): Promise<RunResult> {
  const session = new Session(createSut, beliefs, options);
  await session.start();
  for (const word of moves) {
    if (session.isOver) break;
    const choice = beliefs.choicesIn(session.states).find((one) => one.word === word);
    if (choice) await session.make(choice);
    else session.forbid(word);
  }
  return session.finish(seed);
}

/**
 * Runs again what a report says in its line `replay`, with the system under test as it is now.
 *
 * @throws a TypeError where the line is none of a run.
 */
export async function replay(createSut: CreateSut, line: string, options: PlayOptions = {}): Promise<RunResult> {
  const read = readReplay(line);
  if (!read) throw new TypeError(`Expected the line of a run, got ${JSON.stringify(line)}.`);
  return perform(createSut, beliefsOf(read), read, options);
}
