/** What its user wants once too often the client refuses, by the rule that it would break itself. */
import type { EnvironmentEvent } from '../../src/system/index.js';
import { watched } from './walk.js';

const createVc: EnvironmentEvent = { type: 'client.createVc' };
const makeCall: EnvironmentEvent = { type: 'client.makeCall' };
const modify: EnvironmentEvent = { type: 'client.modifyCallQoS' };
const refuseModify: EnvironmentEvent = { type: 'network.refuseQoS' };
const up: readonly EnvironmentEvent[] = [createVc, makeCall, { type: 'network.accept' }];
const refusedOnce: readonly EnvironmentEvent[] = [...up, modify, refuseModify];
const answers = (event: string, status: 'NDIS_STATUS_PENDING' | 'NDIS_STATUS_NOT_SUPPORTED'): EnvironmentEvent => ({
  type: 'answer.next',
  event,
  status,
});
const pendOffer: readonly EnvironmentEvent[] = [
  answers('ProtocolClIncomingCall', 'NDIS_STATUS_PENDING'),
  { type: 'network.call', callParameters: 'P1' },
];

describe.each(['cm', 'mcm'] as const)('%s', (topology) => {
  const after = (events: readonly EnvironmentEvent[]) => {
    const { system, records, faults } = watched({ topology });
    events.forEach((event) => system.send(event));
    expect(faults).toEqual([]);
    return { system, records };
  };

  test('a VC whose call could not be made is not used for another, and can be deleted', () => {
    const { system } = after([createVc, makeCall, { type: 'network.refuse' }]);
    expect(system.may(makeCall)).toEqual({ result: 'refused', rule: 'CALL-OUT-13' });
    expect(system.send({ type: 'client.deleteVc' })).toEqual({ result: 'taken' });
    expect([system.send(createVc), system.send(makeCall)]).toEqual([{ result: 'taken' }, { result: 'taken' }]);
  });

  test.each([
    ['during a call', refusedOnce],
    ['by a call manager that cannot', [...up, answers('ProtocolCmModifyCallQoS', 'NDIS_STATUS_NOT_SUPPORTED'), modify]],
    ['during an offer', [...pendOffer, modify, refuseModify]],
  ])('what has just been refused %s is not asked for again', (_, events) => {
    const { system } = after(events);
    expect(system.may(modify)).toEqual({ result: 'refused', rule: 'QOS-CL-06' });
    expect(system.may({ ...modify, callParameters: 'P3' })).toEqual({ result: 'taken' });
    expect(system.may({ type: 'client.closeCall' })).toEqual({ result: 'taken' });
  });

  test.each([
    ['it has sent', { type: 'client.send' }],
    ['it has received', { type: 'adapter.receive' }],
    ['the far side has asked for others', { type: 'network.proposeQoS' }],
  ] as const)('it is asked for again when %s', (_, event) => {
    const { system } = after([...refusedOnce, event]);
    expect(system.may(modify)).toEqual({ result: 'taken' });
  });

  test('an offer is accepted as it was made when other parameters could not be had', () => {
    const refusal = answers('ProtocolCmModifyCallQoS', 'NDIS_STATUS_NOT_SUPPORTED');
    const { records } = after([...pendOffer, refusal, modify, { type: 'client.answer' }]);
    const answer = records.find((record) => record.kind === 'call' && record.fn === 'NdisClIncomingCallComplete');
    expect(answer).toMatchObject({ args: { callParameters: 'P1' } });
  });
});
