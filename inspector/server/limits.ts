/** What the server puts up with. Every limit has a default. */
export interface Limits {
  /** Bytes of a message from a page. */
  readonly pageMessage: number;
  /** Bytes of a message from a program, which may tell of large charts. */
  readonly inletMessage: number;
  /** Sockets at once, of all kinds. */
  readonly sockets: number;
  /** Bytes that wait for a slow client; then it gets nothing more until it has taken some. */
  readonly waiting: number;
  /** Requests of one page that are under way at once. */
  readonly pending: number;
  /** Messages of one page in a second, on average; four times as many at once. */
  readonly messages: number;
  /** Records that a run of programs keeps. Beyond, a new run begins, with all actors where they stand. */
  readonly records: number;
  /** Milliseconds between two signs of life of a client. */
  readonly heartbeat: number;
}

export const usualLimits: Limits = {
  pageMessage: 1024 * 1024,
  inletMessage: 16 * 1024 * 1024,
  sockets: 32,
  waiting: 1024 * 1024,
  pending: 64,
  messages: 250,
  records: 500_000,
  heartbeat: 15_000,
};
