/** What a run tells: records, steps, expectations, and how it ended. */
import { parseScenario, runScenario } from '../../src/scenario/index.js';
import type { Run } from '../../src/scenario/index.js';
import type { Topology } from '../../src/protocol/roles.js';
import { played } from './shipped.js';

const run = (text: string, topology: Topology = 'cm'): Run => {
  const parsed = parseScenario(text, 'x');
  if (!parsed.ok) {
    throw new Error(parsed.problems.map(({ message }) => message).join(' '));
  }
  return runScenario(parsed.scenario, topology);
};
const connected = 'given: [client.createVc, client.makeCall, network.accept]';

test('a run begins with its meta record and what holds, and ends with `end`', () => {
  const { records, status } = run(`title: t\n${connected}\nsteps: [client.send, adapter.sendDone]`);
  expect(records[0]).toMatchObject({ kind: 'meta', title: 't', topology: 'cm' });
  expect(records.slice(1, 4)).toMatchObject([
    { kind: 'assume', object: 'af' },
    { kind: 'assume', object: 'sap' },
    { kind: 'assume', object: 'vc', handle: 'vc1', state: 'active', args: { call: 'connected' } },
  ]);
  expect(records[4]).toMatchObject({ kind: 'call', fn: 'NdisCoSendNetBufferLists' });
  expect([status, records.at(-1)]).toEqual(['finished', { kind: 'end' }]);
});

test('steps share the records among them', () => {
  const { steps, records } = played('outgoing-call', 'cm');
  expect(steps[0]?.from).toBe(3);
  steps.slice(1).forEach(({ from }, at) => {
    expect(from).toBe(steps[at]?.to);
  });
  expect(steps.at(-1)?.to).toBe(records.length - 1);
});

test('a step that is refused is explained, and the run goes on', () => {
  const { steps, expectations, records } = run(
    'title: t\nsteps: [client.send, client.createVc]\nexpect: [vc 1 is created]',
  );
  expect(steps.map(({ outcome }) => outcome.result)).toEqual(['refused', 'taken']);
  expect(steps[0]?.outcome.rule).toMatch(/^[A-Z]+-/);
  expect(records.some((record) => record.kind === 'note' && record.rule === steps[0]?.outcome.rule)).toBe(true);
  expect(expectations).toEqual([{ text: 'vc 1 is created', met: true, found: 'vc 1 is created, none' }]);
});

test('a step is expected to be refused, by its rule', () => {
  const { expectations } = run(
    'title: t\nsteps:\n  - client.createVc: { refused: VC-DEL-01 }\n  - client.createVc: { refused: VC-DEL-01 }',
  );
  expect(expectations[0]).toEqual({
    text: 'client.createVc is refused by VC-DEL-01',
    met: false,
    found: 'it is not refused',
  });
  expect(expectations[1]?.found).toMatch(/^it is refused by (?!VC-DEL-01)/);
});

test('a call out of turn is refused by NDIS', () => {
  const { expectations, steps } = run(
    `title: t
${connected}
steps:
  - call: { from: client, fn: NdisCoDeleteVc, returns: SUCCESS, refused: VC-DEL-02 }`,
  );
  expect(steps[0]?.outcome).toEqual({ result: 'refused', rule: 'VC-DEL-02' });
  expect(expectations.map(({ met, found }) => [met, found])).toEqual([
    [false, 'it returns NOT_ACCEPTED'],
    [true, 'it is refused by VC-DEL-02'],
  ]);
});

test('the provider is the call manager, or the MCM', () => {
  const text = 'title: t\ntopology: [cm, mcm]\nsteps:\n  - call: { from: provider, fn: NdisCoDeleteVc }\n';
  const callsOf = (topology: Topology) =>
    run(text, topology).records.flatMap((record) => (record.kind === 'call' ? [[record.from, record.fn]] : []));
  expect(callsOf('cm')).toEqual([['callManager', 'NdisCoDeleteVc']]);
  expect(callsOf('mcm')).toEqual([['mcm', 'NdisMCmDeleteVc']]);
});

test('time passes with `wait`, and patience ends', () => {
  const { records } = run(
    'title: t\noptions: { patience: 50 }\nsteps: [client.createVc, client.makeCall, wait: 49, note: not yet, wait: 1]',
  );
  const notYet = records.findIndex((record) => record.kind === 'note' && record.text === 'not yet');
  const failed = records.findIndex((record) => record.kind === 'call' && record.fn === 'ProtocolClMakeCallComplete');
  expect(notYet).toBeGreaterThan(0);
  expect(failed).toBeGreaterThan(notYet);
  expect(records[failed]).toMatchObject({ t: 0.05 });
});

test('what is owed keeps a run open', () => {
  const { status, owed, records } = run(
    `title: t\n${connected}\nsteps: [client.send, adapter.receive]\nexpect: [nothing is owed]`,
  );
  expect(status).toBe('open');
  expect(owed).toEqual([
    'vc[1]: the send vc1-tx1 is not completed',
    'vc[1]: the received list vc1-rx1 is not returned',
  ]);
  expect(records.at(-1)?.kind).not.toBe('end');
});

test('a bug check ends the run', () => {
  const { status, steps, expectations } = run(
    `title: t
faults: [MiniportCoCreateVc pends]
steps:
  - client.createVc
  - client.deleteVc: { refused: VC-DEL-01 }
expect: [the system is down]`,
  );
  expect([status, steps.length]).toEqual(['bugCheck', 1]);
  expect(expectations.map(({ met, found }) => [met, found])).toEqual([
    [false, 'the system had come down before'],
    [true, 'the system is down'],
  ]);
});

test('what is given has to come about', () => {
  const { expectations } = run('title: t\ngiven: [client.send]\nsteps: [client.createVc]');
  expect(expectations).toMatchObject([{ text: 'given: client.send', met: false }]);
});

test('an expectation that is not met says what was found', () => {
  const { expectations } = run(
    `title: t
${connected}
steps: [client.send]
expect:
  - vc 1 is created
  - vc 1 has parameters P9
  - vc 1 has no sends out
  - the system is down
  - vc 2 is created`,
  );
  expect(expectations.map(({ met, found }) => [met, found])).toEqual([
    [false, 'vc 1 is active, connected'],
    [false, 'vc 1 has parameters P1'],
    [false, 'vc 1 has 1 sends out'],
    [false, 'the system runs'],
    [false, 'vc 2 is gone'],
  ]);
});

test('a scenario is played in its topologies only', () => {
  expect(() => run('title: t\nsteps: [client.createVc]', 'mcm')).toThrow(
    /Expected `topology` to be one of cm, got `mcm`/,
  );
});

test('the first example shows the drain: the deactivation is pended until the received list is back', () => {
  const at = (fn: string, kind = 'call') =>
    played('outgoing-call', 'cm').records.findIndex(
      (record) => record.kind === kind && 'fn' in record && record.fn === fn,
    );
  expect(at('MiniportCoDeactivateVc', 'return')).toBeLessThan(at('NdisReturnNetBufferLists'));
  expect(at('NdisReturnNetBufferLists')).toBeLessThan(at('NdisMCoDeactivateVcComplete'));
});
