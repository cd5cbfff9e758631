import type { LogRecord } from '../protocol/log.js';
import { irqlNamed } from '../protocol/irql.js';
import type { TraceArgs, TraceRecord } from '../protocol/trace.js';
import type { Role, Topology } from '../protocol/roles.js';
import type { NdisStatus } from '../protocol/status.js';
import type { Sheet, SheetStep } from './transcript.js';

/** How a note begins that says what the environment did. */
const mark = '» ';

/** A step of the environment as a note, so that a trace says what caused what. */
export const stepNote = (text: string): TraceRecord => ({ kind: 'note', text: `${mark}${text}` });

/** A trace as a sheet: what the environment did is under its steps again, and a leaf is a call and its return. */
export function sheetOf(title: string, log: readonly LogRecord[]): Sheet {
  const records: TraceRecord[] = [];
  const begun: { readonly text: string; readonly from: number }[] = [];
  let topology: Topology = 'cm';
  let name = title;
  for (const record of log) {
    if (record.kind === 'note' && record.text.startsWith(mark)) {
      begun.push({ text: record.text.slice(mark.length), from: records.length });
      continue;
    }
    if (record.kind === 'meta') {
      topology = record.topology ?? topology;
      name = record.title ?? name;
    }
    records.push(...recordsOf(record));
  }
  const steps = begun.map(({ text, from }, at): SheetStep => ({
    text,
    outcome: { result: 'taken' },
    from,
    to: begun[at + 1]?.from ?? records.length,
  }));
  return { title: name, topology, records, ...(steps.length > 0 && { steps }) };
}

function recordsOf(record: LogRecord): readonly TraceRecord[] {
  switch (record.kind) {
    case 'call':
    case 'return': {
      const { fn, thread, irql, t, args } = record;
      const shared = {
        fn,
        from: record.from as Role,
        ...(thread !== '' && { thread }),
        ...(irql !== undefined && { irql: irqlNamed(irql) }),
        ...(t !== undefined && { t }),
        ...(Object.keys(args).length > 0 && { args: args as TraceArgs }),
      };
      if (record.kind === 'return') return [{ ...shared, kind: 'return', status: record.status as NdisStatus | null }];
      const call: TraceRecord = { ...shared, kind: 'call', to: record.to as Role };
      if (record.status === undefined) return [call];
      const { args: _, ...back } = { args: undefined, ...shared };
      return [call, { ...back, kind: 'return', from: record.to as Role, status: record.status as NdisStatus | null }];
    }
    case 'note':
      return [{ kind: 'note', text: record.text }];
    case 'assume':
      return [
        {
          kind: 'assume',
          object: record.object,
          handle: record.handle,
          ...(record.state !== undefined && { state: record.state }),
        },
      ];
    default:
      return [];
  }
}
