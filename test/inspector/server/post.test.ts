import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { readLibrary } from '../../../src/cli/scenarios.js';
import { deedsOf } from '../../../src/system/index.js';
import type { EnvironmentEvent } from '../../../src/system/index.js';
import type { Topology } from '../../../src/protocol/roles.js';
import type { Plain } from '../../../inspector/common/plain.js';
import type { RunRecord, Sent, StepRecord } from '../../../inspector/common/wire.js';
import { LiveRun } from '../../../inspector/server/liveRun.js';
import { openFile } from '../../../inspector/server/fileSession.js';
import { plainBeginning } from '../../../inspector/server/inputs.js';
import { runOf } from '../../../inspector/server/save.js';
import { Run } from '../../../inspector/common/run.js';
import { sessionOf } from './support.js';

const stepsOf = (records: readonly RunRecord[]): readonly StepRecord[] =>
  records.filter((record) => record.kind === 'step');

interface Event {
  readonly type: string;
  readonly frame?: { readonly fn: string; readonly results: readonly { readonly callback: string }[] };
}
const eventIn = (event: Plain): Event => event as unknown as Event;

/** Whether an actor has said what another is told, as the switchboard carries it. */
const becomes = (told: Event, { event }: Sent): boolean => {
  const { type } = eventIn(event);
  if (told.type === 'ndis.call') return type === told.frame?.fn;
  if (told.type === 'ndis.resume') return type === `${told.frame?.results.at(-1)?.callback ?? ''} returns`;
  return type === told.type;
};

const cases = readLibrary().scenarios.flatMap((scenario) =>
  scenario.topologies.map((topology) => [scenario.name, topology, scenario] as const),
);

test.each(cases)(
  'in %s (%s), whatever an actor is told, somebody has said, or it came from outside',
  async (...all) => {
    const [, topology, scenario] = all;
    const session = sessionOf({ scenario, topology });
    while (session.coming.length > 0 && session.isRunning) await session.handle({ ask: 'step' });
    const records = session.records(0, session.length);
    const byNumber = new Map(
      records.flatMap((record) =>
        record.kind === 'step' || record.kind === 'actor' ? [[record.n, record] as const] : [],
      ),
    );
    for (const { event, from, cause, actor } of stepsOf(records)) {
      const told = eventIn(event);
      if (told.type === 'xstate.stop') continue;
      const said = cause === null ? undefined : byNumber.get(cause);
      if (!said) {
        // From outside, or a driver that calls out of turn.
        expect([told.type, from]).toEqual([expect.stringMatching(/^[a-zA-Z]+\.|^Ndis/), from]);
        if (from !== null) expect(['client', 'callManager', 'miniport', 'mcm']).toContain(from);
        else expect(actor.replace(/\[\d+\]$/, '')).toMatch(/^(?:client|callManager|mcm|call|adapter|network|ndis)$/);
        continue;
      }
      const hasSaid = said.sent.some((sent) => becomes(told, sent));
      // What has waited is caused by the step that says so; who has no part for a callback answers it without one.
      const isKept = said.kind === 'step' && said.waits && eventIn(said.event).type === told.type;
      expect([told.type, hasSaid || isKept || told.type === 'ndis.resume' || told.type.endsWith(' returns')]).toEqual([
        told.type,
        true,
      ]);
      if (hasSaid) expect(from).toBe(said.kind === 'step' ? said.actor : said.name);
    }
  },
);

/** Lets things happen that may, one after the other, and looks on after each. */
const walk = (topology: Topology, choices: readonly number[], look: (live: LiveRun) => void): LiveRun => {
  const live = new LiveRun(plainBeginning(topology));
  for (const choice of choices) {
    const open = deedsOf(topology)
      .flatMap(({ event }) => [1, 2].map((vc) => ({ ...event, vc })))
      .filter((event) => ['taken', 'deferred'].includes(live.system.may(event).result));
    const event = open[choice % open.length];
    if (event) live.take({ kind: 'send', event });
    look(live);
  }
  return live;
};

