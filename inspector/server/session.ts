import { randomBytes } from 'node:crypto';
import type { Request, ScenarioTitle, Source } from '../common/protocol.js';
import type { RunRecord } from '../common/wire.js';

/** What has changed for whoever watches a session: another run, more records, or other steps to come. */
export type News = 'run' | 'records' | 'coming';

/** A request that a session answers; `hello` is for the socket. */
export type Asked = Exclude<Request, { readonly ask: 'hello' }>;

/** What pages look at: one run at a time, and what can be done with it. */
export interface Session {
  /** Tells runs apart, also those of another server. */
  readonly run: string;
  readonly title: string;
  readonly source: Source;
  readonly scenarios: readonly ScenarioTitle[];
  readonly coming: readonly string[];
  /** How many records the run has. */
  readonly length: number;
  /** The records of the run at the places [from, to). */
  records(from: number, to: number): readonly RunRecord[];
  /** Hears of changes. Call what it returns to hear no more. */
  subscribe(listener: (news: News) => void): () => void;
  /** Does what is asked; a refusal is thrown. `tell` says how far a long answer has come. */
  handle(request: Asked, tell?: (text: string) => void): Promise<unknown>;
  stop(): void;
}

/** The name of a new run. */
export const newRun = (): string => randomBytes(9).toString('base64url');
