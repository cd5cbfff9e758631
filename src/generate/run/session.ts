import { metaOf } from '../../protocol/meta.js';
import type { ModelState } from '../../system/index.js';
import type { Beliefs, Choice, Turn } from './beliefs.js';
import type { Ending } from './ending.js';
import { writeReplay } from './moves.js';
import { Player } from './player.js';
import type { PlayOptions } from './player.types.js';
import { placeOf, resultOf } from './report.js';
import type { RunResult } from './run.types.js';
import type { CreateSut } from './sut.types.js';

/** A run in which each move is chosen after the last: what has been done so far, and in which states the system may be. */
export class Session {
  readonly #player: Player<Turn>;
  readonly #words: string[] = [];
  #states: readonly ModelState[];
  #ending: Ending | undefined;

  constructor(
    createSut: CreateSut,
    private readonly beliefs: Beliefs,
    options: PlayOptions,
  ) {
    this.#player = new Player(createSut, beliefs.ground.underTest, options, ({ next }) =>
      beliefs.spontaneousFrom(next),
    );
    this.#states = [beliefs.model.initial];
  }

  get states(): readonly ModelState[] {
    return this.#states;
  }

  get isOver(): boolean {
    return (this.#ending ?? this.#player.ending) !== undefined;
  }

  /** The moves so far. */
  get words(): readonly string[] {
    return this.#words;
  }

  async start(): Promise<void> {
    this.#player.journal.write(metaOf(this.beliefs.ground.topology));
    await this.#player.start();
    await this.#player.play({ moves: [], branches: [this.beliefs.opening().turn] });
  }

  /** Makes a move. False where it had no effect: the harness does not know it, or the driver does nothing about it. */
  async make({ word, advice, moves, turns }: Choice): Promise<boolean> {
    const { heard, journal } = this.#player;
    journal.write({ kind: 'note', text: `» ${word}` });
    this.#words.push(word);
    await this.#player.advise(advice);
    const taken = await this.#player.play({ moves, branches: turns });
    const { ending } = this.#player;
    const isIdle = ending?.cause === 'unsupported' || ending?.cause === 'idle';
    if (isIdle && this.#player.heard === heard && moves.length > 0) {
      this.#player.resume();
      return false;
    }
    if (!ending) this.#states = distinct(taken.map(({ next }) => next));
    return true;
  }

  /** The moves lead nowhere. */
  forbid(word: string): void {
    const what = `${word} cannot happen here`;
    this.#ending ??= { cause: 'illegal', what, breaches: [], accepted: [] };
  }

  /** Ends the run; where nothing is left to be done, nothing more will happen. */
  async finish(seed: number): Promise<RunResult> {
    if (!this.isOver && this.#states.every((state) => this.beliefs.model.isQuiet(state))) this.#player.close();
    const ending = this.#ending ?? this.#player.ending;
    await this.#player.stop();
    const { topology, underTest, vcs = 1, sends = 1, receives = 1 } = this.beliefs.ground;
    const replay = writeReplay({ topology, underTest, vcs, sends, receives, seed, moves: this.#words });
    const told = {
      underTest,
      title: `${this.#words.length} moves against ${underTest}`,
      ...placeOf(ending, this.#words.length, this.#words.at(-1) ?? 'the system is brought up'),
      breaches: ending?.breaches ?? [],
      records: this.#player.journal.records,
      replay,
    };
    return resultOf(told, ending);
  }
}

const distinct = (states: readonly ModelState[]): readonly ModelState[] => [
  ...new Map(states.map((state) => [state.key, state])).values(),
];
