import { and, setup } from 'xstate';
import * as answers from '../answers.js';
import { by } from '../chart.js';
import type { ChartMeta } from '../chart.js';
import { twins } from '../twins.js';
import { wiring } from '../wire.js';
import * as af from './af.logic.js';
import type { AfContext, AfEvent, AfInput } from './af.types.js';

const { ask, set } = wiring<AfContext, AfEvent>();

/**
 * The object behind an NdisAfHandle, as NDIS sees it: an address family that its provider registers, that a client
 * opens, on which VCs and SAPs come and go, and that is closed when none of the client's is left. VCs that the provider
 * has created are its own to delete (AMB-46).
 */
export const afMachine = setup({
  types: {} as { context: AfContext; input: AfInput; events: AfEvent; meta: ChartMeta },
  guards: {
    succeeded: ask(answers.succeeded),
    failed: ask(answers.failed),
    hasOutcome: ask(answers.hasOutcome),
    isFromClient: ask(af.isFromClient),
    isFromProvider: ask(af.isFromProvider),
    isUnanswered: ask(af.isUnanswered),
    hasNoVcs: ask(af.hasNoVcs),
    hasNoSaps: ask(af.hasNoSaps),
  },
  actions: {
    noteAnswer: set(af.noteAnswer),
    forgetAnswer: set(af.forgetAnswer),
    countVc: set(af.countVc),
    discountVc: set(af.discountVc),
    countSap: set(af.countSap),
    discountSap: set(af.discountSap),
  },
}).createMachine({
  id: 'af',
  description: 'An address family, between its provider and one client.',
  meta: by('AF-03'),
  context: ({ input }) => af.birth(input),
  initial: 'unregistered',
  states: {
    unregistered: {
      description: 'No provider yet.',
      meta: by('AF-01', 'AF-02'),
      on: {
        ...twins('RegisterAddressFamilyEx returns', [
          { guard: 'succeeded', target: 'advertised', meta: by('AF-01', 'AF-02') },
          { meta: by('AF-03') },
        ]),
      },
    },
    advertised: {
      description: 'Clients are told of the address family.',
      meta: by('AF-06', 'AF-07'),
      on: { NdisClOpenAddressFamilyEx: { target: 'opening', meta: by('AF-07') } },
    },
    opening: {
      description: 'The provider is asked to admit the client.',
      meta: by('AF-09', 'AF-11'),
      exit: 'forgetAnswer',
      on: {
        'NdisClOpenAddressFamilyEx returns': [
          { guard: 'succeeded', target: 'open', meta: by('AF-09') },
          { guard: 'failed', target: 'advertised', meta: by('AF-12') },
          { meta: by('AF-10') },
        ],
        ProtocolClOpenAfCompleteEx: [
          { guard: 'succeeded', target: 'open', meta: by('AF-11') },
          { target: 'advertised', meta: by('AF-12') },
        ],
        ...twins('OpenAddressFamilyComplete', {
          guard: and(['hasOutcome', 'isUnanswered']),
          actions: 'noteAnswer',
          meta: by('AF-10'),
        }),
      },
    },
    open: {
      description: 'VCs are created and SAPs registered on it.',
      meta: by('AF-11'),
      on: {
        NdisCoCreateVc: [
          { guard: 'isFromClient', actions: 'countVc', meta: by('VC-CREATE-12', 'AF-29') },
          { meta: by('VC-CREATE-12') },
        ],
        NdisMCmCreateVc: { meta: by('VC-CREATE-12') },
        'NdisCoCreateVc returns': [
          { guard: and(['isFromClient', 'failed']), actions: 'discountVc', meta: by('FAIL-01') },
          { meta: by('VC-CREATE-07') },
        ],
        'NdisCoDeleteVc returns': [
          { guard: and(['isFromClient', 'succeeded']), actions: 'discountVc', meta: by('AF-14', 'AF-29') },
          { meta: by('FAIL-13') },
        ],
        NdisClRegisterSap: { actions: 'countSap', meta: by('SAP-01') },
        'NdisClRegisterSap returns': [
          { guard: 'failed', actions: 'discountSap', meta: by('SAP-06') },
          { meta: by('SAP-03') },
        ],
        ...twins('RegisterSapComplete', [
          { guard: 'failed', actions: 'discountSap', meta: by('SAP-06') },
          { meta: by('SAP-03') },
        ]),
        'NdisClDeregisterSap returns': [
          { guard: 'hasOutcome', actions: 'discountSap', meta: by('SAP-10', 'AF-22') },
          { meta: by('SAP-10') },
        ],
        ...twins('DeregisterSapComplete', { actions: 'discountSap', meta: by('SAP-10', 'AF-22') }),
        NdisCoOidRequest: { meta: by('OID-01') },
        NdisClCloseAddressFamily: {
          guard: and(['hasNoVcs', 'hasNoSaps']),
          target: 'closing',
          meta: by('AF-14', 'AF-29'),
        },
      },
    },
    closing: {
      description: 'The handle is dead for the client; the provider finishes.',
      meta: by('AF-15', 'AF-16'),
      on: {
        NdisCoOidRequest: { guard: 'isFromProvider', meta: by('AF-16') },
        'NdisClCloseAddressFamily returns': [
          { guard: 'succeeded', target: 'closed', meta: by('AF-18') },
          { guard: 'failed', target: 'open', meta: by('AF-17') },
          { meta: by('AF-32') },
        ],
        ...twins('CloseAddressFamilyComplete', { guard: 'succeeded', target: 'closed', meta: by('AF-18', 'AF-32') }),
      },
    },
    closed: { type: 'final', description: 'The handle is dead for everybody.', meta: by('AF-18') },
  },
});
