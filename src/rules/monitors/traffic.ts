import type { RuleId } from '../../protocol/rules.js';
import { bearerOf } from '../../protocol/roles.js';
import { isDeleted } from '../books/books.js';
import type { Books } from '../books/books.js';
import { isInProgress, isUp } from '../books/packets.js';
import { isKnown } from '../books/vcs.js';
import { nothing } from '../monitor.js';
import type { Finding, Monitor } from '../monitor.js';
import { isSelfCall } from '../steps.js';
import type { Frame } from '../steps.js';

/** Sends: on an active VC only, and each list completed exactly once. */
export const sending: Monitor = {
  name: 'sending',
  rules: ['SEND-01', 'SEND-04', 'SEND-07', 'VC-DEACT-21'],
  judge(books, step) {
    if (step.kind === 'assume' || isSelfCall(step.frame)) return nothing;
    const { frame } = step;
    if (step.kind === 'return') {
      return isDeleted(step) ? unfinished(books, frame.args.vc, frame.record) : nothing;
    }
    switch (frame.fn) {
      case 'NdisCoSendNetBufferLists':
        return [...sentOn(books, frame), ...resent(books, frame)];
      case 'NdisMCoSendNetBufferListsComplete':
        return lists(frame, (nbl) => !isInProgress(books, nbl), 'SEND-07', 'is not in progress');
      case 'ProtocolCoSendNetBufferListsComplete':
        return lists(frame, (nbl) => books.sends[nbl] === undefined, 'SEND-07', 'is with its sender already');
      default:
        return nothing;
    }
  },
  owed: (books) =>
    Object.entries(books.sends)
      .filter(([, { isDone }]) => !isDone)
      .map(([nbl, { since }]) => ({
        rule: 'SEND-07',
        by: bearerOf(books.topology),
        message: `${nbl} has not been completed`,
        since,
      })),
};

/** Receives: on an active VC only, kept lists returned exactly once, lent lists not at all. */
export const receiving: Monitor = {
  name: 'receiving',
  rules: ['RECV-01', 'RECV-04', 'RECV-05', 'RECV-06', 'RECV-09', 'RECV-10', 'VC-DEACT-05'],
  judge(books, step) {
    if (step.kind !== 'call' || isSelfCall(step.frame)) return nothing;
    const { frame } = step;
    const holder = (nbl: string) => books.receives[nbl]?.holder;
    const isLoan = (nbl: string) => holder(nbl) === 'lent' || holder(nbl) === 'lentBefore';
    switch (frame.fn) {
      case 'NdisMCoIndicateReceiveNetBufferLists':
        return [...indicatedOn(books, frame), ...lists(frame, (nbl) => isUp(books, nbl), 'RECV-10', 'is not back yet')];
      case 'NdisReturnNetBufferLists':
        return [
          ...lists(frame, isLoan, 'RECV-05', 'was lent for the time of the indication'),
          ...lists(frame, (nbl) => !isLoan(nbl) && isHome(holder(nbl)), 'RECV-06', 'is not with the protocol'),
        ];
      case 'MiniportReturnNetBufferLists':
        return [
          ...lists(frame, isLoan, 'RECV-05', 'was lent for the time of the indication'),
          ...lists(frame, (nbl) => holder(nbl) === undefined, 'RECV-06', 'is back already'),
        ];
      default:
        return nothing;
    }
  },
  owed: (books) =>
    Object.entries(books.receives)
      .filter(([, { holder }]) => holder === 'out')
      .map(([nbl, { vc, since }]) => ({
        rule: 'RECV-04',
        by: books.vcs[vc ?? '']?.isSignaling ? 'callManager' : 'client',
        message: `${nbl} has not been returned`,
        since,
      })),
};

const isHome = (holder: string | undefined): boolean => holder === undefined || holder === 'returning';

/** Lists of a call of which something does not hold. */
const lists = (
  { fn, from, args }: Frame,
  isWrong: (nbl: string) => boolean,
  rule: RuleId,
  what: string,
): readonly Finding[] =>
  (args.nbl ?? [])
    .filter(isWrong)
    .map((nbl) => ({ rule, by: from, message: `${from} calls ${fn} with ${nbl}, which ${what}` }));

function sentOn({ vcs }: Books, { fn, from, args }: Frame): readonly Finding[] {
  const vc = vcs[args.vc ?? ''];
  if (!isKnown(vc) || vc.life === 'active' || vc.life === 'reactivating') return nothing;
  const rule = vc.life === 'deactivating' ? 'VC-DEACT-21' : 'SEND-01';
  return [{ rule, by: from, message: `${from} calls ${fn} on ${args.vc}, which is ${wordFor(vc.life)}` }];
}

const resent = (books: Books, frame: Frame): readonly Finding[] =>
  lists(frame, (nbl) => isInProgress(books, nbl), 'SEND-04', 'has not come back');

/** A VC that is gone can complete nothing any more. */
function unfinished({ sends, topology }: Books, vc: string | undefined, at: number): readonly Finding[] {
  return Object.entries(sends)
    .filter(([, send]) => send.vc === vc && vc !== undefined && !send.isDone)
    .map(([nbl]) => ({
      rule: 'SEND-07',
      by: bearerOf(topology),
      message: `${nbl} has not been completed when ${vc} is deleted`,
      at,
    }));
}

/** What had arrived before a deactivation began may still be indicated (AMB-11). */
function indicatedOn({ vcs }: Books, { fn, from, args }: Frame): readonly Finding[] {
  const vc = vcs[args.vc ?? ''];
  if (!isKnown(vc) || ['active', 'reactivating', 'deactivating'].includes(vc.life)) return nothing;
  const rule = !vc.wasActive || vc.life !== 'created' ? 'RECV-01' : from === 'mcm' ? 'RECV-09' : 'VC-DEACT-05';
  return [{ rule, by: from, message: `${from} calls ${fn} on ${args.vc}, which is ${wordFor(vc.life)}` }];
}

const wordFor = (life: string): string => (life === 'created' ? 'inactive' : life);
