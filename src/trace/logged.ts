import type { LogRecord } from '../protocol/log.js';
import { parseIrql } from '../protocol/irql.js';
import type { TraceRecord } from '../protocol/trace.js';

/** A record of a run as the checker takes it, without the way through text. */
export function logged(record: TraceRecord, n: number): LogRecord {
  const place = { n, line: 0 };
  switch (record.kind) {
    case 'meta':
      return { ...place, kind: 'meta', topology: record.topology, actors: record.actors, title: record.title };
    case 'call':
    case 'return': {
      const { from, fn, thread = '', t, irql, args = {} } = record;
      const shared = { ...place, fn, from, thread, t, irql: parseIrql(irql), args: { ...args } };
      return record.kind === 'call'
        ? { ...shared, kind: 'call', to: record.to, status: undefined }
        : { ...shared, kind: 'return', status: record.status };
    }
    case 'assume': {
      const { object, handle, state, args = {} } = record;
      return { ...place, kind: 'assume', object, handle, state, args };
    }
    case 'note':
      return { ...place, kind: 'note', text: record.text };
    case 'end':
      return { ...place, kind: 'end' };
  }
}
