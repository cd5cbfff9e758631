import { explore } from '../../../src/verify/index.js';
import type { Counterexample, Exploration as Found } from '../../../src/verify/index.js';
import { mutate } from '../../../src/mutate/index.js';
import { partsOf } from '../../../src/system/index.js';
import type { Exploration } from '../../../inspector/common/protocol.js';
import { LiveRun } from '../../../inspector/server/liveRun.js';
import { plainBeginning } from '../../../inspector/server/inputs.js';
import { boundary, sessionOf } from './support.js';

const request = { ask: 'explore', topology: 'cm', faults: false, vcs: 1 } as const;

test('an exploration says how far it is, what holds, and what was reached', async () => {
  const session = sessionOf({});
  const told: string[] = [];
  const found = (await session.handle(request, (text) => told.push(text))) as Exploration;
  expect(told[0]).toMatch(/^one VC: /);
  expect(found.isComplete).toBe(true);
  expect(found.verdicts.find(({ property }) => property === 'VC-DEACT-04')).toMatchObject({ verdict: 'holds' });
  expect(found.coverage.map(({ chart }) => chart)).toEqual(expect.arrayContaining(['vc[1]', 'client[1]']));
  await expect(session.handle({ ask: 'play', property: 'VC-DEACT-04' })).rejects.toMatchObject({ code: 'CONDIS6003' });
});

test('a way that no live system goes is shown, and does not go on', async () => {
  const parts = mutate(partsOf('cm', { topology: 'cm' }), 'adapter.draining.always.flipGuard');
  const session = sessionOf({ explorer: () => explore({ topology: 'cm', vcs: 1, parts }) });
  const found = (await session.handle(request)) as Exploration;
  expect(found.verdicts.find(({ property }) => property === 'VC-DEACT-04')).toMatchObject({
    verdict: 'violated',
    hasWay: true,
  });
  const before = session.run;
  await session.handle({ ask: 'play', property: 'VC-DEACT-04' });
  expect(session.run).not.toBe(before);
  expect(session.source).toEqual({ mode: 'file', name: 'VC-DEACT-04' });
  const records = session.records(0, session.length);
  expect(records.find(({ kind }) => kind === 'mark')).toMatchObject({ rule: 'VC-DEACT-04' });
  expect(records.filter((record) => record.kind === 'note' && record.text.startsWith('» ')).length).toBeGreaterThan(1);
  await expect(session.handle({ ask: 'advance', milliseconds: 1 })).rejects.toMatchObject({ code: 'CONDIS6002' });
  await session.handle({ ask: 'begin' });
  await session.handle({ ask: 'advance', milliseconds: 1 });
});

test('a way that a live system goes becomes a live run', async () => {
  const live = new LiveRun(plainBeginning('cm'));
  const first = live.records.length;
  const events = [
    { type: 'client.createVc', vc: 1 },
    { type: 'client.makeCall', callParameters: 'P1', vc: 1 },
  ] as const;
  for (const event of events) live.take({ kind: 'send', event });
  const records = live.records.slice(first).filter(({ kind }) => kind === 'call' || kind === 'return');
  const counterexample = {
    title: 'a way',
    topology: 'cm',
    records,
    steps: events.map((event) => ({
      text: event.type,
      event,
      outcome: { result: 'taken' },
      from: 0,
      to: 0,
    })),
    violations: [],
  } as unknown as Counterexample;
  const found = { verdicts: [{ property: 'AF-01', verdict: 'violated', text: '', counterexample }], coverage: [] };
  const session = sessionOf({
    explorer: () =>
      Promise.resolve({
        ...found,
        one: { states: 0, transitions: 0 },
        states: 0,
        transitions: 0,
        seconds: 0,
      } as unknown as Found),
  });
  await session.handle(request);
  await session.handle({ ask: 'play', property: 'AF-01' });
  expect(session.source).toMatchObject({ mode: 'system' });
  expect(session.title).toBe('a way');
  expect(boundary(session).filter(({ kind }) => kind === 'call' || kind === 'return')).toEqual(records);
  expect(await session.handle({ ask: 'send', event: { type: 'network.accept', vc: 1 } })).toEqual({ result: 'taken' });
  live.stop();
});
