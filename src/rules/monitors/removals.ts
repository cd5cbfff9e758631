import type { Actor } from '../cast.js';
import type { Frame } from '../frame.js';
import { monitor } from '../monitor.js';
import type { Scene } from '../monitor.js';
import type { Moment } from '../things.js';
import { spoken, textOf } from '../words.js';

/** What the log has told of the adapters that one name stands for. */
interface Adapters {
  /** How many of them are initialized, as far as the log shows it. */
  running: number;
  /** Those that were taken out and have not been halted yet; the empty name where records give none. */
  readonly gone: Map<string, Moment>;
}

interface Removals {
  readonly adapters: Map<Actor, Adapters>;
  /** Requests that NDIS has made of an adapter that is gone, and the notification before them. */
  readonly late: Map<Frame, Moment>;
}

/** NdisDevicePnPEventSurpriseRemoved, by its name and its number in ndis.h. */
const surprise: ReadonlySet<unknown> = new Set(['NdisDevicePnPEventSurpriseRemoved', 'SurpriseRemoved', 2]);

/** A driver has no more adapters than this, nor an adapter more requests at once: what goes beyond was left behind. */
const most = 256;

/**
 * Once a miniport has been told that its adapter was taken out (`event` of MiniportDevicePnPEventNotify) it refuses every
 * request with NDIS_STATUS_NOT_ACCEPTED, until NDIS halts it. A request that came before it had been told is none of
 * these, and a failure with another status serves nobody either. Where one name stands for several adapters, `adapter`
 * tells them apart; without it nobody knows which is gone.
 */
export const removals = monitor<Removals>({
  name: 'removals',
  rules: ['OID-13'],
  hears: [
    'MiniportDevicePnPEventNotify',
    'MiniportInitializeEx',
    'MiniportHaltEx',
    'MiniportCoOidRequest',
    'NdisMCoOidRequestComplete',
  ],
  open: () => ({ adapters: new Map(), late: new Map() }),
  called({ state }, frame) {
    if (frame.isPrivate) return;
    switch (frame.fn) {
      case 'MiniportInitializeEx': {
        const known = adaptersOf(state, frame.to);
        known.running += 1;
        forget(known, frame);
        break;
      }
      case 'MiniportHaltEx': {
        const known = state.adapters.get(frame.to);
        if (!known) break;
        known.running = Math.max(0, known.running - 1);
        forget(known, frame);
        break;
      }
      case 'MiniportCoOidRequest': {
        const moment = removalOf(state, frame);
        if (moment && state.late.size < most) state.late.set(frame, moment);
        break;
      }
      case 'NdisMCoOidRequestComplete':
        if (state.late.size > 0 && isRefusal(frame.args.status)) excuse(state, frame);
        break;
      default:
    }
  },
  answered(scene, frame) {
    const { state } = scene;
    if (frame.isPrivate) return;
    if (frame.fn === 'MiniportDevicePnPEventNotify') {
      if (!surprise.has(frame.args['event'])) return;
      const { gone } = adaptersOf(state, frame.to);
      if (gone.size < most) gone.set(adapterIn(frame), momentOf(frame));
    } else if (frame.fn === 'MiniportCoOidRequest') {
      judge(scene, frame);
      state.late.delete(frame);
    }
  },
});

const isRefusal = (status: unknown): boolean => status === undefined || status === 'NDIS_STATUS_NOT_ACCEPTED';

const adapterIn = ({ args }: Frame): string => textOf(args['adapter']) ?? '';

const momentOf = ({ record: { n, line }, fn }: Frame): Moment => ({ n, line, fn });

/** An adapter is there anew, or is halted. */
function forget({ gone }: Adapters, frame: Frame): void {
  const name = adapterIn(frame);
  if (name === '') gone.clear();
  else if (!gone.delete(name)) gone.delete('');
}

function adaptersOf({ adapters }: Removals, miniport: Actor): Adapters {
  const known = adapters.get(miniport) ?? { running: 0, gone: new Map<string, Moment>() };
  adapters.set(miniport, known);
  return known;
}

/** The notification that the adapter of a request is gone, where it is. */
function removalOf({ adapters }: Removals, frame: Frame): Moment | undefined {
  const known = adapters.get(frame.to);
  if (!known || known.gone.size === 0) return undefined;
  const { running, gone } = known;
  const name = adapterIn(frame);
  const own = gone.get(name);
  if (own) return name !== '' || running < 2 ? own : undefined;
  if (running === 1) return [...gone.values()][0];
  return running === 0 ? gone.get('') : undefined;
}

/** A request that pends may have been refused before its function returns. */
function excuse({ late }: Removals, frame: Frame): void {
  const open = frame.around((one) => late.has(one));
  if (open) late.delete(open);
}

function judge({ state, report }: Scene<Removals>, frame: Frame): void {
  const moment = state.late.get(frame);
  if (!moment || frame.outcome === undefined || frame.outcome === 'failure') return;
  const { to, fn, status } = frame;
  report({
    rule: 'OID-13',
    by: to,
    message: `${to.name} answers ${spoken(status)} in ${fn} after the surprise removal of its adapter (record ${moment.n}), where it has to refuse with NOT_ACCEPTED until it is halted`,
    about: [],
  });
}
