import type { Actor } from '../cast.js';
import type { Frame } from '../frame.js';
import { monitor } from '../monitor.js';
import type { Finding, Owed, Scene } from '../monitor.js';
import type { Moment } from '../things.js';
import type { World } from '../world.js';

interface Memory {
  /** Protocols that know of a reset, and the record that has told them. */
  readonly told: Map<Actor, Moment>;
  /** Adapters whose reset is under way, and the record with which it began. */
  readonly resets: Map<Actor, Moment>;
}

/**
 * Around a reset NDIS tells every protocol bound to the adapter, with the status NDIS_STATUS_RESET_START before and
 * NDIS_STATUS_RESET_END after it (`status` of ProtocolCoStatusEx); in between a protocol leaves the adapter alone. Where
 * a log shows several adapters, nobody can tell whose reset it is: then only what was said is judged.
 */
export const reset = monitor<Memory>({
  name: 'reset',
  rules: ['OID-10', 'RESET-01', 'SEND-11'],
  hears: {
    called: ['ProtocolCoStatusEx', 'MiniportResetEx', 'NdisMResetComplete', 'NdisCoSendNetBufferLists'],
    answered: ['MiniportResetEx', 'NdisCoOidRequest'],
  },
  open: () => ({ told: new Map(), resets: new Map() }),
  called(scene, frame) {
    if (frame.isPrivate) return;
    const { told, resets } = scene.state;
    switch (frame.fn) {
      case 'NdisCoSendNetBufferLists':
        if (told.size > 0 && told.has(frame.from)) sendInReset(scene, frame);
        break;
      case 'ProtocolCoStatusEx':
        if (frame.args.status === 'NDIS_STATUS_RESET_START') start(scene, frame);
        else if (frame.args.status === 'NDIS_STATUS_RESET_END') end(scene, frame);
        break;
      case 'MiniportResetEx':
        begin(scene, frame);
        break;
      case 'NdisMResetComplete':
        resets.delete(frame.from);
        break;
      default:
    }
  },
  answered(scene, frame) {
    if (frame.isPrivate) return;
    if (frame.fn === 'MiniportResetEx' && frame.outcome !== 'pending') scene.state.resets.delete(frame.to);
    else if (frame.fn === 'NdisCoOidRequest' && scene.state.told.has(frame.from)) requestInReset(scene, frame);
  },
  owed: ({ state: { told, resets }, world }) =>
    resets.size > 0 && isOnlyAdapter(world) ? [] : [...told].map(([protocol, since]) => owedEnd(protocol, since)),
});

const isOnlyAdapter = ({ cast }: World): boolean =>
  cast.all('miniport').filter((one) => cast.shows(one)).length +
    cast.all('mcm').filter((one) => cast.shows(one)).length <=
  1;

function start(scene: Scene<Memory>, frame: Frame): void {
  const { told } = scene.state;
  const before = told.get(frame.to);
  told.set(frame.to, frame.record);
  if (!before || !isOnlyAdapter(scene.world)) return;
  complain(scene, {
    message:
      `NDIS tells ${frame.to.name} that a reset begins, and has never told it that the one before (record ${before.n}) ` +
      'is over',
  });
}

function end(scene: Scene<Memory>, frame: Frame): void {
  const { told, resets } = scene.state;
  told.delete(frame.to);
  if (resets.size === 0 || !isOnlyAdapter(scene.world)) return;
  const [[adapter, since] = []] = resets;
  if (!adapter || !since) return;
  complain(scene, {
    message: `NDIS tells ${frame.to.name} that the reset is over while ${adapter.name} is at it still (record ${since.n})`,
  });
}

function begin(scene: Scene<Memory>, frame: Frame): void {
  const { world, state } = scene;
  state.resets.set(frame.to, frame.record);
  if (!isOnlyAdapter(world)) return;
  const { cast } = world;
  const untold = [...cast.all('client'), ...cast.all('callManager')].filter(
    (actor) => cast.shows(actor) && !state.told.has(actor),
  );
  if (untold.length === 0) return;
  complain(scene, {
    message:
      `NDIS calls ${frame.fn} of ${frame.to.name} without having told ` +
      `${untold.map(({ name }) => name).join(' and ')} that a reset begins (NDIS_STATUS_RESET_START)`,
  });
}

const complain = (scene: Scene<Memory>, finding: Pick<Finding, 'message'>): void =>
  scene.report({ rule: 'RESET-01', by: 'ndis', ...finding });

function sendInReset(scene: Scene<Memory>, { from, fn, vc }: Frame): void {
  if (!isOnlyAdapter(scene.world)) return;
  scene.report({
    rule: 'SEND-11',
    by: from,
    message: `${from.name} calls ${fn}${vc ? ` on ${vc.handle}` : ''} during a reset${since(scene, from)}`,
    about: vc ? [vc.handle] : [],
  });
}

/** NDIS may refuse the request, which is what the page says it does. */
function requestInReset(scene: Scene<Memory>, frame: Frame): void {
  const { from, fn, args, inside, record } = frame;
  const moment = scene.state.told.get(from);
  if (frame.outcome === 'failure' || !moment || moment.n > record.n || !isOnlyAdapter(scene.world)) return;
  const isToMiniport = args.af === null || inside.some(({ fn: callback }) => callback === 'MiniportCoOidRequest');
  if (!isToMiniport) return;
  scene.report({
    rule: 'OID-10',
    by: from,
    message: `${from.name} calls ${fn} for the miniport during a reset${since(scene, from)}, and NDIS takes it`,
    at: record,
    refusal: 'NDIS_STATUS_RESET_IN_PROGRESS',
  });
}

function since({ state }: Scene<Memory>, protocol: Actor): string {
  const moment = state.told.get(protocol);
  return moment ? `, of which it has known since record ${moment.n}` : '';
}

const owedEnd = (protocol: Actor, moment: Moment): Owed => ({
  rule: 'RESET-01',
  by: 'ndis',
  message: `NDIS has told ${protocol.name} that a reset begins, and never that it is over (NDIS_STATUS_RESET_END)`,
  since: moment,
});
