import type { Role } from '../../protocol/roles.js';
import type { AssumeRecord } from '../../protocol/trace.js';
import { isRefused, isSelfCall } from '../steps.js';
import type { CallStep, Frame, ReturnStep } from '../steps.js';

/** A list handed down for sending. */
export interface Send {
  readonly vc: string | undefined;
  readonly by: Role;
  /** How often it is under way at once; more than once is a fault. */
  readonly times: number;
  /** The miniport has completed it; the sender has yet to hear. */
  readonly isDone: boolean;
  readonly since: number;
}

/**
 * Who has a received list: a protocol, for as long as it likes (`out`); a protocol, for the time of the indication
 * (`lent`, and afterwards `lentBefore`); NDIS on its way back to the miniport (`returning`); or a protocol a copy of it
 * that NDIS has made (`copied`, RECV-08).
 */
export type Holder = 'out' | 'lent' | 'lentBefore' | 'returning' | 'copied';

export interface Receive {
  readonly vc: string | undefined;
  readonly holder: Holder;
  readonly since: number;
}

/** Net buffer lists that are under way, by their names. */
export interface PacketBook {
  readonly sends: Record<string, Send>;
  readonly receives: Record<string, Receive>;
}

/** What stands in the way of a deactivation. */
export function underWay({ sends, receives }: PacketBook, vc: string): readonly string[] {
  return [
    ...Object.keys(sends).filter((nbl) => sends[nbl]?.vc === vc && !sends[nbl].isDone),
    ...Object.keys(receives).filter((nbl) => receives[nbl]?.vc === vc && receives[nbl].holder === 'out'),
  ];
}

export const isInProgress = ({ sends }: PacketBook, nbl: string): boolean => sends[nbl]?.isDone === false;

/** The list is with a protocol: kept, or lent. */
export const isUp = ({ receives }: Pick<PacketBook, 'receives'>, nbl: string): boolean =>
  receives[nbl]?.holder === 'out' || receives[nbl]?.holder === 'lent';

/** Enters what a call does to the lists it names. What comes back is what it has settled. */
export function callPackets(book: PacketBook, { frame, outer }: CallStep): readonly string[] {
  const { nbl = [] } = frame.args;
  if (nbl.length === 0 || isSelfCall(frame)) return [];
  const { sends, receives } = book;
  switch (frame.fn) {
    case 'NdisCoSendNetBufferLists':
      nbl.forEach((name) => handDown(sends, name, frame));
      return [];
    case 'MiniportCoSendNetBufferLists':
      nbl.filter((name) => !isInProgress(book, name)).forEach((name) => handDown(sends, name, frame));
      return [];
    case 'NdisMCoSendNetBufferListsComplete':
      return nbl.filter((name) => finish(sends, name));
    case 'ProtocolCoSendNetBufferListsComplete':
      nbl.forEach((name) => comeBack(sends, name));
      return [];
    case 'NdisMCoIndicateReceiveNetBufferLists':
      return nbl.filter((name) => goUp(receives, name, frame));
    case 'ProtocolCoReceiveNetBufferLists':
      nbl.forEach((name) => arrive(receives, name, frame, outer));
      return [];
    case 'NdisReturnNetBufferLists':
      return nbl.filter((name) => giveBack(receives, name));
    case 'MiniportReturnNetBufferLists':
      nbl.forEach((name) => comeHome(receives, name));
      return [];
    default:
      return [];
  }
}

/** Enters what a return does to lists: loans end, and what NDIS has refused has not happened. */
export function returnPackets({ sends, receives }: PacketBook, step: ReturnStep): void {
  const { frame } = step;
  const { nbl = [] } = frame.args;
  if (isSelfCall(frame)) return;
  if (frame.fn === 'NdisMCoIndicateReceiveNetBufferLists' || frame.fn === 'ProtocolCoReceiveNetBufferLists') {
    nbl.filter((name) => !isRefused(step) || !frame.settled.includes(name)).forEach((name) => endLoan(receives, name));
    if (isRefused(step)) frame.settled.forEach((name) => drop(receives, name));
  } else if (isRefused(step)) {
    takeBack(sends, receives, frame);
  }
}

