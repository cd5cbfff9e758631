import { shortStatus } from '../protocol/status.js';
import type { TraceRecord } from '../protocol/trace.js';

/** A record by who says what, and how it ends; without handles and lists. */
export function utteranceOf(record: TraceRecord): string {
  if (record.kind !== 'call' && record.kind !== 'return') {
    return record.kind === 'note' ? `${record.from ?? ''} says ${record.text}`.trim() : record.kind;
  }
  const { kind, from, fn, args } = record;
  const status = kind === 'return' ? record.status : args?.status;
  return `${from} ${kind === 'call' ? 'calls' : 'returns from'} ${fn}${status ? ` (${shortStatus(status)})` : ''}`;
}
