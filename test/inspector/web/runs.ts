import { Recorder } from '../../../inspector/common/recorder.js';
import { Run } from '../../../inspector/common/run.js';
import type { RunRecord } from '../../../inspector/common/wire.js';
import { SequenceModel } from '../../../inspector/web/model/sequence.js';
import type { CallRecord, ReturnRecord } from '../../../src/protocol/trace.js';
import { createSystem } from '../../../src/system/index.js';
import type { CondisSystem, EnvironmentEvent } from '../../../src/system/index.js';

/** A run of a system to which some things happen, one after the other, recorded as the inspector's server does it. */
export function played(...events: readonly EnvironmentEvent['type'][]): readonly RunRecord[] {
  const records: RunRecord[] = [];
  const clock: { system?: CondisSystem } = {};
  const recorder = new Recorder({
    emit: (record) => records.push(record),
    now: () => (clock.system?.time ?? 0) / 1000,
    hides: (name) => name === 'system',
  });
  const system = createSystem({ topology: 'cm' }, recorder.inspect);
  clock.system = system;
  records.push(system.meta('a run'));
  system.subscribe((record) => records.push(record));
  system.start();
  for (const type of events) {
    system.send({ type, vc: 1 } as EnvironmentEvent);
    recorder.flush();
  }
  return records;
}

/** A call that carries data is taken down before everything has come back. */
export const drain = [
  'client.createVc',
  'client.makeCall',
  'network.accept',
  'client.send',
  'adapter.receive',
  'adapter.sendDone',
  'client.closeCall',
  'network.released',
  'client.returnLists',
  'client.deleteVc',
] as const;

export function kept(records: readonly RunRecord[]) {
  const [run, model] = [new Run(), new SequenceModel()];
  for (const record of records) {
    run.add(record);
    model.add(record);
  }
  return { run, model };
}

export const call = (from: string, to: string, fn: string, args?: CallRecord['args'], thread?: string): CallRecord =>
  ({ kind: 'call', from, to, fn, ...(args && { args }), ...(thread && { thread }) }) as CallRecord;

export const answer = (from: string, fn: string, status: string | null, thread?: string): ReturnRecord =>
  ({
    kind: 'return',
    from,
    fn,
    status: status === null ? null : `NDIS_STATUS_${status}`,
    ...(thread && { thread }),
  }) as ReturnRecord;
