import { Refused } from './connection.js';

/** Something to tell whoever is looking. */
export interface Notice {
  readonly text: string;
  readonly hint?: string;
  readonly tone: 'plain' | 'bad';
}

/** Milliseconds for which something is told. */
const stays = { plain: 4000, bad: 9000 } as const;

/** One thing at a time is told, for as long as it takes to read. */
export class Notices {
  current: Notice | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly onChange: () => void) {}

  say(notice: Notice | undefined): void {
    this.current = notice;
    clearTimeout(this.#timer);
    if (notice) this.#timer = setTimeout(() => this.say(undefined), stays[notice.tone]);
    this.onChange();
  }
}

/** What is told of something that was not done. */
export const noticeOf = (error: unknown): Notice => {
  if (!(error instanceof Refused)) return { text: String(error), tone: 'bad' };
  const { code, message, hint } = error.trouble;
  return { text: code === '' ? message : `${code}  ${message}`, ...(hint !== undefined && { hint }), tone: 'bad' };
};

export const isOver: Notice = { text: 'The scenario is over: send something, or begin anew.', tone: 'plain' };
export const isAway: Notice = { text: 'The server is gone. Trying to reach it again …', tone: 'bad' };
