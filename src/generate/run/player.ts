import { factOf } from '../../protocol/functions.js';
import type { AnyFunctionName } from '../../protocol/functions.js';
import type { RuleId } from '../../protocol/rules.js';
import type { NdisStatus } from '../../protocol/status.js';
import type { CallRecord } from '../../protocol/trace.js';
import type { Crossing, UnderTest } from '../suite.types.js';
import type { Cue, Opening } from './cues.js';
import { crossingText } from './ending.js';
import type { Cause, Ending } from './ending.js';
import { Journal, sourceOf } from './journal.js';
import type { Breach } from './journal.js';
import { Names } from './names.js';
import { problemOfMove, readAnswer } from './answers.js';
import type { PlayOptions, Scene } from './player.types.js';
import { Supervised } from './supervised.js';
import type { Answer, CreateSut, Delivery, Ndis, Out } from './sut.types.js';
import { Trails } from './trails.js';
import type { Branch, Spontaneous } from './trails.js';

const none: ReadonlySet<RuleId> = new Set();

/** It has done what it was not to do yet: where the trace stood before, and which calls it has left out by returning. */
interface Early {
  readonly at: number;
  readonly rest: readonly Crossing[];
}

/**
 * Plays everybody but the system under test: does what a step says, answers its calls, and follows what it does on all
 * branches on which that is possible. The first branch decides what the others do.
 */
export class Player<B extends Branch = Branch> {
  readonly journal: Journal;
  readonly #names = new Names();
  readonly #sut: Supervised;
  readonly #trails: Trails<B>;
  #refused: RuleId | undefined;
  /** The rules that a step breaks on purpose. */
  #foreseen: ReadonlySet<RuleId> = none;
  #ending: Ending | undefined;
  /** Set as long as it is still to be heard what else it does. */
  #early: Early | undefined;
  #heard = 0;

  constructor(
    createSut: CreateSut,
    private readonly underTest: UnderTest,
    { patience = 5_000 }: PlayOptions = {},
    spontaneous: Spontaneous<B> = () => [],
  ) {
    this.journal = new Journal(underTest);
    this.#trails = new Trails(this.#names, spontaneous);
    this.#sut = new Supervised(createSut, patience, (cause, what) => this.#end(cause, what));
  }

  get ending(): Ending | undefined {
    return this.#ending;
  }

  /** How often the system under test has done something. */
  get heard(): number {
    return this.#heard;
  }

  /** Goes on as if the last step had not been. */
  resume(): void {
    this.#ending = undefined;
  }

  async start(): Promise<void> {
    await this.#sut.start(this.#ndis());
  }

  async stop(): Promise<void> {
    await this.#sut.stop();
  }

  /** Tells it how to answer; nothing is said where its harness cannot make it do so. */
  async advise(moves: readonly Opening[]): Promise<void> {
    for (const move of moves) await this.#sut.deliver(move);
  }

