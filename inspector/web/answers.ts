import type { Request } from '../common/protocol.js';
import type { ReplyTo } from './connection.js';

interface Entry {
  readonly value?: unknown;
  readonly failure?: string;
  readonly isPending: boolean;
}

/** How long a question waits for a better one: whoever drags through a run asks about its end only. */
const patience = 90;
const kept = 400;

/** What was asked of the server, and what it has said; asked once, kept by a key. */
export class Answers {
  readonly #entries = new Map<string, Entry>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly ask: (request: Request) => Promise<unknown>,
    private readonly onAnswer: () => void,
  ) {}

  /** The answer, where it is known; otherwise it is asked for, and there later. Of a topic, only the last is asked. */
  get<R extends Request>(topic: string, key: string, request: R): ReplyTo<R['ask']> | undefined {
    const entry = this.#entries.get(key);
    if (!entry) {
      clearTimeout(this.#timers.get(topic));
      this.#timers.set(
        topic,
        setTimeout(() => this.#send(key, request), patience),
      );
    }
    return entry?.value as ReplyTo<R['ask']> | undefined;
  }

  /** Why there is no answer. */
  failure(key: string): string | undefined {
    return this.#entries.get(key)?.failure;
  }

  clear(): void {
    this.#entries.clear();
  }

  #send(key: string, request: Request): void {
    if (this.#entries.has(key)) return;
    this.#keep(key, { isPending: true });
    this.ask(request).then(
      (value) => this.#keep(key, { value, isPending: false }),
      (error: unknown) => {
        this.#keep(key, { failure: error instanceof Error ? error.message : String(error), isPending: false });
      },
    );
  }

  #keep(key: string, entry: Entry): void {
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    for (const old of this.#entries.keys()) {
      if (this.#entries.size <= kept) break;
      this.#entries.delete(old);
    }
    if (!entry.isPending) this.onAnswer();
  }
}
