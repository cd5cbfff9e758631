import { Latest, Packet } from '../../rules/index.js';
import type { Actor, Frame, Scene } from '../../rules/index.js';
import { isResources, objectToList } from './dataWords.js';
import type { Whereabouts } from './vcEvents.js';

/** What is remembered of the lists, beside the lists themselves. */
export interface DataMemory {
  /** Protocols whose sends the log shows. */
  readonly senders: Set<Actor>;
  /** Names of lists that were lent, the latest of them, and the records that lent them. */
  readonly loans: Latest<number>;
  /** The list in hand must not set out: nothing more is asked about it. */
  isRefuted: boolean;
  /** How many lists have set out. */
  submissions: number;
  /** The log shows what miniports indicate. */
  hasIndications: boolean;
  /** There are records that move lists and do not say which. */
  readonly isUnnamed: { send: boolean; receive: boolean };
}

type DataScene = Scene<DataMemory>;

/** How many loans are remembered at least. */
const fewestLoans = 1024;

export const openLoans = (): DataMemory['loans'] => new Latest(fewestLoans);

/** Where a list stands, as the contract asks: what is on its last step has left the one who had it. */
export function whereaboutsOf(packet: Packet | undefined): Whereabouts {
  switch (packet?.holder) {
    case 'out':
      return packet.way === 'send' ? 'sent' : 'out';
    case 'lent':
      return 'lent';
    case 'copied':
      return 'out';
    default:
      return 'home';
  }
}

/** NDIS hands lists on: to the miniport that shall send them, or to the protocol that receives them. */
export function arrived(scene: DataScene, frame: Frame): void {
  const { nbl } = frame.args;
  if (frame.fn === 'MiniportCoSendNetBufferLists') {
    if (nbl === undefined) scene.state.isUnnamed.send = true;
    else for (const name of nbl) reachMiniport(scene, frame, name);
    return;
  }
  if (nbl === undefined) {
    scene.state.isUnnamed.receive = true;
    return;
  }
  const outer = frame.outer;
  const indication =
    outer?.fn === 'NdisMCoIndicateReceiveNetBufferLists'
      ? outer
      : outer && frame.around(({ fn }) => fn === 'NdisMCoIndicateReceiveNetBufferLists');
  for (const name of nbl) reachProtocol(scene, frame, name, indication);
}

/** A send of which nothing was known must have been made by somebody that the log does not show. */
function reachMiniport(scene: DataScene, frame: Frame, name: string): void {
  const { sends } = scene.world;
  const { vc, to, record } = frame;
  const packet = sends.find(name, vc);
  if (packet?.holder === 'out') {
    if (packet.isEcho && packet.vc === vc) objectToList(scene, frame, 'SEND-04', name, packet);
    return;
  }
  sends.put(new Packet(name, 'send', vc, to, record, 'out', undefined, 0), packet);
}

/** The protocol gets a list as it was indicated, or a copy if NDIS has changed the flag; seen alone, it is news. */
function reachProtocol(scene: DataScene, frame: Frame, name: string, indication: Frame | undefined): void {
  const { receives } = scene.world;
  const { vc, to, record, args } = frame;
  const packet = receives.find(name, vc);
  const isLent = isResources(args['flags']);
  if (packet?.holder === 'lent') {
    if (isLent) return;
    receives.copy(packet);
    packet.isExcused = args['flags'] === undefined;
    return;
  }
  if (packet?.holder === 'out') {
    if (isLent) receives.lend(packet, frame);
    else if (packet.isEcho && packet.vc === vc) objectToList(scene, frame, 'RECV-10', name, packet);
    return;
  }
  const isCopy = indication?.args.nbl !== undefined && !indication.args.nbl.includes(name);
  const holder = isLent ? 'lent' : isCopy ? 'copied' : 'out';
  const arrival = new Packet(name, 'receive', vc, to, record, holder, undefined, 0);
  if (isLent) arrival.loan = frame;
  receives.put(arrival, packet);
}

