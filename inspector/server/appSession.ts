import type { Plain } from '../common/plain.js';
import type { ScenarioTitle, Source } from '../common/protocol.js';
import { Run } from '../common/run.js';
import type { RunRecord } from '../common/wire.js';
import { answerAbout } from './common.js';
import type { Services } from './common.js';
import { Assembly, Member } from './joining.js';
import { opening } from './liveRun.js';
import { newRun } from './session.js';
import type { Asked, News, Session } from './session.js';
import { Refusal } from './trouble.js';

/** The programs that tell of themselves, in one run; their actors can be sent events. */
export class AppSession implements Session {
  run = newRun();
  readonly source: Source = { mode: 'app' };
  readonly scenarios: readonly ScenarioTitle[] = [];
  readonly coming: readonly string[] = [];
  readonly #assembly = new Assembly();
  readonly #listeners = new Set<(news: News) => void>();
  #records: RunRecord[] = [];
  #run = new Run();

  constructor(
    readonly title: string,
    private readonly services: Services,
    /** How many records a run keeps. */
    private readonly most: number,
  ) {}

  get length(): number {
    return this.#records.length;
  }

  records(from: number, to: number): readonly RunRecord[] {
    return this.#records.slice(from, to);
  }

  subscribe(listener: (news: News) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A program that will tell of itself. */
  join(): Member {
    return new Member(this.#assembly);
  }

  /** What a program tells. */
  add(member: Member, records: readonly RunRecord[]): void {
    for (const record of records) {
      const joined = member.joined(record);
      if (!joined) continue;
      if (this.#records.length >= this.most) this.#beginAnew();
      this.#records.push(joined);
      this.#run.add(joined);
    }
    this.#say('records');
  }

  async handle(request: Asked): Promise<unknown> {
    if (request.ask === 'tell') {
      this.#assembly.tell(request.actor, eventIn(request.event));
      return null;
    }
    return answerAbout({ title: this.title, run: this.#run, records: this.#records }, request, this.services);
  }

  stop(): void {
    this.#listeners.clear();
  }

  /** The run has become too long: another begins with all who are there, where they stand. */
  #beginAnew(): void {
    this.#records = [...opening(this.#records)];
    this.#run = new Run();
    this.#records.forEach((record) => {
      this.#run.add(record);
    });
    this.run = newRun();
    this.#say('run');
  }

  #say(news: News): void {
    this.#listeners.forEach((listener) => {
      listener(news);
    });
  }
}

/** An event that an actor can be sent: an object that says of which type it is. */
function eventIn(event: Plain): Plain {
  const { type } = (typeof event === 'object' && event !== null ? event : {}) as { readonly type?: unknown };
  if (typeof type === 'string' && type !== '' && !type.startsWith('xstate.')) return event;
  throw new Refusal('CONDIS6002', 'An event is an object with a `type` of its own.', 'for example { "type": "go" }');
}