  /** Performs a step. What comes back are the branches that the system under test may have taken. */
  async play({ moves, branches, refused }: Scene<B>): Promise<readonly B[]> {
    this.#refused = refused;
    this.#trails.begin(branches);
    this.#foreseen = refused === undefined ? none : this.journal.foresee(this.#trails.rest);
    for (const move of moves) {
      if (this.#ending) break;
      const answer = await this.#sut.deliver(move);
      if (answer !== undefined) this.#judgeMove(move, answer);
    }
    for (let cue = this.#trails.next; cue && !this.#ending; cue = this.#trails.next) await this.#perform(cue);
    if (!this.#ending) await this.#rest();
    if (this.#early) await this.#judgeEarly(this.#early);
    return this.#trails.finished();
  }

  /** Nothing more will happen: what is owed now is never paid. */
  close(): void {
    if (!this.#ending) this.#blame(this.journal.write({ kind: 'end' }), 'silent');
  }

  async #perform(cue: Cue): Promise<void> {
    if (cue.kind === 'callback') {
      const callback = this.#inOwnNames(cue);
      this.#take(cue);
      const answer = await this.#sut.deliver(callback);
      if (answer !== undefined) this.#returned(cue.record, answer);
      else this.#end('answered', `${cue.record.fn} is not answered`);
    } else if (cue.kind === 'expect') {
      const heard = this.#heard;
      await this.#rest();
      if (this.#heard === heard && !this.#ending && !this.#trails.keepSilent()) this.#judgeSilence();
    } else {
      this.#take(cue);
    }
  }

  /** Lets it come to rest, and hears what it has done meanwhile. */
  async #rest(): Promise<void> {
    await this.#sut.settle();
    for (const output of this.#sut.collect()) {
      if (this.#ending && !this.#early) return;
      const { kind, ...said } = output;
      this.#observe(kind === undefined ? { kind: 'call', from: this.#role, to: 'ndis', ...said } : output);
    }
  }

  /** NDIS, played by the test. */
  #ndis(): Ndis {
    return {
      call: (fn, args = {}, out = {}) => {
        const problem = this.#sut.problemOf(fn, args);
        if (problem !== undefined) {
          this.#end('answered', problem);
          return 'NDIS_STATUS_FAILURE';
        }
        if (this.#observe({ kind: 'call', from: this.#role, to: 'ndis', fn, args })) {
          const answer = this.#answer(out);
          if (answer !== undefined) return answer;
        }
        return this.#brushOff(fn);
      },
    };
  }

  /** The run is over. What the driver does on its way out is judged, as long as nothing depends on the answer. */
  #brushOff(fn: AnyFunctionName): NdisStatus | null {
    const isVoid = factOf(fn).returns === 'void';
    if (this.#early && isVoid) this.journal.write({ kind: 'return', from: 'ndis', fn, status: null });
    else this.#early = undefined;
    return isVoid ? null : 'NDIS_STATUS_FAILURE';
  }

  /** What others do inside a call of the driver, and what the call returns. */
  #answer(out: Out): NdisStatus | null | undefined {
    while (!this.#ending) {
      const cue = this.#trails.next;
      if (cue?.kind === 'reply') {
        this.#take(cue);
        Object.assign(out, this.#names.toOwn(cue.record.args ?? {}));
        return cue.record.status;
      }
      if (cue?.kind === 'callback') {
        const callback = this.#inOwnNames(cue);
        this.#take(cue);
        const answer = this.#sut.deliverInside(callback);
        if (answer !== undefined) this.#returned(cue.record, answer);
        else this.#end('answered', `${cue.record.fn} is not answered`);
      } else if (cue?.kind === 'other') {
        this.#take(cue);
      } else {
        this.#end('allowed', 'It goes on inside a call that has not returned');
      }
    }
    return undefined;
  }

  #returned({ fn }: CallRecord, answer: Answer): void {
    if (this.#ending && !this.#early) return;
    const read = readAnswer(fn, answer);
    if ('problem' in read) this.#end('answered', read.problem);
    else this.#observe({ kind: 'return', from: this.#role, fn, status: read.status });
  }

  #judgeMove(move: Opening, answer: Answer): void {
    const problem = problemOfMove(move, answer);
    if (problem) this.#end(problem.cause, problem.what);
  }

  /** The system under test does something. False where that ends the run. */
  #observe(found: Crossing): boolean {
    if (this.#ending) {
      if (this.#early) this.#late(found);
      return false;
    }
    this.#heard += 1;
    for (let cue = this.#trails.next; cue?.kind === 'other'; cue = this.#trails.next) this.#take(cue);
    const expected = this.#trails.follow(found);
    if (!expected) {
      this.#stray(found);
      return false;
    }
    this.#blame(this.#write(found));
    this.#names.forget(expected);
    return this.ending === undefined;
  }

  /** It does what the model would not do here, or not on this way. */
  #stray(found: Crossing): void {
    const { accepted, rest } = this.#trails;
    const at = this.journal.records.length;
    const isAlternative = accepted.some((other) => this.#names.matches(other, found));
    const mustCall = found.kind === 'return' && accepted.some(({ kind }) => kind === 'call');
    const breaches = this.#write(found);
    const observed = this.journal.records.at(-1) as Crossing;
    this.#blame(breaches, 'broken', observed);
    if (observed.kind === 'call' && this.underTest !== 'system') {
      this.#blame(this.journal.brokenIfAdmitted(observed), 'broken', observed);
    }
    if (this.#refused !== undefined) {
      const unrefused = this.#unrefused(this.#refused, observed);
      this.#end('broken', unrefused.message, observed, [unrefused]);
    }
    const text = crossingText(observed);
    if (isAlternative) this.#end('alternative', `${text}: the model may do so as well`, observed);
    else this.#end('allowed', `${text}: the model would not do so, but no rule forbids it`, observed);
    if (this.#ending?.cause === 'allowed') this.#early = { at, rest: mustCall ? rest : [] };
  }

  /** It has returned without a call that it was to make: perhaps that comes later, perhaps it never comes. */
  async #judgeEarly({ at, rest }: Early): Promise<void> {
    const heard = this.#heard;
    if (rest.length > 0) await this.#rest();
    this.#early = undefined;
    const overdue = rest.length > 0 && this.#heard === heard ? this.journal.overdue(at, rest) : [];
    if (overdue.length > 0) this.#replace('silent', overdue);
  }

  /** What it does after the run is over. */
  #late(found: Crossing): void {
    this.#heard += 1;
    const breaches = this.#write(found);
    if (breaches.length > 0) this.#replace('broken', breaches);
  }

  #judgeSilence(): void {
    const {
      rest,
      accepted: [expected],
    } = this.#trails;
    const overdue = this.journal.overdue(this.journal.records.length, rest);
    this.#blame(overdue, 'silent');
    this.#end('idle', `It does nothing${expected ? `, not even ${crossingText(expected)}` : ''}, and owes nothing`);
  }

  #unrefused(rule: RuleId, observed: Crossing): Breach {
    const message = `${crossingText(observed)}, where NDIS has to refuse`;
    return { rule, message, record: this.journal.records.length, source: sourceOf(rule) };
  }

  /** The test, or somebody it plays, does something. */
  #take(cue: Exclude<Cue, { readonly kind: 'expect' }>): void {
    this.#trails.take(cue);
    this.#blame(this.journal.write(cue.record));
    if (cue.kind !== 'other') this.#names.forget(cue.record);
  }

