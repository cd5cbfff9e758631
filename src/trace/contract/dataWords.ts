import type { RuleId } from '../../protocol/rules.js';
import type { Frame, Packet, Scene } from '../../rules/index.js';
import type { DataMemory } from './dataCallbacks.js';
import type { Move } from './dataMoves.js';

/** NDIS_RECEIVE_FLAGS_RESOURCES in ndis.h. */
const resourcesBit = 0x2;

/** Whether receive flags, however they were logged, lend the lists for the time of the indication only. */
export function isResources(flags: unknown): boolean {
  if (flags === undefined || flags === null) return false;
  if (typeof flags === 'string') return flags.includes('RESOURCES') || isResources(Number(flags));
  if (typeof flags === 'number') return (flags & resourcesBit) !== 0;
  return Array.isArray(flags) && flags.some(isResources);
}

/** Which way a list goes that a driver moves. */
export const wayOf = (move: Move): Packet['way'] =>
  move === 'NdisCoSendNetBufferLists' || move === 'NdisMCoSendNetBufferListsComplete' ? 'send' : 'receive';

/** The rules about where a list is, whatever its VC does. */
export type ListRule = Extract<RuleId, 'RECV-05' | 'RECV-06' | 'RECV-10' | 'SEND-04' | 'SEND-07'>;

/** Reports a move of a list that is not where it would have to be. */
export function objectToList(
  scene: Scene<DataMemory>,
  frame: Frame,
  rule: ListRule,
  name: string,
  packet: Packet | undefined,
): ListRule {
  const lent = scene.state.loans.get(name);
  const isOwnCall = frame.isIntoNdis;
  const isLoan =
    rule === 'RECV-06' && (packet?.holder === 'lent' || (lent !== undefined && packet?.holder !== 'copied'));
  const reported = isLoan ? 'RECV-05' : rule;
  const who = isOwnCall ? `${frame.from.name} calls ${frame.fn}` : `NDIS calls ${frame.fn} of ${frame.to.name}`;
  const vc = packet?.vc ?? frame.vc;
  scene.report({
    rule: reported,
    by: isOwnCall ? frame.from : 'ndis',
    message: `${who} for ${name}${vc ? ` on ${vc.handle}` : ''}, ${reasonOf(reported, packet, lent)}`,
    about: vc ? [vc.handle, name] : [name],
  });
  return rule;
}

function reasonOf(rule: ListRule, packet: Packet | undefined, lent: number | undefined): string {
  const since = packet ? ` (record ${packet.since.n})` : '';
  switch (rule) {
    case 'SEND-04':
      return `a list that has not come back from its last send${since}`;
    case 'SEND-07':
      return 'a list that is not being sent: it was never handed down, or has been completed already';
    case 'RECV-10':
      return `a list that has not come back from its last indication${since}`;
    case 'RECV-06':
      return 'a list that is not out: it was never indicated, or has been returned already';
    case 'RECV-05':
      return (
        `a list that was only lent for the time of its indication (record ${packet?.since.n ?? lent}, ` +
        'NDIS_RECEIVE_FLAGS_RESOURCES)'
      );
  }
}
