import type { Crossing } from '../suite.types.js';
import type { Cue } from './cues.js';
import type { Names } from './names.js';

/** One way that a step may take. */
export interface Branch {
  readonly cues: readonly Cue[];
}

/** Ways on which the system under test does something by itself, after a branch has come to its end. */
export type Spontaneous<B extends Branch> = (branch: B) => readonly B[];

/** A branch, and how far it has come; its cues may be more than those of the branch, where something came in between. */
interface Trail<B extends Branch> {
  readonly branch: B;
  readonly cues: readonly Cue[];
  readonly at: number;
}

type Expect = Extract<Cue, { readonly kind: 'expect' }>;

/** The branches of a step that agree with what the system under test has done so far. */
export class Trails<B extends Branch> {
  #trails: readonly Trail<B>[] = [];

  constructor(
    private readonly names: Names,
    private readonly spontaneous: Spontaneous<B>,
  ) {}

  begin(branches: readonly B[]): void {
    this.#trails = branches.map((branch) => ({ branch, cues: branch.cues, at: 0 }));
  }

  /** The next cue of the first branch; nothing where it is at its end. */
  get next(): Cue | undefined {
    const [first] = this.#trails;
    return first?.cues[first.at];
  }

  /** Whatever is accepted now, on any branch. */
  get accepted(): readonly Crossing[] {
    const all = this.#trails.flatMap((trail) => expectation(trail)?.accept ?? []);
    return all.filter((one, at) => all.findIndex((other) => isSame(one, other)) === at);
  }

  /** What was still to cross the boundary on the first branch. */
  get rest(): readonly Crossing[] {
    const [first] = this.#trails;
    return (first?.cues.slice(first.at) ?? []).map((cue) => (cue.kind === 'expect' ? cue.accept[0] : cue.record));
  }

  /** The branches that have come to their end. */
  finished(): readonly B[] {
    return this.#trails.filter(({ cues, at }) => at >= cues.length).map(({ branch }) => branch);
  }

  /** The test goes on like this, and leaves the branches on which it would not. */
  take(cue: Cue): void {
    this.#trails = this.#trails.filter(({ cues, at }) => isSame(cues[at], cue)).map(onward);
  }

  /** The system under test does something: what was expected of it, or nothing where nobody expected that. */
  follow(found: Crossing): Crossing | undefined {
    const isMet = (trail: Trail<B>) => {
      const cue = expectation(trail);
      return cue !== undefined && this.names.matches(cue.accept[0], found);
    };
    const likely = this.#trails.filter(isMet);
    const isNews = likely.length === 0 && found.kind === 'call';
    const met = isNews ? this.#trails.flatMap((trail) => this.#byItself(trail)).filter(isMet) : likely;
    const [first] = met;
    const expected = first && expectation(first)?.accept[0];
    if (!expected) return undefined;
    this.names.learn(expected, found);
    this.#trails = met.map(onward);
    return expected;
  }

  /** The system under test does nothing: only branches on which that is right remain. False where there are none. */
  keepSilent(): boolean {
    const silent = this.#trails.filter((trail) => !expectation(trail));
    if (silent.length > 0) this.#trails = silent;
    return silent.length > 0;
  }

  /** What it does by itself comes in between. */
  #byItself({ branch, cues, at }: Trail<B>): readonly Trail<B>[] {
    return this.spontaneous(branch).map((other) => ({
      branch: other,
      cues: [...other.cues, ...cues.slice(at)],
      at: 0,
    }));
  }
}

const expectation = <B extends Branch>({ cues, at }: Trail<B>): Expect | undefined => {
  const cue = cues[at];
  return cue?.kind === 'expect' ? cue : undefined;
};

const onward = <B extends Branch>(trail: Trail<B>): Trail<B> => ({ ...trail, at: trail.at + 1 });

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);
