import { vcFates } from '../../../machines/vc/index.js';
import { Packet } from '../../rules/index.js';
import type { Frame, Lists, Monitor, Scene, Vc } from '../../rules/index.js';
import { arrived, cameHome, endLoans, openLoans, whereaboutsOf } from './dataCallbacks.js';
import type { DataMemory } from './dataCallbacks.js';
import { mayMove, movingOf } from './dataMoves.js';
import type { Move } from './dataMoves.js';
import { isResources, objectToList, wayOf } from './dataWords.js';
import { rulesIn } from './table.js';
import { ask, benefit, discover, object, trafficOn } from './vcJudge.js';

type DataScene = Scene<DataMemory>;

const {
  NdisCoSendNetBufferLists,
  NdisMCoSendNetBufferListsComplete,
  NdisMCoIndicateReceiveNetBufferLists,
  NdisReturnNetBufferLists,
} = vcFates;
const dataFates = {
  NdisCoSendNetBufferLists,
  NdisMCoSendNetBufferListsComplete,
  NdisMCoIndicateReceiveNetBufferLists,
  NdisReturnNetBufferLists,
};

/**
 * The contract of data: each list is with one driver at a time, and moves only where the VC lets it. What drivers do is
 * asked of the `vc` machine, what NDIS does shows what the log leaves out. Beside `nbl` and `vc` a record may carry
 * `flags` (NDIS_RECEIVE_FLAGS_RESOURCES) and `references` (the count that an NDIS 5 ProtocolCoReceivePacket returns).
 */
export const dataContract: Monitor<DataMemory> = {
  name: 'data',
  rules: [...rulesIn(dataFates), 'RECV-05', 'RECV-09', 'SEND-03', 'SIG-03', 'VC-ACT-09', 'VC-DEACT-05'],
  hears: {
    called: [
      'NdisCoSendNetBufferLists',
      'MiniportCoSendNetBufferLists',
      'NdisMCoSendNetBufferListsComplete',
      'ProtocolCoSendNetBufferListsComplete',
      'NdisMCoIndicateReceiveNetBufferLists',
      'ProtocolCoReceiveNetBufferLists',
      'NdisReturnNetBufferLists',
      'MiniportReturnNetBufferLists',
    ],
    answered: ['NdisMCoIndicateReceiveNetBufferLists', 'ProtocolCoReceiveNetBufferLists'],
  },
  open: () => ({
    senders: new Set(),
    loans: openLoans(),
    submissions: 0,
    isRefuted: false,
    hasIndications: false,
    isUnnamed: { send: false, receive: false },
  }),
  called(scene, frame) {
    if (frame.isPrivate) return;
    const { sends, receives } = scene.world;
    switch (frame.fn) {
      case 'NdisCoSendNetBufferLists':
        scene.state.senders.add(frame.from);
        give(scene, frame, frame.fn, sends, false);
        break;
      case 'NdisMCoIndicateReceiveNetBufferLists':
        scene.state.hasIndications = true;
        give(scene, frame, frame.fn, receives, isResources(frame.args['flags']));
        break;
      case 'NdisMCoSendNetBufferListsComplete':
        takeBack(scene, frame, frame.fn, sends);
        break;
      case 'NdisReturnNetBufferLists':
        takeBack(scene, frame, frame.fn, receives);
        break;
      case 'MiniportCoSendNetBufferLists':
      case 'ProtocolCoReceiveNetBufferLists':
        arrived(scene, frame);
        break;
      default:
        cameHome(scene, frame);
    }
  },
  answered(scene, frame) {
    if (!frame.isPrivate) endLoans(scene, frame);
  },
  assumed({ world }, { object: way, handle, args, n, line }) {
    if (way !== 'send' && way !== 'receive') return;
    const vc = typeof args['vc'] === 'string' ? world.vcs.get(args['vc']) : undefined;
    const [role, fn] =
      way === 'send'
        ? (['client', 'NdisCoSendNetBufferLists'] as const)
        : (['miniport', 'NdisMCoIndicateReceiveNetBufferLists'] as const);
    const known = way === 'send' ? vc?.client : world.cast.all(role)[0];
    const owner = world.cast.named(
      typeof args['from'] === 'string' ? args['from'] : (known?.name ?? role),
      fn,
      'caller',
    );
    const since = { n, line, fn: `assume ${way}` };
    world[`${way}s`].put(new Packet(handle, way, vc, owner, since, 'out', undefined, 0), undefined);
  },
};

