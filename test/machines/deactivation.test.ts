/** A deactivation that fails leaves the VC active: nothing is reported done before it has been tried again. */
import { createActor, SimulatedClock } from 'xstate';
import { callMachine, callManagerVcMachine } from '../../machines/callManager/index.js';

const success = { status: 'NDIS_STATUS_SUCCESS' } as const;
const failure = { status: 'NDIS_STATUS_FAILURE' } as const;

test('a call whose VC cannot be deactivated is not reported closed', () => {
  const clock = new SimulatedClock();
  const call = createActor(callMachine, { input: { vc: 1, patience: 5_000 }, clock });
  const said: string[] = [];
  call.on('*', ({ type }) => said.push(type));
  call.start();
  call.send({ type: 'ProtocolCmMakeCall', callParameters: 'P1' });
  call.send({ type: 'line.accepted' });
  call.send({ type: 'bearer.activated' });
  call.send({ type: 'NdisCmMakeCallComplete returns', status: null });
  call.send({ type: 'ProtocolCmCloseCall' });
  call.send({ type: 'line.released' });
  said.length = 0;

  call.send({ type: 'bearer.deactivationFailed' });
  expect(said).toEqual([]);
  clock.increment(5_000);
  expect(said).toEqual(['bearer.deactivate']);
  call.send({ type: 'bearer.deactivated' });
  expect(said).toEqual(['bearer.deactivate', 'NdisCmCloseCallComplete']);
});

test.each([
  ['as its return says', { type: 'NdisCmDeactivateVc returns', ...failure } as const],
  ['as its completion says', { type: 'NdisCmDeactivateVc returns', status: 'NDIS_STATUS_PENDING' } as const],
])('a VC whose deactivation has failed is active, %s', (_, returned) => {
  const vc = createActor(callManagerVcMachine, { input: { vc: 1 } });
  const said: string[] = [];
  vc.on('*', ({ type }) => said.push(type));
  vc.start();
  vc.send({ type: 'ProtocolCoCreateVc' });
  vc.send({ type: 'bearer.activate', callParameters: 'P1' });
  vc.send({ type: 'ProtocolCmActivateVcComplete', ...success });
  vc.send({ type: 'bearer.deactivate' });
  vc.send(returned);
  vc.send({ type: 'ProtocolCmDeactivateVcComplete', ...failure });
  expect(vc.getSnapshot().value).toBe('active');
  expect(said).toContain('bearer.deactivationFailed');
  expect(said).not.toContain('bearer.deactivated');
});
