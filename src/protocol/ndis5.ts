import type { AnyFunctionName } from './functions.js';

/** Names by which older drivers, logs and pages know a function (NDIS 5 names; AMB-28), and its exact name. */
export const otherNames: Readonly<Record<string, AnyFunctionName>> = {
  NdisCoSendPackets: 'NdisCoSendNetBufferLists',
  MiniportCoSendPackets: 'MiniportCoSendNetBufferLists',
  NdisMCoSendComplete: 'NdisMCoSendNetBufferListsComplete',
  ProtocolCoSendComplete: 'ProtocolCoSendNetBufferListsComplete',
  NdisMCoIndicateReceivePacket: 'NdisMCoIndicateReceiveNetBufferLists',
  ProtocolCoReceivePacket: 'ProtocolCoReceiveNetBufferLists',
  NdisReturnPackets: 'NdisReturnNetBufferLists',
  MiniportReturnPacket: 'MiniportReturnNetBufferLists',
  NdisCancelSendPackets: 'NdisCancelSendNetBufferLists',
  MiniportCancelSendPackets: 'MiniportCancelSend',

  NdisClOpenAddressFamily: 'NdisClOpenAddressFamilyEx',
  NdisCmRegisterAddressFamily: 'NdisCmRegisterAddressFamilyEx',
  NdisMCmRegisterAddressFamily: 'NdisMCmRegisterAddressFamilyEx',
  ProtocolClOpenAfComplete: 'ProtocolClOpenAfCompleteEx',
  ProtocolOpenAfComplete: 'ProtocolClOpenAfCompleteEx',
  ProtocolAfRegisterNotify: 'ProtocolCoAfRegisterNotify',

  ProtocolClIncomingCallConnected: 'ProtocolClCallConnected',
  ProtocolClIncomingQoSChange: 'ProtocolClIncomingCallQoSChange',
  ProtocolClIncomingCallQoS: 'ProtocolClIncomingCallQoSChange',
  ProtocolCmModifyQoS: 'ProtocolCmModifyCallQoS',
  ProtocolClDropParty: 'ProtocolClIncomingDropParty',

  NdisCoRequest: 'NdisCoOidRequest',
  NdisCoRequestComplete: 'NdisCoOidRequestComplete',
  NdisMCmRequest: 'NdisMCmOidRequest',
  NdisMCmRequestComplete: 'NdisMCmOidRequestComplete',
  NdisMCoRequestComplete: 'NdisMCoOidRequestComplete',
  MiniportCoRequest: 'MiniportCoOidRequest',
  ProtocolCoRequest: 'ProtocolCoOidRequest',
  ProtocolCoRequestComplete: 'ProtocolCoOidRequestComplete',
  NdisMCoIndicateStatus: 'NdisMCoIndicateStatusEx',
  ProtocolCoStatus: 'ProtocolCoStatusEx',

  NdisOpenAdapter: 'NdisOpenAdapterEx',
  NdisCloseAdapter: 'NdisCloseAdapterEx',
  ProtocolBindAdapter: 'ProtocolBindAdapterEx',
  ProtocolUnbindAdapter: 'ProtocolUnbindAdapterEx',
  MiniportInitialize: 'MiniportInitializeEx',
  MiniportHalt: 'MiniportHaltEx',
  MiniportPnPEventNotify: 'MiniportDevicePnPEventNotify',
  MiniportReset: 'MiniportResetEx',
};
