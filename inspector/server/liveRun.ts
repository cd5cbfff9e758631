import { stepNote } from '../../src/export/index.js';
import type { CondisSystem, Outcome } from '../../src/system/index.js';
import type { TraceRecord } from '../../src/protocol/trace.js';
import { apply } from '../../src/scenario/index.js';
import type { Input } from '../../src/scenario/index.js';
import { Recorder } from '../common/recorder.js';
import { Run } from '../common/run.js';
import type { ActorRecord, RunRecord } from '../common/wire.js';
import { fateTables } from './fates.js';
import { begun, textOf } from './inputs.js';
import type { Beginning } from './inputs.js';
import { Bench } from './judging.js';
import { Post } from './post.js';

/** An input that was given, and the place of the note that says so; what follows from it comes after that. */
export interface Given {
  readonly input: Input;
  readonly from: number;
  readonly outcome: Outcome;
  /** Which step of the scenario it was; nothing where somebody has done it by hand. */
  readonly step: number | null;
}

/**
 * A system that is recorded: what crosses its boundary, what its actors do, and what the monitors find, in one stream
 * and in the order of happening.
 */
export class LiveRun {
  readonly system: CondisSystem;
  readonly records: RunRecord[] = [];
  readonly given: Given[] = [];
  /** The stream as a run that can be asked where everybody stood. */
  readonly run = new Run();
  readonly #recorder: Recorder;
  readonly #bench = new Bench();
  readonly #post: Post;

  constructor(readonly beginning: Beginning) {
    const early: RunRecord[] = [];
    let emit = (record: RunRecord): void => {
      early.push(record);
    };
    const tables = fateTables(beginning.topology);
    this.#post = new Post(
      () => this.#recorder,
      () => {
        // The actors begin while their system is being built, and go when it stops.
        const system = this.system as CondisSystem | undefined;
        return system === undefined || system.status === 'stopped' ? [] : system.snapshot().deferred;
      },
    );
    this.#recorder = new Recorder({
      emit: (record) => {
        emit(record);
      },
      now: () => this.#time(),
      fatesOf: (machine) => tables.get(machine),
      // The root of a system only lets actors go.
      hides: (name) => name === 'system',
      onEmit: this.#post.said,
      originOf: this.#post.originOf,
    });
    this.system = begun(beginning, this.#recorder.inspect);
    this.#recorder.flush();
    this.#post.settled();
    this.#tell(this.system.meta(beginning.title));
    opening(early).forEach((record) => {
      this.#add(record);
    });
    this.system.assumptions().forEach((record) => {
      this.#tell(record);
    });
    emit = (record) => {
      this.#add(record);
    };
    this.system.subscribe((record) => {
      this.#post.crossing(record);
      this.#tell(record);
    });
  }

  /** Does something to the system, and records what follows. */
  take(input: Input, step: number | null = null): Outcome {
    const from = this.records.length;
    if (input.kind !== 'note') this.#tell(stepNote(textOf(input)));
    this.#post.given(input);
    const outcome = apply(this.system, input);
    this.#recorder.flush();
    this.#post.settled();
    this.given.push({ input, from, outcome, step });
    return outcome;
  }

  /** The inputs that are part of what the record at a place follows from. */
  inputsUpTo(place: number): readonly Given[] {
    return this.given.filter(({ from }) => from <= place);
  }

  stop(): void {
    this.system.stop();
  }

  #time(): number {
    return (this.system as CondisSystem | undefined)?.time === undefined ? 0 : this.system.time / 1000;
  }

  #tell(record: TraceRecord): void {
    const place = this.records.length;
    this.#add(record);
    this.#bench.marksOf(record, place).forEach((mark) => {
      this.#add(mark);
    });
  }

  #add(record: RunRecord): void {
    this.records.push(record);
    this.run.add(record);
  }
}

/** What a run that begins in the middle says of its actors: their charts, where each stands now, and what waits. */
export function opening(records: readonly RunRecord[]): readonly RunRecord[] {
  const before = new Run();
  records.forEach((record) => {
    before.add(record);
  });
  const last = records.length - 1;
  const waiting = before.waiting(last);
  const births = new Map(
    records.flatMap((record) => (record.kind === 'actor' ? [[record.name, record] as const] : [])),
  );
  const actors = before.standings(last).flatMap(({ name, value, context }): readonly ActorRecord[] => {
    const birth = births.get(name);
    const sent = waiting.flatMap(({ from, why, to, event, delay, id }) =>
      from === name && why !== 'deferred'
        ? [{ to, event, ...(delay !== undefined && { delay }), ...(id && { id }) }]
        : [],
    );
    return birth ? [{ ...birth, value, context, actions: [], sent }] : [];
  });
  const kept = waiting.flatMap(({ why, place }) => (why === 'deferred' ? (records[place] ?? []) : []));
  return [...before.charts.values(), ...actors, ...kept];
}
