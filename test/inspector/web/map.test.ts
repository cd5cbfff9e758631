import { LiveRun } from '../../../inspector/server/liveRun.js';
import { plainBeginning } from '../../../inspector/server/inputs.js';
import type { EnvironmentEvent } from '../../../src/system/index.js';
import type { RunRecord, StepRecord } from '../../../inspector/common/wire.js';
import { mapAt } from '../../../inspector/web/model/map.js';
import type { Pending } from '../../../inspector/web/model/map.js';
import { answer, call, drain, kept, played } from './runs.js';

/** The map after the record at a place. */
const mapOf = (records: readonly RunRecord[], place = records.length - 1) => {
  const { run, model } = kept(records);
  return mapAt(run, model, place, model.rowAt(place));
};

/** What is not done yet, each with whose it is. */
const pendingIn = (records: readonly RunRecord[], kind: Pending['kind'], place?: number) => {
  const { parties } = mapOf(records, place);
  const stations = parties.flatMap((party) => [...party.stations, party]);
  return stations.flatMap(({ name, pending }) =>
    pending.filter((one) => one.kind === kind).map(({ text }) => `${name}: ${text}`),
  );
};

const lived = (topology: 'cm' | 'mcm', ...events: readonly object[]): readonly RunRecord[] => {
  const live = new LiveRun(plainBeginning(topology));
  for (const event of events) live.take({ kind: 'send', event: { vc: 1, ...event } as EnvironmentEvent });
  const records = [...live.records];
  live.stop();
  return records;
};

const connected = [{ type: 'client.createVc' }, { type: 'client.makeCall' }, { type: 'network.accept' }];

test('during the drain it says which actor owes what, and who holds which handle', () => {
  const records = played(...drain);
  const place = records.findIndex((record) => record.kind === 'note' && record.text.includes('returnLists'));
  const before = place < 0 ? records.findIndex(isReturning) - 1 : place;
  expect(pendingIn(records, 'owed', before)).toEqual([
    'client[1]: ProtocolCoReceiveNetBufferLists',
    'call[1]: ProtocolCmCloseCall',
    'vc[1]: NdisMCoIndicateReceiveNetBufferLists',
    'vc[1]: NdisClCloseCall',
    'vc[1]: NdisCmDeactivateVc',
    'miniport[1]: MiniportCoDeactivateVc',
  ]);
  const { links } = mapOf(records, before);
  expect(links).toContainEqual({ kind: 'handle', from: 'vc[1]', to: 'client', text: 'deactivating · closing' });
});

const isReturning = (record: RunRecord): boolean =>
  record.kind === 'step' && (record.event as { readonly type: string }).type === 'client.returnLists';

test('where no actor is known, the party owes it', () => {
  const records = [call('app', 'ndis', 'NdisClCloseCall'), answer('ndis', 'NdisClCloseCall', 'PENDING')];
  expect(pendingIn(records, 'owed')).toEqual(['ndis: NdisClCloseCall']);
});

test('what an actor wants later is in its mailbox until it takes it', () => {
  const modify = (callParameters: string) => ({ type: 'client.modifyCallQoS', callParameters });
  const waits = lived('cm', ...connected, modify('P2'), modify('P3'));
  expect(pendingIn(waits, 'mail')).toContain('client[1]: client.modifyCallQoS from outside');
  const taken = lived('cm', ...connected, modify('P2'), modify('P3'), { type: 'network.agreeQoS' });
  expect(pendingIn(taken, 'mail')).not.toContain('client[1]: client.modifyCallQoS from outside');
});

test('what NDIS puts off is in the mailbox of NDIS, and a delay in that of its actor', () => {
  const records = lived('mcm', ...connected);
  const place = records.findIndex((record) => record.kind === 'step' && record.waits);
  expect(pendingIn(records, 'mail', place)).toContain('ndis: ProtocolCmActivateVcComplete from ndis');
  expect(pendingIn(records, 'mail')).not.toContain('ndis: ProtocolCmActivateVcComplete from ndis');
  const closing = lived('cm', ...connected, { type: 'client.closeCall' });
  expect(pendingIn(closing, 'mail')).toEqual(['call[1]: end of releasing after 60000 ms']);
});

test('an arrow goes from who has sent a message to who takes it', () => {
  const records = lived('cm', ...connected);
  const place = records.findIndex((record) => record.kind === 'step' && record.actor === 'vc[1]');
  const { links } = mapOf(records, place);
  const { from } = records[place] as StepRecord;
  expect(from).toBe('client[1]');
  expect(links.at(-1)).toEqual({ kind: 'message', from, to: 'vc[1]', text: 'NdisCoCreateVc' });
});