/** NDIS hands lists back to their owners. */
export function cameHome(scene: DataScene, frame: Frame): void {
  const { nbl } = frame.args;
  const isSend = frame.fn === 'ProtocolCoSendNetBufferListsComplete';
  const lists = isSend ? scene.world.sends : scene.world.receives;
  if (nbl === undefined) {
    scene.state.isUnnamed[isSend ? 'send' : 'receive'] = true;
    for (const packet of [...lists.values()]) if (packet.vc === frame.vc) lists.drop(packet);
    return;
  }
  for (const name of nbl) {
    const packet = lists.find(name, frame.vc, frame.to);
    if (packet && isSend) judgeReceiver(scene, frame, packet);
    if (packet && (isSend || packet.holder === 'out' || packet.holder === 'returning')) {
      lists.drop(packet);
    } else if (isEcho(frame)) {
      continue;
    } else if (isSend) {
      missSend(scene, frame, name);
    } else if (packet || isOnLoan(scene, name)) {
      objectToList(scene, frame, 'RECV-05', name, packet);
    } else {
      missReceive(scene, frame, name);
    }
  }
}

/** The driver that gives back what it has not got has been found fault with, and NDIS only passes it on. */
const isEcho = ({ outer }: Frame): boolean =>
  outer?.isReported === true &&
  (outer.fn === 'NdisMCoSendNetBufferListsComplete' || outer.fn === 'NdisReturnNetBufferLists');

/** The result of a send is for the driver that has made it. */
function judgeReceiver({ report }: DataScene, { fn, to }: Frame, { name, vc, owner, since }: Packet): void {
  if (since.fn !== 'NdisCoSendNetBufferLists' || owner === to) return;
  report({
    rule: 'SEND-03',
    by: 'ndis',
    message: `NDIS calls ${fn} of ${to.name} for ${name}, which ${owner.name} has sent (record ${since.n})`,
    about: vc ? [vc.handle, name] : [name],
  });
}

/** Nobody but NDIS can be to blame for a list that comes back to a sender who does not miss it. */
function missSend(scene: DataScene, frame: Frame, name: string): void {
  const { world, state } = scene;
  const isDead = frame.vc === undefined && typeof frame.args.vc === 'string';
  if (isDead || world.isPartial || state.isUnnamed.send || world.sends.isForgetful) return;
  if (state.senders.has(frame.to)) objectToList(scene, frame, 'SEND-07', name, undefined);
}

function missReceive(scene: DataScene, frame: Frame, name: string): void {
  const { world, state } = scene;
  if (world.isPartial || state.isUnnamed.receive || world.receives.isForgetful) return;
  if (state.hasIndications) objectToList(scene, frame, 'RECV-06', name, undefined);
}

/** What was lent for the time of an indication goes back with its end; what a protocol does not keep is back as well. */
export function endLoans(scene: DataScene, frame: Frame): void {
  const { nbl } = frame.args;
  if (nbl === undefined) return;
  const references = frame.fn === 'ProtocolCoReceiveNetBufferLists' ? frame.out['references'] : undefined;
  if (frame.args['flags'] === undefined && references === undefined) return;
  const { receives } = scene.world;
  for (const name of nbl) {
    const packet = receives.find(name, frame.vc);
    if (packet?.holder === 'lent' && packet.loan === frame) {
      remember(scene, packet);
      if (packet.fn === frame.fn) receives.drop(packet);
      else receives.rest(packet);
    } else if (packet?.holder === 'out' && typeof references === 'number') {
      if (references > 1) packet.references += references - 1;
      else if (references === 0 && packet.isEcho) receives.drop(packet);
      else if (references === 0) receives.rest(packet);
    }
  }
}

const isOnLoan = ({ state }: DataScene, name: string): boolean => state.loans.has(name);

function remember({ state: { loans } }: DataScene, { name, since }: Packet): void {
  loans.set(name, since.n);
}
