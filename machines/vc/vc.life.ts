import { and, not, or } from 'xstate';
import { by } from '../chart.js';
import { twins } from '../twins.js';

/** The call is closed, and an MCM has not yet deactivated its VC. */
const isOver = and(['hasNoCall', 'isClosed']);

/** Data, in the states in which they may flow. */
const transfer = {
  NdisCoSendNetBufferLists: {
    guard: and([or([and(['isFromClient', 'isCallUp']), 'isOwnSignaling']), 'isNewSend']),
    actions: 'takeSends',
    meta: by('SEND-01', 'SEND-04'),
  },
  NdisMCoIndicateReceiveNetBufferLists: {
    guard: and(['isHome', not(isOver)]),
    actions: 'indicate',
    meta: by('RECV-01', 'RECV-10', 'CALL-CLOSE-16'),
  },
} as const;

/** For a call manager the miniport completes what it has pended; NDIS completes an MCM's NdisMCmActivateVc itself. */
const activationCompleted = [
  { guard: 'succeeded', target: 'active', actions: 'adopt', meta: by('VC-ACT-07', 'MCM-12') },
  { guard: 'failed', target: 'created', actions: 'keepParameters', meta: by('FAIL-05') },
] as const;
const changeCompleted = [
  { guard: 'succeeded', target: 'active', actions: 'adopt', meta: by('VC-ACT-07', 'MCM-12') },
  { guard: 'failed', target: 'active', actions: 'keepParameters', meta: by('FAIL-06') },
] as const;

const deletion = {
  guard: and(['isCreator', 'hasNoCall', not('isMakePending')]),
  target: 'deleting',
  meta: by('VC-DEL-01', 'VC-DEL-02', 'VC-DEL-12'),
} as const;

