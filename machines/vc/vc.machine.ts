import { and, not, or, setup, stateIn } from 'xstate';
import * as answers from '../answers.js';
import { by } from '../chart.js';
import type { ChartMeta } from '../chart.js';
import { twins } from '../twins.js';
import { wiring } from '../wire.js';
import * as vc from './vc.logic.js';
import type { VcContext, VcEvent, VcInput } from './vc.types.js';

const { ask, set } = wiring<VcContext, VcEvent>();

/** Data, in the states in which it may flow. */
const transfer = {
  NdisCoSendNetBufferLists: {
    guard: and(['isNewSend', or(['isCallUp', 'isOwnSignaling'])]),
    actions: 'takeSends',
    meta: by('SEND-01', 'SEND-04'),
  },
  NdisMCoIndicateReceiveNetBufferLists: { guard: 'isHome', actions: 'indicate', meta: by('RECV-01', 'RECV-10') },
} as const;

/** A refused close: the call is where it was before. */
const backToTheCall = [
  { guard: and(['failed', 'wasMaking']), target: 'making', meta: by('CALL-CLOSE-13') },
  { guard: and(['failed', 'wasOffered']), target: 'offered', meta: by('CALL-CLOSE-13') },
  { guard: and(['failed', 'wasAccepted']), target: 'accepted', meta: by('CALL-CLOSE-13') },
  { guard: and(['failed', 'wasHungUp']), target: 'hungUp', meta: by('CALL-CLOSE-13') },
  { guard: 'failed', target: 'connected', meta: by('CALL-CLOSE-13') },
] as const;

/**
 * The object behind an NdisVcHandle, as NDIS sees it: the contract of a virtual connection. It watches the calls into
 * NDIS that name the VC, and their results. In `life` it is created, activated (again and again, with other
 * parameters), drained, deactivated, reused or deleted; in `call` it hosts at most one call at a time. What it does not
 * take, NDIS refuses; `vc.fates.ts` says by which rule. Parties beyond the first are left out.
 */
