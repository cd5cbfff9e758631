import fc from 'fast-check';
import { readLibrary } from '../../../src/cli/scenarios.js';
import { runScenario } from '../../../src/scenario/index.js';
import { deedsOf } from '../../../src/system/index.js';
import type { EnvironmentEvent } from '../../../src/system/index.js';
import { LiveRun } from '../../../inspector/server/liveRun.js';
import { plainBeginning } from '../../../inspector/server/inputs.js';
import { possibilitiesOf } from '../../../inspector/server/possibilities.js';
import type { Possibility, Replies } from '../../../inspector/common/protocol.js';
import { boundary, sessionOf } from './support.js';

const library = readLibrary();
const scenario = library.find('outgoing-call')!;

describe('a scenario, step by step', () => {
  test('crosses the boundary as `condis run` shows it', async () => {
    const session = sessionOf({ scenario });
    const all = session.coming.length;
    while (session.coming.length > 0) await session.handle({ ask: 'step' });
    const { records } = runScenario(scenario, 'cm');
    expect(all).toBe(scenario.steps.length);
    expect(boundary(session)).toEqual(records.filter(({ kind }) => kind !== 'end'));
    await expect(session.handle({ ask: 'step' })).rejects.toMatchObject({ code: 'CONDIS6002' });
  });

  test('begins with who is there and where each of them stands', () => {
    const records = sessionOf({ scenario }).records(0, 100);
    const kinds = records.map(({ kind }) => kind);
    expect(kinds[0]).toBe('meta');
    expect(kinds.lastIndexOf('chart')).toBeLessThan(kinds.indexOf('actor'));
    expect(records.find((record) => record.kind === 'actor' && record.name === 'af')).toMatchObject({ value: 'open' });
    const chart = records.find((record) => record.kind === 'chart' && record.chart === 'ndis');
    expect(chart).toHaveProperty('fates');
  });
});

/** Some of what may happen, again and again. */
const walks = fc.array(fc.nat(), { maxLength: 20 });

const walked = (choices: readonly number[]): LiveRun => {
  const live = new LiveRun(plainBeginning('cm'));
  for (const choice of choices) {
    const open = deedsOf('cm').filter(({ event }) => live.system.may(event).result === 'taken');
    const { event } = open[choice % open.length] ?? {};
    if (event) live.take({ kind: 'send', event: { ...event, vc: 1 } as EnvironmentEvent });
  }
  return live;
};

test('a fork has the same records up to its place, whatever has happened', async () => {
  await fc.assert(
    fc.asyncProperty(walks, fc.nat(), async (choices, anywhere) => {
      const session = sessionOf({});
      for (const choice of choices) {
        const may = (await session.handle({ ask: 'may', at: session.length })) as Replies['may'];
        const { request } = may[choice % may.length]!;
        await session.handle(request).catch(() => undefined);
      }
      const before = session.records(0, session.length);
      const at = anywhere % before.length;
      await session.handle({ ask: 'fork', at });
      expect(session.records(0, at + 1)).toEqual(before.slice(0, at + 1));
    }),
    { numRuns: 10 },
  );
});

test('what might have happened in the past is what might have happened then', async () => {
  const session = sessionOf({ scenario });
  const then: (readonly [number, readonly Possibility[]])[] = [];
  while (session.coming.length > 0) {
    await session.handle({ ask: 'step' });
    const at = session.length - 1;
    then.push([at, (await session.handle({ ask: 'may', at })) as Replies['may']]);
  }
  const fresh = sessionOf({ scenario });
  while (fresh.coming.length > 0) await fresh.handle({ ask: 'step' });
  for (const [at, may] of then.toReversed()) expect(await fresh.handle({ ask: 'may', at })).toEqual(may);
});

test('what is said of calls and faults is what comes of them', () => {
  fc.assert(
    fc.property(walks, (choices) => {
      const before = walked(choices);
      for (const { request, result, rule, label } of possibilitiesOf(before.system)) {
        if (request.ask !== 'call') continue;
        const live = walked(choices);
        const outcome = live.system.call(request.call);
        expect([label, outcome.rule === undefined ? 'taken' : 'refused', outcome.rule]).toEqual([label, result, rule]);
        live.stop();
      }
      before.stop();
    }),
    { numRuns: 2 },
  );
});

describe('what an actor would do', () => {
  test('is told for every event of its table, with the rule that speaks against it', async () => {
    const session = sessionOf({ scenario });
    for (let n = 0; n < 5; n += 1) await session.handle({ ask: 'step' });
    const fates = (await session.handle({ ask: 'fates', at: session.length - 1, actor: 'vc[1]' })) as Replies['fates'];
    const of = (event: string) => fates.find((fate) => fate.event === event);
    expect(of('NdisCoDeleteVc')).toMatchObject({ verdict: 'refused', rule: 'VC-DEL-02' });
    expect(of('NdisCoDeleteVc')?.source).toMatch(/^https:/);
    expect(of('NdisCoSendNetBufferLists')).toMatchObject({ verdict: 'taken', next: { life: 'active' } });
    const [run] = session
      .records(0, 40)
      .flatMap((record) => (record.kind === 'chart' && record.chart === 'vc' ? [record] : []));
    expect(fates.map(({ event }) => event)).toEqual(Object.keys(run?.fates ?? {}));
  });

  test('depends on the place', async () => {
    const session = sessionOf({ scenario });
    await session.handle({ ask: 'step' });
    const early = session.length - 1;
    for (let n = 0; n < 4; n += 1) await session.handle({ ask: 'step' });
    const verdictAt = async (at: number) =>
      ((await session.handle({ ask: 'fates', at, actor: 'client[1]' })) as Replies['fates']).find(
        ({ event }) => event === 'client.send',
      )?.verdict;
    expect([await verdictAt(early), await verdictAt(session.length - 1)]).toEqual(['refused', 'taken']);
  });
});

test('a system that is down takes nothing more, and can be forked where it ran', async () => {
  const session = sessionOf({});
  const before = session.length - 1;
  await session.handle({
    ask: 'send',
    event: { type: 'answer.next', event: 'MiniportCoCreateVc', status: 'NDIS_STATUS_PENDING', vc: 1 },
  });
  await session.handle({ ask: 'send', event: { type: 'client.createVc', vc: 1 } });
  const records = session.records(0, session.length);
  if (records.some((record) => record.kind === 'note' && record.text.startsWith('bug check'))) {
    await expect(session.handle({ ask: 'advance', milliseconds: 1 })).rejects.toMatchObject({ code: 'CONDIS6002' });
  }
  await session.handle({ ask: 'fork', at: before });
  expect(session.length).toBe(before + 1);
  expect(await session.handle({ ask: 'send', event: { type: 'client.createVc', vc: 1 } })).toEqual({ result: 'taken' });
});
