import { isBoundary } from '../../../inspector/server/judging.js';
import { Layouts } from '../../../inspector/server/layouts.js';
import type { Page } from '../../../inspector/server/page.js';
import type { Session } from '../../../inspector/server/session.js';
import { SystemSession } from '../../../inspector/server/systemSession.js';
import type { SystemOptions } from '../../../inspector/server/systemSession.js';
import type { RunRecord } from '../../../inspector/common/wire.js';

/** A page that does nothing. */
export const page: Page = {
  html:
    '<!doctype html><html><head><title>x</title><link rel="stylesheet" href="./main.css"></head>' +
    '<body><script src="./main.js"></script></body></html>',
  script: 'console.log(1)',
  style: 'body{}',
};

export const layouts = new Layouts();
export const services = { layouts, page: () => Promise.resolve(page) };

const sessions: Session[] = [];

/** A session of a system that ends with the test. */
export const sessionOf = (options: Omit<SystemOptions, 'services'>): SystemSession => {
  const session = new SystemSession({ services, ...options });
  sessions.push(session);
  return session;
};

afterEach(() => {
  sessions.splice(0).forEach((session) => session.stop());
});

/** What crosses the boundary in a run, without the notes about inputs. */
export const boundary = (session: Session): readonly RunRecord[] =>
  session
    .records(0, session.length)
    .filter((record) => isBoundary(record) && !(record.kind === 'note' && record.text.startsWith('» ')));