export const vcMachine = setup({
  types: {} as { context: VcContext; input: VcInput; events: VcEvent; meta: ChartMeta },
  guards: {
    succeeded: ask(answers.succeeded),
    failed: ask(answers.failed),
    isCreator: ask(vc.isCreator),
    isClients: ask(vc.isClients),
    isFitForCalls: ask(vc.isFitForCalls),
    isDrained: ask(vc.isDrained),
    hasItsSendsBack: ask(vc.hasItsSendsBack),
    hasParameters: ask(vc.hasParameters),
    isMultipoint: ask(vc.isMultipoint),
    isOfferPending: ask(vc.isOfferPending),
    isMakePending: ask(vc.isMakePending),
    isOwnSignaling: ask(vc.isOwnSignaling),
    isMcm: ask(vc.isMcm),
    isNewSend: ask(vc.isNewSend),
    isSendInProgress: ask(vc.isSendInProgress),
    isHome: ask(vc.isHome),
    isOut: ask(vc.isOut),
    wasMaking: ({ context }) => context.closedFrom === 'making',
    wasOffered: ({ context }) => context.closedFrom === 'offered',
    wasAccepted: ({ context }) => context.closedFrom === 'accepted',
    wasHungUp: ({ context }) => context.closedFrom === 'hungUp',
    isInactive: stateIn({ life: 'created' }),
    isActive: or([stateIn({ life: 'active' }), stateIn({ life: 'reactivating' })]),
    hasNoCall: stateIn({ call: 'none' }),
    isCallUp: or([stateIn({ call: 'connected' }), stateIn({ call: 'modifying' })]),
  },
  actions: {
    rememberCreator: set(vc.rememberCreator),
    forgetCreator: set(vc.forgetCreator),
    propose: set(vc.propose),
    adopt: set(vc.adopt),
    keepParameters: set(vc.keepParameters),
    voidParameters: set(vc.voidParameters),
    takeSends: set(vc.takeSends),
    completeSends: set(vc.completeSends),
    indicate: set(vc.indicate),
    takeBack: set(vc.takeBack),
    takeBackLent: set(vc.takeBackLent),
    beginMake: set(vc.beginMake),
    endMake: set(vc.endMake),
    beginOffer: set(vc.beginOffer),
    endOffer: set(vc.endOffer),
    noteHangUp: set(vc.noteHangUp),
    closeFromMaking: set(() => vc.rememberClose('making')),
    closeFromOffered: set(() => vc.rememberClose('offered')),
    closeFromAccepted: set(() => vc.rememberClose('accepted')),
    closeFromConnected: set(() => vc.rememberClose('connected')),
    closeFromHungUp: set(() => vc.rememberClose('hungUp')),
    endCall: set(vc.endCall),
  },
}).createMachine({
  id: 'vc',
  description: 'The object behind an NdisVcHandle: what NDIS, and everybody else, may rely on.',
  meta: by('CTX-04'),
  context: ({ input }) => vc.birth(input),
  type: 'parallel',
  states: {
    life: {
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
            ...twins('ActivateVc', { guard: 'hasParameters', target: 'activating', actions: 'propose', meta: by('VC-ACT-03', 'VC-REACT-05') }),
            NdisCoDeleteVc: { guard: and(['isCreator', 'hasNoCall']), target: 'deleting', meta: by('VC-DEL-01', 'VC-DEL-02') },
            NdisMCmDeleteVc: { guard: and(['isCreator', 'hasNoCall']), target: 'deleting', meta: by('VC-DEL-01', 'VC-DEL-12') },
          },
        },
        activating: {
          description: 'The miniport prepares the VC. One activation at a time.',
          meta: by('VC-ACT-10', 'VC-ACT-17'),
          on: {
            ...twins('ActivateVc returns', [
              { guard: 'succeeded', target: 'active', actions: 'adopt', meta: by('VC-ACT-08') },
              { guard: 'failed', target: 'created', actions: 'keepParameters', meta: by('FAIL-05') },
            ]),
            NdisMCoActivateVcComplete: [
              { guard: 'succeeded', target: 'active', actions: 'adopt', meta: by('VC-ACT-07') },
              { guard: 'failed', target: 'created', actions: 'keepParameters', meta: by('FAIL-05') },
            ],
          },
        },
        active: {
          description: 'Data may flow, under the parameters in force.',
          meta: by('VC-ACT-01'),
          on: {
            ...twins('ActivateVc', { guard: 'hasParameters', target: 'reactivating', actions: 'propose', meta: by('VC-REACT-01') }),
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
            ]),
            NdisMCoActivateVcComplete: [
              { guard: 'succeeded', target: 'active', actions: 'adopt', meta: by('VC-ACT-07') },
              { guard: 'failed', target: 'active', actions: 'keepParameters', meta: by('FAIL-06') },
            ],
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
            ]),
            NdisMCoDeactivateVcComplete: {
              guard: 'isDrained',
              target: 'created',
              actions: 'voidParameters',
              meta: by('VC-DEACT-04', 'VC-DEACT-07', 'VC-DEACT-09'),
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
        deleted: { type: 'final', description: 'The handle is dead for everybody.', meta: by('VC-DEL-10', 'CTX-10') },
      },
      on: {
        NdisMCoSendNetBufferListsComplete: { guard: 'isSendInProgress', actions: 'completeSends', meta: by('SEND-07') },
        NdisReturnNetBufferLists: { guard: 'isOut', actions: 'takeBack', meta: by('RECV-06') },
        'NdisMCoIndicateReceiveNetBufferLists returns': { actions: 'takeBackLent', meta: by('RECV-05') },
      },
    },
    call: {
      description: 'At most one call at a time.',
      meta: by('CALL-OUT-16'),
      initial: 'none',
      states: {
        none: {
          description: 'No call on this VC.',
          meta: by('CALL-OUT-16'),
          on: {
            NdisClMakeCall: {
              guard: and(['isCreator', 'isInactive', 'isFitForCalls']),
              target: 'making',
              actions: 'beginMake',
              meta: by('CALL-OUT-01', 'VC-REACT-08', 'VC-DEL-13'),
            },
            ...twins('DispatchIncomingCall', { guard: 'isCreator', target: 'offered', actions: 'beginOffer', meta: by('CALL-IN-01') }),
          },
        },
        making: {
          description: 'The client has asked for a call; call manager and network set it up.',
          meta: by('CALL-OUT-12'),
          on: {
            'NdisClMakeCall returns': [
              { guard: 'succeeded', target: 'connected', actions: 'endMake', meta: by('CALL-OUT-17') },
              { guard: 'failed', target: 'none', actions: 'endCall', meta: by('CALL-OUT-08') },
            ],
            ...twins('MakeCallComplete', [
              { guard: and(['succeeded', 'isActive']), target: 'connected', actions: 'endMake', meta: by('CALL-OUT-06', 'VC-ACT-11') },
              { guard: and(['failed', 'isInactive']), target: 'none', actions: 'endCall', meta: by('FAIL-07', 'FAIL-15') },
            ]),
            NdisClCloseCall: { target: 'closing', actions: 'closeFromMaking', meta: by('CALL-CLOSE-18') },
          },
        },
        offered: {
          description: 'The client has been asked and has not answered.',
          meta: by('CALL-IN-05', 'CALL-IN-14'),
          on: {
            ...twins('DispatchIncomingCall returns', [
              { guard: 'succeeded', target: 'accepted', actions: 'endOffer', meta: by('CALL-IN-07') },
              { guard: 'failed', target: 'none', actions: 'endCall', meta: by('CALL-IN-07') },
            ]),
            NdisClIncomingCallComplete: [
              { guard: 'succeeded', target: 'accepted', actions: 'endOffer', meta: by('CALL-IN-06') },
              { guard: 'failed', target: 'none', actions: 'endCall', meta: by('CALL-IN-13') },
            ],
            NdisClModifyCallQoS: { meta: by('CALL-IN-09') },
            ...twins('ModifyCallQoSComplete', { meta: by('CALL-IN-09', 'QOS-CL-05') }),
            ...twins('DispatchIncomingCloseCall', { target: 'hungUp', actions: 'noteHangUp', meta: by('CALL-RCLOSE-03') }),
            NdisClCloseCall: { target: 'closing', actions: 'closeFromOffered', meta: by('CALL-CLOSE-18') },
          },
        },
        accepted: {
          description: 'The client has accepted; the connection end to end is still to come.',
          meta: by('CALL-IN-11', 'CALL-IN-14'),
          on: {
            ...twins('DispatchCallConnected', { guard: 'isActive', target: 'connected', meta: by('CALL-IN-11', 'VC-ACT-12') }),
            ...twins('DispatchIncomingCloseCall', { target: 'hungUp', actions: 'noteHangUp', meta: by('CALL-IN-12', 'FAIL-09') }),
            NdisClCloseCall: { target: 'closing', actions: 'closeFromAccepted', meta: by('CALL-CLOSE-18') },
          },
        },
        connected: {
          description: 'The call is up.',
          meta: by('CALL-OUT-06', 'CALL-IN-11'),
          on: {
            NdisClModifyCallQoS: { target: 'modifying', meta: by('QOS-CL-01') },
            ...twins('DispatchIncomingCallQoSChange', { guard: 'isActive', meta: by('QOS-IN-01') }),
            ...twins('DispatchIncomingCloseCall', { target: 'hungUp', actions: 'noteHangUp', meta: by('CALL-RCLOSE-01') }),
            NdisClCloseCall: {
              guard: 'hasItsSendsBack',
              target: 'closing',
              actions: 'closeFromConnected',
              meta: by('CALL-CLOSE-01', 'CALL-CLOSE-02'),
            },
            NdisClAddParty: { guard: 'isMultipoint', meta: by('PARTY-01') },
          },
        },
        modifying: {
          description: 'The client has asked for other parameters; the call goes on under the old ones.',
          meta: by('QOS-CL-03'),
          on: {
            'NdisClModifyCallQoS returns': [
              { guard: or(['succeeded', 'failed']), target: 'connected', meta: by('QOS-CL-08') },
            ],
            ...twins('ModifyCallQoSComplete', { target: 'connected', meta: by('QOS-CL-03', 'QOS-CL-04') }),
            ...twins('DispatchIncomingCloseCall', { target: 'hungUp', actions: 'noteHangUp', meta: by('CALL-RCLOSE-01') }),
            NdisClCloseCall: {
              guard: 'hasItsSendsBack',
              target: 'closing',
              actions: 'closeFromConnected',
              meta: by('CALL-CLOSE-01', 'CALL-CLOSE-02'),
            },
          },
        },
        hungUp: {
          description: 'The far side, or the network, has ended the call; the client owes NdisClCloseCall.',
          meta: by('CALL-RCLOSE-04', 'CALL-RCLOSE-05'),
          on: {
            ...twins('DispatchIncomingCall returns', { guard: not('failed'), meta: by('CALL-RCLOSE-04') }),
            NdisClIncomingCallComplete: { guard: 'isOfferPending', actions: 'endOffer', meta: by('CALL-IN-06') },
            ...twins('ModifyCallQoSComplete', { meta: by('QOS-CL-05') }),
            NdisClCloseCall: {
              guard: 'hasItsSendsBack',
              target: 'closing',
              actions: 'closeFromHungUp',
              meta: by('CALL-RCLOSE-04', 'CALL-CLOSE-02'),
            },
          },
        },
        closing: {
          description: 'The close is under way: no more sends, and no other call until it is over.',
          meta: by('CALL-CLOSE-01', 'CALL-CLOSE-03', 'VC-REACT-08'),
          on: {
            ...twins('MakeCallComplete', { guard: 'isMakePending', actions: 'endMake', meta: by('CALL-OUT-07') }),
            ...twins('ModifyCallQoSComplete', { meta: by('QOS-CL-05') }),
            NdisClIncomingCallComplete: { guard: 'isOfferPending', actions: 'endOffer', meta: by('CALL-IN-06') },
            ...twins('CloseCallComplete', [
              { guard: and(['succeeded', or(['isMcm', not('isActive')])]), target: 'none', actions: 'endCall', meta: by('CALL-CLOSE-06', 'CALL-CLOSE-14') },
              ...backToTheCall,
            ]),
            'NdisClCloseCall returns': [
              { guard: 'succeeded', target: 'none', actions: 'endCall', meta: by('CALL-CLOSE-13') },
              ...backToTheCall,
            ],
          },
        },
      },
    },
  },
});
