import type { AnyMonitor, Monitor, Violation } from '../rules/index.js';
import { contractJudges } from '../trace/index.js';
import { OpenEars } from './ears.js';
import type { Ears, Words } from './ears.js';
import { essenceOf } from './essence.js';
import { inOrder } from './groups.js';
import { isOfLists, withoutLists } from './unlisted.js';

/**
 * Judges who hear everything, and beside them contracts that hear nothing of lists. As long as those say the same about
 * everything else, at every moment, judges who do not care for lists may be heard without them.
 */
export class TandemEars implements Ears {
  readonly #whole: Witnesses;
  readonly #rest: Rest;
  readonly #restOf: readonly number[];
  /** What the contracts remember beside lists, by all that is remembered. */
  readonly #rests = new Map<string, number>();
  /** What the contracts remember that hear nothing of lists. */
  #memory = 0;
  #isFaithful: boolean;

  constructor(judges: readonly AnyMonitor[], words: Words, speeches: number) {
    const { words: rest, restOf } = withoutLists(words, speeches);
    this.#whole = new Witnesses([...contractJudges, ...judges], words);
    this.#rest = new Rest(rest);
    this.#restOf = restOf;
    this.#isFaithful = this.#rest.isCrewed;
  }

  /** Nothing was heard yet that is different without lists. */
  get isFaithful(): boolean {
    return this.#isFaithful;
  }

  recall(path: readonly number[]): void {
    this.#whole.recall(path);
    this.#memory = 0;
    for (const said of path) this.#memory = this.#hearRest(said).next;
  }

  hear(said: number): readonly Violation[] {
    const violations = this.#whole.hear(said);
    const { next, notes, isBroken } = this.#hearRest(said);
    this.#memory = next;
    this.#isFaithful &&= notes === this.#whole.notes && !isBroken;
    return violations;
  }

  essence(): string {
    const essence = this.#whole.essence();
    const known = this.#rests.get(essence);
    const rest = known ?? this.#rest.numberOf(this.#whole.rest());
    if (known === undefined) this.#rests.set(essence, rest);
    this.#isFaithful &&= rest === this.#memory;
    return essence;
  }

  #hearRest(said: number): Step {
    return this.#rest.hear(this.#memory, this.#restOf[said] ?? 0);
  }
}

interface Step {
  readonly next: number;
  readonly notes: string;
  readonly isBroken: boolean;
}

/** The contracts that hear nothing of lists: what they remember, by numbers. */
class Rest {
  readonly #witnesses: Witnesses;
  readonly #numbers = new Map<string, number>();
  readonly #paths: (readonly number[])[] = [];
  readonly #steps: Map<number, Step>[] = [];
  /** Every driver was seen before anything happened to a VC. */
  readonly isCrewed: boolean;

  constructor(words: Words) {
    this.#witnesses = new Witnesses([...contractJudges], words);
    this.#witnesses.recall([]);
    const { cast } = this.#witnesses.world;
    const servers = words.topology === 'cm' ? (['callManager', 'miniport'] as const) : (['mcm'] as const);
    this.isCrewed = cast.shows('client') && servers.every((role) => cast.shows(role));
    this.#remember([]);
  }

  /** The number of a memory; -1 where nothing was remembered like that. */
  numberOf(memory: string): number {
    return this.#numbers.get(memory) ?? -1;
  }

  hear(memory: number, said: number): Step {
    const steps = (this.#steps[memory] ??= new Map<number, Step>());
    const known = steps.get(said);
    if (known) return known;
    const path = this.#paths[memory] ?? [];
    this.#witnesses.recall(path);
    const isBroken = this.#witnesses.hear(said).length > 0;
    const step = { next: this.#remember([...path, said]), notes: this.#witnesses.notes, isBroken };
    steps.set(said, step);
    return step;
  }

  #remember(path: readonly number[]): number {
    const memory = this.#witnesses.rest();
    const known = this.#numbers.get(memory);
    if (known !== undefined) return known;
    this.#numbers.set(memory, this.#paths.length);
    return this.#paths.push(path) - 1;
  }
}

/** Judges, and notes of what they let each other know while they judge. */
class Witnesses implements Ears {
  readonly #ears: OpenEars;
  readonly #places: readonly number[];
  #notes = '';
  #isRecalling = false;

  constructor(chosen: readonly AnyMonitor[], words: Words) {
    const judges = inOrder(chosen);
    const note: NonNullable<Monitor['called']> = (_, { fn, verdict, isReported, inside, vc, af, sap, depth }) => {
      if (this.#isRecalling || isOfLists(fn)) return;
      const inner = inside.map((frame) => frame.fn).join('+');
      this.#notes += `${fn} ${verdict} ${isReported} ${inner} ${depth} `;
      this.#notes += `${vc?.life} ${vc?.call} ${vc?.state} ${af?.life} ${sap?.life}\n`;
    };
    const witness: Monitor = { name: 'witness', rules: [], called: note, entered: note, answered: note, left: note };
    this.#ears = new OpenEars([...judges, witness], words);
    // The contract of data remembers nothing but lists.
    this.#places = judges.flatMap((judge, n) => (contractJudges.has(judge) && judge.name !== 'data' ? [n + 1] : []));
  }

  /** What was noted of the last speech. */
  get notes(): string {
    return this.#notes;
  }

  get world(): OpenEars['world'] {
    return this.#ears.world;
  }

  recall(path: readonly number[]): void {
    this.#isRecalling = true;
    this.#ears.recall(path);
    this.#isRecalling = false;
  }

  hear(said: number): readonly Violation[] {
    this.#notes = '';
    return this.#ears.hear(said);
  }

  essence(): string {
    return this.#ears.essence();
  }

  /** What the contracts remember, but for lists. */
  rest(): string {
    const memory = this.#ears.memory();
    return essenceOf([memory[0], ...this.#places.map((place) => memory[place])], true);
  }
}
