import type { Scenario } from '../../src/scenario/index.js';
import type { Topology } from '../../src/protocol/roles.js';
import { FileSession } from './fileSession.js';
import type { OpenedFile } from './fileSession.js';
import { serve } from './http.js';
import type { Serving } from './http.js';
import { Layouts } from './layouts.js';
import type { Limits } from './limits.js';
import { outletOf } from './outlet.js';
import { loadPage } from './page.js';
import type { Page } from './page.js';
import type { Saved } from './save.js';
import type { Services } from './common.js';
import type { Session } from './session.js';
import { SystemSession } from './systemSession.js';

export { openFile } from './fileSession.js';
export type { OpenedFile } from './fileSession.js';
export type { Saved } from './save.js';
export { Refusal } from './trouble.js';

/** What the command line wants to be shown: a system with a scenario, or a file. */
export type Shown =
  | {
      readonly library: readonly Scenario[];
      readonly scenario?: Scenario | undefined;
      readonly topology?: Topology | undefined;
    }
  | { readonly file: OpenedFile };

export interface InspectOptions {
  readonly port?: number;
  readonly limits?: Partial<Limits>;
  readonly page?: Page;
}

/** Shows a system or a file to whoever opens the address. */
export async function inspect(shown: Shown, { page: given, ...options }: InspectOptions = {}): Promise<Serving> {
  const page = given ?? (await loadPage());
  const layouts = new Layouts();
  const services = { layouts, page: () => Promise.resolve(page) };
  const session = 'file' in shown ? new FileSession(shown.file, services) : new SystemSession({ ...shown, services });
  const release = (): void => {
    layouts.stop();
    session.stop();
  };
  try {
    const serving = await serve({ ...options, session, page, outlet: outletOf(session) });
    return {
      ...serving,
      async stop() {
        release();
        await serving.stop();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

/** A file as a report: one page that holds all of it, and opens without a server. */
export const reportOnFile = (file: OpenedFile, page?: Page): Promise<Saved> =>
  withServices(page, (services) => saved(new FileSession(file, services)));

/** A scenario, played to its end, as a report. */
export const reportOnScenario = (scenario: Scenario, topology: Topology | undefined, page?: Page): Promise<Saved> =>
  withServices(page, async (services) => {
    const session = new SystemSession({ services, scenario, topology });
    while (session.coming.length > 0 && session.isRunning) await session.handle({ ask: 'step' });
    const report = await saved(session);
    session.stop();
    return report;
  });

const saved = async (session: Session): Promise<Saved> =>
  (await session.handle({ ask: 'save', as: 'html', at: session.length - 1 })) as Saved;

async function withServices<T>(given: Page | undefined, make: (services: Services) => Promise<T>): Promise<T> {
  const layouts = new Layouts();
  try {
    return await make({ layouts, page: async () => given ?? (await loadPage()) });
  } finally {
    layouts.stop();
  }
}