/** Enters a list that was under way when the trace began. */
export function assumePacket(book: PacketBook, { object, handle, args = {} }: AssumeRecord, since: number): void {
  const { vc } = args;
  if (object === 'send') {
    const by = (args['from'] as Role | undefined) ?? 'client';
    book.sends[handle] = { vc, by, times: 1, isDone: false, since };
  } else {
    book.receives[handle] = { vc, holder: 'out', since };
  }
}

function handDown(sends: Record<string, Send>, name: string, { args, from, record }: Frame): void {
  const known = sends[name];
  sends[name] =
    known && !known.isDone
      ? { ...known, times: known.times + 1 }
      : { vc: args.vc, by: from, times: 1, isDone: false, since: record };
}

function finish(sends: Record<string, Send>, name: string): boolean {
  const send = sends[name];
  if (!send || send.isDone) return false;
  sends[name] = send.times > 1 ? { ...send, times: send.times - 1 } : { ...send, isDone: true };
  return true;
}

function comeBack(sends: Record<string, Send>, name: string): void {
  const send = sends[name];
  if (send && send.times > 1) {
    sends[name] = { ...send, times: send.times - 1 };
  } else {
    drop(sends, name);
  }
}

/** A list that is still up there cannot go up again. */
function goUp(receives: Record<string, Receive>, name: string, { args, record }: Frame): boolean {
  if (isUp({ receives }, name)) return false;
  receives[name] = { vc: args.vc, holder: args.flags === undefined ? 'out' : 'lent', since: record };
  return true;
}

/** The protocol gets the list as it was indicated, or a copy if NDIS has changed the flag; seen alone, it is news. */
function arrive(receives: Record<string, Receive>, name: string, frame: Frame, outer: Frame | undefined): void {
  if (outer?.fn !== 'NdisMCoIndicateReceiveNetBufferLists') {
    goUp(receives, name, frame);
  } else if (outer.args.flags !== undefined && frame.args.flags === undefined) {
    receives[name] = { vc: frame.args.vc, holder: 'copied', since: frame.record };
  }
}

function endLoan(receives: Record<string, Receive>, name: string): void {
  const receive = receives[name];
  if (receive?.holder === 'lent') {
    receives[name] = { ...receive, holder: 'lentBefore' };
  }
}

function giveBack(receives: Record<string, Receive>, name: string): boolean {
  const receive = receives[name];
  if (receive?.holder === 'out') {
    receives[name] = { ...receive, holder: 'returning' };
  } else if (receive?.holder === 'copied') {
    drop(receives, name);
  } else {
    return false;
  }
  return true;
}

function comeHome(receives: Record<string, Receive>, name: string): void {
  const holder = receives[name]?.holder;
  if (holder === 'returning' || holder === 'out') drop(receives, name);
}

/** A refused send has not been made, unless NDIS has given it back already; refused reports have reported nothing. */
function takeBack(sends: Record<string, Send>, receives: Record<string, Receive>, frame: Frame): void {
  const { nbl = [] } = frame.args;
  if (frame.fn === 'NdisCoSendNetBufferLists') {
    if (!frame.inside.some(({ fn }) => fn === 'ProtocolCoSendNetBufferListsComplete')) {
      nbl.forEach((name) => comeBack(sends, name));
    }
  } else if (frame.fn === 'NdisMCoSendNetBufferListsComplete') {
    for (const name of frame.settled) {
      const send = sends[name];
      if (send) sends[name] = send.isDone ? { ...send, isDone: false } : { ...send, times: send.times + 1 };
    }
  } else if (frame.fn === 'NdisReturnNetBufferLists') {
    for (const name of frame.settled) {
      const receive = receives[name];
      if (receive) receives[name] = { ...receive, holder: 'out' };
    }
  }
}

function drop(packets: Record<string, unknown>, name: string): void {
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the books are records so that they stay plain data
  delete packets[name];
}
