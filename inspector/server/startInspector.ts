import type { InspectionEvent } from 'xstate';
import { Recorder } from '../common/recorder.js';
import type { RunRecord } from '../common/wire.js';
import { AppSession } from './appSession.js';
import { serve } from './http.js';
import { inletTo } from './inlet.js';
import { Layouts } from './layouts.js';
import { usualLimits } from './limits.js';
import type { Limits } from './limits.js';
import { outletOf } from './outlet.js';
import { loadPage } from './page.js';
import type { Page } from './page.js';
import { Refusal } from './trouble.js';

export interface InspectorOptions {
  /** What the page shows above the run; `An XState app` where nothing is said. */
  readonly title?: string;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly limits?: Partial<Limits>;
  /** Another page than that of the inspector. */
  readonly page?: Page;
}

/** An inspector that runs. */
export interface Inspector {
  /** Open it in a browser of this machine. */
  readonly url: string;
  /** Where other programs tell of themselves: with `connectInspector`, or with @statelyai/inspect. */
  readonly inlet: string;
  /** Where receivers of @xstate/inspect listen. */
  readonly outlet: string;
  /** Goes into `createActor(machine, { inspect })`. */
  readonly inspect: (event: InspectionEvent) => void;
  stop(): Promise<void>;
}

/**
 * Shows the actors of any XState 5 program in a browser, as they live.
 *
 * @example
 * const inspector = await startInspector();
 * console.log(inspector.url);
 * createActor(machine, { inspect: inspector.inspect }).start();
 */
export async function startInspector(options: InspectorOptions = {}): Promise<Inspector> {
  const { title = 'An XState app', port = 0 } = options;
  const limits = { ...usualLimits, ...options.limits };
  const page = options.page ?? (await loadPage());
  const layouts = new Layouts();
  const session = new AppSession(title, { layouts, page: () => Promise.resolve(page) }, limits.records);
  const member = session.join();
  let batch: RunRecord[] = [];
  const recorder = new Recorder({
    emit: (record) => {
      if (batch.length === 0) setImmediate(flush);
      batch.push(record);
    },
  });
  const flush = (): void => {
    const records = batch;
    batch = [];
    if (records.length > 0) session.add(member, records);
  };
  member.tell = (actor, event) => {
    const ref = recorder.refOf(actor);
    if (!ref) throw new Refusal('CONDIS6003', `The actor ${actor} is gone.`);
    ref.send(event);
  };
  const server = await serve({
    ...{ session, page, port, limits },
    inlet: inletTo(session),
    outlet: outletOf(session),
  });
  return {
    url: server.url,
    inlet: server.socketUrl('/inlet'),
    outlet: server.socketUrl('/outlet'),
    inspect: recorder.inspect,
    async stop() {
      recorder.flush();
      flush();
      layouts.stop();
      session.stop();
      await server.stop();
    },
  };
}