  /** The system under test is heard: in the trace things have the names of the test. */
  #write(found: Crossing): readonly Breach[] {
    const args = this.#names.toModel(found.args ?? {});
    return this.journal.write(Object.keys(args).length > 0 ? { ...found, args } : found);
  }

  #inOwnNames({ kind, record }: Extract<Cue, { readonly kind: 'callback' }>): Delivery {
    return { kind, record: record.args ? { ...record, args: this.#names.toOwn(record.args) } : record };
  }

  get #role(): CallRecord['from'] {
    return this.underTest === 'system' ? 'ndis' : this.underTest;
  }

  #blame(breaches: readonly Breach[], cause: Cause = 'broken', observed?: Crossing): void {
    const [first] = breaches.filter(({ rule }) => !this.#foreseen.has(rule));
    if (first) this.#end(cause, first.message, observed, breaches);
  }

  /** The first end counts. */
  #end(cause: Cause, what: string, observed?: Crossing, breaches: readonly Breach[] = []): void {
    const { accepted } = this.#trails;
    this.#ending ??= { cause, what, breaches, accepted, ...(observed && { observed }) };
  }

  /** It turns out worse. */
  #replace(cause: Cause, breaches: readonly Breach[]): void {
    const [first] = breaches;
    if (first && this.#ending) this.#ending = { ...this.#ending, cause, what: first.message, breaches };
  }
}