const waitingIn = ({ run, records }: LiveRun) => run.waiting(records.length - 1);

test.each(['cm', 'mcm'] as const)('what waits in the run is what waits in the system (%s)', (topology) => {
  let most = 0;
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 10, maxLength: 40 }), (choices) => {
      const live = walk(topology, choices, (now) => {
        const waiting = waitingIn(now).filter(({ why }) => why === 'deferred');
        const { deferred } = now.system.snapshot();
        expect(waiting.map(({ to, event }) => ({ actor: to, type: eventIn(event).type }))).toEqual(deferred);
        most = Math.max(most, deferred.length);
      });
      live.stop();
    }),
    { numRuns: 40 },
  );
  expect(most).toBeGreaterThan(0);
});

test('what NDIS puts off waits at NDIS, and is caused by what put it off', () => {
  const live = new LiveRun(plainBeginning('mcm'));
  for (const type of ['client.createVc', 'client.makeCall', 'network.accept'] as const) {
    live.take({ kind: 'send', event: { type, vc: 1 } });
  }
  const place = live.records.findIndex((record) => record.kind === 'step' && record.waits);
  const kept = live.records[place] as StepRecord;
  expect(kept).toMatchObject({ actor: 'ndis', event: { type: 'ProtocolCmActivateVcComplete', to: 'mcm' } });
  expect(live.run.waiting(place)).toMatchObject([{ to: 'ndis', from: 'ndis', why: 'deferred', place }]);
  const told = stepsOf(live.records).filter(({ cause }) => cause === kept.n);
  expect(told.map(({ actor }) => actor)).toEqual(expect.arrayContaining(['vc[1]', 'mcm[1]']));
  expect(waitingIn(live).filter(({ to }) => to === 'ndis')).toEqual([]);
  live.stop();
});

test('a run that begins with messages that wait says so', () => {
  const send = (type: string, more: object = {}) =>
    ({ kind: 'send', event: { type, vc: 1, ...more } as EnvironmentEvent }) as const;
  const given = [
    ...['client.createVc', 'client.makeCall', 'network.accept'].map((type) => send(type)),
    ...['P2', 'P3'].map((callParameters) => send('client.modifyCallQoS', { callParameters })),
  ];
  const live = new LiveRun({ ...plainBeginning('cm'), given });
  expect(live.system.snapshot().deferred).toEqual([{ actor: 'client[1]', type: 'client.modifyCallQoS' }]);
  const event = { type: 'client.modifyCallQoS' };
  expect(waitingIn(live)).toMatchObject([{ to: 'client[1]', from: null, event }]);
  live.take(send('network.agreeQoS'));
  expect(waitingIn(live).filter(({ why }) => why === 'deferred')).toEqual([]);
  live.stop();
});

test('a recorded file keeps what waits, and one that is older tells of none', async () => {
  const live = walk('mcm', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], () => undefined);
  const folder = mkdtempSync(join(tmpdir(), 'condis-post-'));
  const opened = async (text: string) => {
    const path = join(folder, 'one.run.ndjson');
    writeFileSync(path, text);
    const run = new Run();
    (await openFile(path)).records.forEach((record) => run.add(record));
    return Array.from({ length: run.length }, (_, place) => run.waiting(place));
  };
  const { text } = runOf('walk', live.records);
  const then = live.records.map((_, place) => live.run.waiting(place));
  expect(then.flat().length).toBeGreaterThan(0);
  expect(await opened(text)).toEqual(then);
  const older = text.replace(/,"(?:waits":true|id":"[^"]*"|delay":\d+|cancelled":\[[^\]]*\])/g, '');
  expect((await opened(older)).flat().filter(({ why }) => why !== 'sent')).toEqual([]);
  rmSync(folder, { recursive: true });
  live.stop();
});