/** A driver gives lists away: a protocol to be sent, a miniport to be received. */
function give(scene: DataScene, frame: Frame, move: Move, lists: Lists, isLent: boolean): void {
  const { vc, from, record } = frame;
  const names = frame.args.nbl;
  const way = wayOf(move);
  if (names === undefined) {
    scene.state.isUnnamed[way] = true;
    if (vc) judge(scene, frame, vc, move, undefined, undefined, isLent);
    return;
  }
  const isDead = vc === undefined && typeof frame.args.vc === 'string';
  for (const name of names) {
    const packet = lists.find(name, vc);
    const old = packet && (packet.vc === vc || packet.vc === undefined) ? packet : undefined;
    scene.state.isRefuted = false;
    if (vc) judge(scene, frame, vc, move, name, old, isLent);
    scene.state.submissions += 1;
    const holder = isLent ? 'lent' : 'out';
    const call = way === 'send' ? frame : undefined;
    const given = new Packet(name, way, vc, from, record, holder, call, scene.state.submissions);
    if (isLent) given.loan = frame;
    given.isExcused = isDead || scene.state.isRefuted;
    lists.put(given, old);
  }
}

/** A driver gives lists back: a miniport that has sent them, a protocol that has read them. */
function takeBack(scene: DataScene, frame: Frame, move: Move, lists: Lists): void {
  const names = frame.args.nbl;
  if (names === undefined) {
    settleAll(scene, wayOf(move), frame.vc);
    return;
  }
  for (const name of names) {
    const packet = lists.find(name, frame.vc);
    const vc = packet?.vc ?? frame.vc;
    if (vc) judge(scene, frame, vc, move, name, packet, false);
    else if (!packet) missUnplaced(scene, frame, move, name);
    if (!packet || packet.holder === 'returning') continue;
    if (packet.holder === 'out' && packet.references > 1) packet.references -= 1;
    else if (packet.holder === 'copied' || packet.isEcho) lists.drop(packet);
    else if (packet.holder === 'out') lists.rest(packet);
  }
}

/** Which lists these were the log does not say: it may have been any of them. */
function settleAll({ world, state }: DataScene, way: Packet['way'], vc: Vc | undefined): void {
  state.isUnnamed[way] = true;
  const lists = world[`${way}s`];
  for (const packet of [...lists.values()]) if (vc === undefined || packet.vc === vc) lists.drop(packet);
}

/** Finds fault with a list that nobody has given away, and that is named without a VC. */
function missUnplaced(scene: DataScene, frame: Frame, move: Move, name: string): void {
  const rule = move === 'NdisReturnNetBufferLists' ? 'RECV-06' : 'SEND-07';
  const isDead = typeof frame.args.vc === 'string' && rule === 'SEND-07';
  if (isDead || frame.isReported || scene.world.isPartial || scene.state.isUnnamed[wayOf(move)]) return;
  objectToList(scene, frame, rule, name, undefined);
}

/** Judges what a driver does with one list. */
function judge(
  scene: DataScene,
  frame: Frame,
  vc: Vc,
  move: Move,
  name: string | undefined,
  packet: Packet | undefined,
  isLent: boolean,
): void {
  const list = name === undefined ? undefined : whereaboutsOf(packet);
  if (vc.life !== 'absent' && mayMove(vc, move, frame.from, list, isLent)) return;
  discover(vc);
  const by = frame.from;
  const telling = movingOf(vc, move, by, list, isLent);
  const traffic = trafficOn(vc, by, list);
  const step = ask(vc, telling, traffic);
  const { judgement } = step;
  if (judgement.verdict !== 'illegal' || benefit(vc, telling, traffic, frame) || frame.isReported) return;
  const { rule } = judgement;
  if (rule === 'CALL-RCLOSE-05' && isOnItsWay(vc)) return;
  if (rule !== 'SEND-07' && rule !== 'RECV-06' && rule !== 'SEND-04' && rule !== 'RECV-10') {
    object(scene, vc, { telling, traffic, step }, frame, by);
    scene.state.isRefuted = true;
    return;
  }
  const isUntold = packet === undefined && (scene.world.isPartial || scene.state.isUnnamed[wayOf(move)]);
  if (name !== undefined && !isUntold) objectToList(scene, frame, rule, name, packet);
}

/** The call manager is telling that the far side has hung up, and the client has not heard it yet. */
const isOnItsWay = ({ frames }: Vc): boolean =>
  frames.some(
    ({ fn, isLeaf, inside }) =>
      (fn === 'NdisCmDispatchIncomingCloseCall' || fn === 'NdisMCmDispatchIncomingCloseCall') &&
      !isLeaf &&
      !inside.some(({ fn: callback }) => callback === 'ProtocolClIncomingCloseCall'),
  );