/** One half of the chart of `vcMachine`: a virtual connection from its creation to its deletion. */
export const life = {
  description: 'From creation to deletion.',
  meta: by('VC-CREATE-13'),
  initial: 'absent',
  states: {
    absent: {
      description: 'No NdisVcHandle exists.',
      meta: by('VC-CREATE-01'),
      on: {
        NdisCoCreateVc: { target: 'creating', actions: 'rememberCreator', meta: by('VC-CREATE-13') },
        NdisMCmCreateVc: { target: 'creating', actions: 'rememberCreator', meta: by('MCM-03') },
      },
    },
    creating: {
      description: 'The create callbacks run; nobody may use the handle before all have returned.',
      meta: by('VC-CREATE-02', 'VC-CREATE-16', 'ASYNC-07'),
      on: {
        'NdisCoCreateVc returns': [
          { guard: 'succeeded', target: 'created', meta: by('VC-CREATE-07') },
          { target: 'absent', actions: 'forgetCreator', meta: by('FAIL-01') },
        ],
        'NdisMCmCreateVc returns': [
          { guard: 'succeeded', target: 'created', meta: by('VC-CREATE-05') },
          { target: 'absent', actions: 'forgetCreator', meta: by('FAIL-10') },
        ],
      },
    },
    created: {
      description: 'Every driver that shares the handle holds resources; no data may flow.',
      meta: by('VC-CREATE-14', 'VC-DEACT-09', 'VC-DEACT-10'),
      on: {
        ...twins('ActivateVc', {
          guard: 'hasParameters',
          target: 'activating',
          actions: ['propose', 'renew'],
          meta: by('VC-ACT-03', 'VC-REACT-05'),
        }),
        NdisCoDeleteVc: deletion,
        NdisMCmDeleteVc: deletion,
      },
    },
    activating: {
      description: 'The miniport prepares the VC. One activation at a time.',
      meta: by('VC-ACT-10', 'VC-ACT-17'),
      on: {
        ...twins('ActivateVc returns', [
          { guard: 'succeeded', target: 'active', actions: 'adopt', meta: by('VC-ACT-08') },
          { guard: 'failed', target: 'created', actions: 'keepParameters', meta: by('FAIL-05') },
          { meta: by('VC-ACT-07') },
        ]),
        NdisMCoActivateVcComplete: activationCompleted,
        ProtocolCmActivateVcComplete: activationCompleted,
      },
    },
    active: {
      description: 'Data may flow, under the parameters in force.',
      meta: by('VC-ACT-01'),
      on: {
        ...twins('ActivateVc', {
          guard: 'hasParameters',
          target: 'reactivating',
          actions: 'propose',
          meta: by('VC-ACT-03', 'VC-REACT-01'),
        }),
        ...twins('DeactivateVc', { target: 'deactivating', meta: by('VC-DEACT-01') }),
        ...transfer,
      },
    },
    reactivating: {
      description: 'Other parameters are tried; meanwhile the VC goes on under the old ones.',
      meta: by('VC-REACT-03', 'VC-ACT-10'),
      on: {
        ...twins('ActivateVc returns', [
          { guard: 'succeeded', target: 'active', actions: 'adopt', meta: by('VC-ACT-08') },
          { guard: 'failed', target: 'active', actions: 'keepParameters', meta: by('VC-REACT-03') },
          { meta: by('VC-ACT-07') },
        ]),
        NdisMCoActivateVcComplete: changeCompleted,
        ProtocolCmActivateVcComplete: changeCompleted,
        ...transfer,
      },
    },
    deactivating: {
      description: 'The miniport drains the VC: every send completed, every indicated list back.',
      meta: by('VC-DEACT-04', 'VC-DEACT-21'),
      on: {
        ...twins('DeactivateVc returns', [
          { guard: 'succeeded', target: 'created', actions: 'voidParameters', meta: by('VC-DEACT-08', 'VC-DEACT-09') },
          { guard: 'failed', target: 'active', meta: by('VC-DEACT-19') },
          { meta: by('VC-DEACT-07') },
        ]),
        NdisMCoDeactivateVcComplete: [
          { guard: 'failed', target: 'active', meta: by('VC-DEACT-19', 'ASYNC-08') },
          {
            guard: and(['isFinal', 'isDrained']),
            target: 'created',
            actions: 'voidParameters',
            meta: by('VC-DEACT-04', 'VC-DEACT-07', 'VC-DEACT-09'),
          },
        ],
        NdisMCoIndicateReceiveNetBufferLists: {
          description: 'What had arrived already may still be indicated, or is discarded (AMB-11).',
          guard: and(['isHome', not(isOver)]),
          actions: 'indicate',
          meta: by('VC-DEACT-04', 'RECV-10', 'CALL-CLOSE-16'),
        },
      },
    },
    deleting: {
      description: 'The delete callbacks run; one of them may refuse.',
      meta: by('VC-DEL-04', 'VC-DEL-09'),
      on: {
        'NdisCoDeleteVc returns': [
          { guard: 'succeeded', target: 'deleted', meta: by('VC-DEL-10') },
          { target: 'created', meta: by('FAIL-13') },
        ],
        'NdisMCmDeleteVc returns': [
          { guard: 'succeeded', target: 'deleted', meta: by('VC-DEL-10') },
          { target: 'created', meta: by('FAIL-13') },
        ],
      },
    },
    deleted: {
      type: 'final',
      description: 'The handle is dead for everybody.',
      meta: by('VC-DEL-10', 'CTX-10'),
      entry: 'forget',
    },
  },
  on: {
    NdisMCoSendNetBufferListsComplete: {
      guard: and(['isSendInProgress', not('isDeleted')]),
      actions: 'completeSends',
      meta: by('SEND-07', 'CTX-10'),
    },
    // It names the binding and the lists, not the VC: a late one is legal even when the VC is gone.
    NdisReturnNetBufferLists: {
      guard: and(['isReceiver', 'isOut']),
      actions: 'takeBack',
      meta: by('RECV-04', 'RECV-06'),
    },
    'NdisMCoIndicateReceiveNetBufferLists returns': { actions: 'takeBackLent', meta: by('RECV-05') },
  },
} as const;
