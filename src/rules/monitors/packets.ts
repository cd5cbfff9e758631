import type { RuleId } from '../../protocol/rules.js';
import type { Actor, Cast } from '../cast.js';
import type { Frame } from '../frame.js';
import type { Packet } from '../lists.js';
import { monitor } from '../monitor.js';
import type { Owed, Scene } from '../monitor.js';
import type { Vc } from '../things.js';
import type { World } from '../world.js';
import { endsOfVcs } from '../words.js';

interface Memory {
  /** The record of the last MiniportResetEx. */
  reset: number;
}

/**
 * What a list carries and in which order lists go, beside where they are: its SourceHandle (`sourceHandle`, of all lists
 * or of each), the NumberOfNetBufferLists (`count`), the order of submission, and that each comes back in the end.
 */
export const packets = monitor<Memory>({
  name: 'packets',
  rules: [
    'RECV-03',
    'RECV-04',
    'RECV-11',
    'RECV-13',
    'RESET-05',
    'SEND-03',
    'SEND-05',
    'SEND-06',
    'SEND-07',
    'SEND-08',
    'SEND-14',
  ],
  hears: {
    called: [
      'NdisCoSendNetBufferLists',
      'MiniportCoSendNetBufferLists',
      'NdisMCoSendNetBufferListsComplete',
      'NdisMCoIndicateReceiveNetBufferLists',
      'ProtocolCoReceiveNetBufferLists',
      'NdisReturnNetBufferLists',
      'MiniportResetEx',
    ],
    answered: ['NdisCoSendNetBufferLists', 'MiniportCoSendNetBufferLists'],
    left: endsOfVcs,
  },
  open: () => ({ reset: 0 }),
  called(scene, frame) {
    if (frame.isPrivate) return;
    switch (frame.fn) {
      case 'NdisCoSendNetBufferLists':
        if (frame.args['sourceHandle'] !== undefined) compareHandles(scene, frame, 'SEND-05');
        break;
      case 'NdisMCoSendNetBufferListsComplete':
        if (frame.args['sourceHandle'] !== undefined) compareHandles(scene, frame, 'SEND-14');
        break;
      case 'NdisMCoIndicateReceiveNetBufferLists':
        if (frame.args['sourceHandle'] !== undefined) compareHandles(scene, frame, 'RECV-03');
        if (frame.args['count'] !== undefined) compareCount(scene, frame);
        break;
      case 'ProtocolCoReceiveNetBufferLists':
        if (frame.args['count'] !== undefined) compareCount(scene, frame);
        break;
      case 'NdisReturnNetBufferLists':
        if (frame.args['sourceHandle'] !== undefined) compareHandles(scene, frame, 'RECV-13');
        break;
      case 'MiniportCoSendNetBufferLists':
        if (frame.vc && frame.args.nbl) followOrder(scene, frame, frame.vc, frame.args.nbl);
        break;
      case 'MiniportResetEx':
        scene.state.reset = frame.record.n;
        break;
      default:
    }
  },
  answered(scene, frame) {
    if (frame.status !== null && frame.status !== undefined && !frame.isPrivate) finished(scene, frame);
  },
  left(scene, frame) {
    if (frame.vc?.life === 'deleted' && frame.outcome === 'success') abandoned(scene, frame, frame.vc);
  },
  owed: ({ world, state }) => [
    ...[...world.sends.values()]
      .filter((packet) => isOut(world, packet))
      .map((packet) => owedSend(world, state, packet)),
    ...[...world.receives.values()].filter((packet) => isOwed(world, packet)).map((packet) => owedReceive(packet)),
  ],
});

const isOut = ({ cast }: World, { holder, isExcused, owner }: Packet): boolean =>
  holder === 'out' && !isExcused && seesAny(cast, [owner]);
const isOwed = ({ cast }: World, { holder, isExcused, owner, vc }: Packet): boolean =>
  (holder === 'out' || holder === 'copied') && !isExcused && seesAny(cast, [owner, vc && ownerOf(vc)]);

/** Whether the log shows a miniport or one of these, who would see a list come back, or else no driver at all. */
const seesAny = (cast: Cast, actors: readonly (Actor | null | undefined)[]): boolean =>
  cast.shows('miniport') ||
  cast.shows('mcm') ||
  actors.some((actor) => actor && (actor.role === undefined || cast.shows(actor))) ||
  !cast.isCrewed;
const ownerOf = (vc: Vc): Actor | null => (vc.signaling === true ? vc.creator : vc.client);

/** The SourceHandle of every list is the handle of the VC that it is sent or received on. */
function compareHandles(scene: Scene<Memory>, frame: Frame, rule: RuleId): void {
  const given = frame.args['sourceHandle'];
  const names = frame.args.nbl ?? [];
  for (let place = 0; place < Math.max(names.length, 1); place += 1) {
    const name = names[place];
    const handle = textOf(Array.isArray(given) ? (given as readonly unknown[])[place] : given);
    const right =
      frame.args.vc ?? (name === undefined ? undefined : scene.world.receives.find(name, frame.vc)?.vc?.handle);
    if (typeof right !== 'string' || handle === undefined || handle === right) continue;
    scene.report({
      rule,
      by: frame.from,
      message:
        `${frame.from.name} calls ${frame.fn} with ${name ?? 'a list'}, whose SourceHandle is ${handle} where ` +
        `it should be ${right}`,
      about: [right],
    });
    return;
  }
}

