import type { DriverRole, Topology } from '../protocol/roles.js';
import type { TraceRecord } from '../protocol/trace.js';

const senders: Readonly<Record<Topology, readonly DriverRole[]>> = { cm: ['client', 'callManager'], mcm: ['client'] };
const indicators: Readonly<Record<Topology, DriverRole>> = { cm: 'miniport', mcm: 'mcm' };

/**
 * Calls that move no list, and show who moves lists at all. Judges ask for that before they miss one: who has shown it
 * from the beginning is judged more strictly, and never less.
 */
export function primerOf(topology: Topology): readonly TraceRecord[] {
  const empty = (from: DriverRole, fn: 'NdisCoSendNetBufferLists' | 'NdisMCoIndicateReceiveNetBufferLists') =>
    [
      { kind: 'call', from, to: 'ndis', fn, args: { nbl: [] } },
      { kind: 'return', from: 'ndis', to: from, fn, status: null },
    ] as const;
  return [
    ...senders[topology].flatMap((role) => empty(role, 'NdisCoSendNetBufferLists')),
    ...empty(indicators[topology], 'NdisMCoIndicateReceiveNetBufferLists'),
  ];
}
