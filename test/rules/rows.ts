import type { Topology } from '../../src/protocol/roles.js';
import type { RuleId } from '../../src/protocol/rules.js';

/** A rule, a trace that breaks it and nothing else, and its legal twin. */
export interface Row {
  readonly rule: RuleId;
  readonly what: string;
  readonly topology: Topology;
  readonly given: readonly string[];
  readonly bad: readonly string[];
  readonly good: readonly string[];
}

type Lines = readonly string[];
const rowsOf =
  (topology: Topology) =>
  (rule: RuleId, what: string, given: Lines, bad: Lines, good: Lines): Row => ({
    rule,
    what,
    topology,
    given,
    bad,
    good,
  });
export const cm = rowsOf('cm');
export const mcm = rowsOf('mcm');

/** A VC of the client in some state. */
export const vc = (state: string, more = ''): string =>
  `assume vc vc1 ${state} creator=client client=client af=af1 ${more}`;

export const send = 'client > ndis NdisCoSendNetBufferLists vc=vc1 nbl=tx1 : void';
export const sent = 'miniport > ndis NdisMCoSendNetBufferListsComplete vc=vc1 nbl=tx1 : void';
export const indicate = 'miniport > ndis NdisMCoIndicateReceiveNetBufferLists vc=vc1 nbl=rx1 : void';
export const giveBack = 'client > ndis NdisReturnNetBufferLists nbl=rx1 : void';
export const deactivate: Lines = [
  'callManager > ndis NdisCmDeactivateVc vc=vc1',
  'ndis > miniport MiniportCoDeactivateVc vc=vc1 : PENDING',
  'ndis < NdisCmDeactivateVc PENDING',
];
export const deactivated = 'miniport > ndis NdisMCoDeactivateVcComplete vc=vc1 status=SUCCESS : void';

/** A whole creation or deletion by the client, with both callbacks. */
export const creation: Lines = [
  'client > ndis NdisCoCreateVc af=af1',
  'ndis > callManager ProtocolCoCreateVc vc=vc1 af=af1 : SUCCESS',
  'ndis > miniport MiniportCoCreateVc vc=vc1 : SUCCESS',
  'ndis < NdisCoCreateVc SUCCESS vc=vc1',
];
export const deletion: Lines = [
  'client > ndis NdisCoDeleteVc vc=vc1',
  'ndis > callManager ProtocolCoDeleteVc vc=vc1 : SUCCESS',
  'ndis > miniport MiniportCoDeleteVc vc=vc1 : SUCCESS',
  'ndis < NdisCoDeleteVc SUCCESS',
];
