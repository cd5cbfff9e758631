import type { TraceRecord } from '../../src/protocol/trace.js';
import { shortStatus } from '../../src/protocol/status.js';
import { createSystem } from '../../src/system/index.js';
import type { CondisSystem, EnvironmentEvent, SystemOptions } from '../../src/system/index.js';

/** A started system, and what has crossed the boundary since it was last asked. */
export interface Told {
  readonly system: CondisSystem;
  /** Lets things happen to a VC, one after the other. */
  readonly go: (...events: readonly EnvironmentEvent[]) => void;
  /** Calls and returns since the last time, as `client>NdisCoCreateVc` and `NdisCoCreateVc SUCCESS`. */
  readonly told: () => readonly string[];
  readonly records: readonly TraceRecord[];
  /** Where the chart of an actor stands. */
  readonly at: (actor: string) => unknown;
}

export function tell(options: SystemOptions = {}): Told {
  const system = createSystem(options).start();
  const records: TraceRecord[] = [];
  let asked = 0;
  system.subscribe((record) => records.push(record));
  return {
    system,
    records,
    go: (...events) => events.forEach((event) => system.send(event)),
    told: () => {
      const since = records.slice(asked);
      asked = records.length;
      return since.flatMap(word);
    },
    at: (actor) => system.snapshot().actors[actor]?.value,
  };
}

function word(record: TraceRecord): readonly string[] {
  if (record.kind === 'call') return [`${record.from}>${record.to === 'ndis' ? '' : `${record.to}.`}${record.fn}`];
  if (record.kind === 'return') return [`${record.fn} ${record.status === null ? 'void' : shortStatus(record.status)}`];
  return [];
}

/** How a driver answers next. */
export const answers = (
  event: string,
  status: 'PENDING' | 'RESOURCES' | 'FAILURE' | 'NOT_ACCEPTED' | 'INVALID_DATA' | 'SUCCESS',
  on?: 'client' | 'callManager' | 'mcm',
): EnvironmentEvent => ({ type: 'answer.next', event, status: `NDIS_STATUS_${status}`, ...(on ? { on } : {}) });

export const create: EnvironmentEvent = { type: 'client.createVc' };
export const remove: EnvironmentEvent = { type: 'client.deleteVc' };
export const make: EnvironmentEvent = { type: 'client.makeCall' };
export const accept: EnvironmentEvent = { type: 'network.accept' };
export const offer: EnvironmentEvent = { type: 'network.call' };
export const connect: EnvironmentEvent = { type: 'network.connect' };
export const send: EnvironmentEvent = { type: 'client.send' };
export const done: EnvironmentEvent = { type: 'adapter.sendDone' };
export const receive: EnvironmentEvent = { type: 'adapter.receive' };
export const giveBack: EnvironmentEvent = { type: 'client.returnLists' };
export const close: EnvironmentEvent = { type: 'client.closeCall' };
export const released: EnvironmentEvent = { type: 'network.released' };
export const hangUp: EnvironmentEvent = { type: 'network.hangUp' };
export const up: readonly EnvironmentEvent[] = [create, make, accept];