const textOf = (handle: unknown): string | undefined =>
  handle === null ? 'NULL' : typeof handle === 'string' || typeof handle === 'number' ? `${handle}` : undefined;

function compareCount(scene: Scene<Memory>, frame: Frame): void {
  const { fn, from, to, args } = frame;
  const count = Number(args['count']);
  if (!args.nbl || Number.isNaN(count) || count === args.nbl.length) return;
  const who = from.role === 'ndis' ? `NDIS calls ${fn} of ${to.name}` : `${from.name} calls ${fn}`;
  scene.report({
    rule: 'RECV-11',
    by: from.role === 'ndis' ? 'ndis' : from,
    message: `${who} with ${args.nbl.length} chained lists and a NumberOfNetBufferLists of ${count}`,
    about: typeof args.vc === 'string' ? [args.vc] : [],
  });
}

/** What was submitted first reaches the miniport first, unless both were being submitted at the same time. */
function followOrder(scene: Scene<Memory>, frame: Frame, vc: Vc, names: readonly string[]): void {
  for (const name of names) {
    const packet = scene.world.sends.find(name, vc);
    if (!packet?.call) continue;
    const { newestSend } = vc;
    const { call, place, since } = packet;
    packet.call = undefined;
    if (!newestSend || newestSend.place < place) {
      const { n, line } = frame.record;
      vc.newestSend = { name, place, since: since.n, n, line };
    } else if (since.n === newestSend.since || (call.returned !== undefined && call.returned.n < newestSend.since)) {
      scene.report({
        rule: 'SEND-08',
        by: 'ndis',
        message:
          `NDIS hands ${newestSend.name} down to ${frame.to.name} before ${name}, which was sent on ` +
          `${vc.handle} earlier (record ${packet.since.n})`,
        about: [vc.handle],
        at: newestSend,
      });
      return;
    }
  }
}

/** The result of a send never comes from the call that makes it. */
function finished(scene: Scene<Memory>, frame: Frame): void {
  const { fn, from, to, vc, outcome, status } = frame;
  if (outcome === 'pending') return;
  const isRefused = outcome === 'failure' && fn === 'MiniportCoSendNetBufferLists';
  const by: Actor | 'ndis' = fn === 'MiniportCoSendNetBufferLists' ? to : 'ndis';
  const who = by === 'ndis' ? `NDIS answers ${fn} of ${from.name}` : `${to.name} answers ${fn}`;
  scene.report({
    rule: isRefused ? 'SEND-06' : 'SEND-03',
    by,
    message: `${who} with ${String(status)}; a send is finished by its completion alone`,
    about: vc ? [vc.handle] : [],
  });
}

/** With a VC its sends are out of reach: nobody can complete them any more. */
function abandoned(scene: Scene<Memory>, frame: Frame, vc: Vc): void {
  if (vc.sends === 0) return;
  for (const packet of [...scene.world.sends.values()]) {
    if (packet.vc !== vc) continue;
    scene.world.sends.drop(packet);
    if (!isOut(scene.world, packet) || packet.since.n > frame.record.n) continue;
    scene.report({
      rule: 'SEND-07',
      by: bearerOf(scene.world),
      message: `${frame.driver.name} deletes ${vc.handle} while ${packet.name}, sent in record ${packet.since.n}, is not completed`,
      about: [vc.handle, packet.name],
      at: frame.record,
    });
  }
}

/** Who completes sends, where the log shows him. */
const bearerOf = ({ cast }: World): Actor | 'ndis' =>
  cast.all('miniport').find((actor) => cast.shows(actor)) ??
  cast.all('mcm').find((actor) => cast.shows(actor)) ??
  'ndis';

function owedSend(world: World, { reset }: Memory, packet: Packet): Owed {
  const { name, vc, owner, since } = packet;
  const isLost = since.n < reset;
  const on = vc ? ` on ${vc.handle}` : '';
  const isBelow = owner.role === 'miniport' || owner.role === 'mcm';
  return {
    rule: isLost ? 'RESET-05' : 'SEND-07',
    by: bearerOf(world),
    message: isLost
      ? `${name}, which was under way${on} when the adapter was reset (record ${reset}), has not been given back`
      : `${name}, which ${owner.name} ${isBelow ? 'was given to send' : 'has sent'}${on}, has not been completed`,
    about: vc ? [vc.handle, name] : [name],
    since,
  };
}

function owedReceive({ name, vc, since }: Packet): Owed {
  const holder = vc && ownerOf(vc);
  return {
    rule: 'RECV-04',
    by: holder ?? 'ndis',
    message: `${name}, which was indicated${vc ? ` on ${vc.handle}` : ''}, has not been returned`,
    about: vc ? [vc.handle, name] : [name],
    since,
  };
}
