import type { CallRecord, NoteRecord, ReturnRecord, TraceRecord } from '../protocol/trace.js';

/** A call with its return, as far as there is one. */
export interface Frame {
  readonly call: CallRecord;
  returned: ReturnRecord | null;
}

/** A call is entered; `isDraining` while a deactivation is pended. `at` counts records. */
export interface Entered {
  readonly kind: 'call';
  readonly at: number;
  readonly record: CallRecord;
  readonly frame: Frame;
  readonly isDraining: boolean;
}

/** A call returns; `frame` is missing where the trace does not show how it was entered. */
export interface Returned {
  readonly kind: 'return';
  readonly at: number;
  readonly record: ReturnRecord;
  readonly frame: Frame | undefined;
}

/** Something crosses the wire. */
export interface Signaled {
  readonly kind: 'signal';
  readonly at: number;
  readonly record: NoteRecord;
}

/** What a documented step can be compared with. */
export type Happening = Entered | Returned | Signaled;

/** Picks out of a trace what crosses the boundary or the wire, and pairs each call with its return. */
export function happeningsIn(records: readonly TraceRecord[]): readonly Happening[] {
  const open: Frame[] = [];
  let draining = 0;
  return records.flatMap((record, at): readonly Happening[] => {
    switch (record.kind) {
      case 'assume':
        draining += record.state === 'deactivating' ? 1 : 0;
        return [];
      case 'call': {
        const frame: Frame = { call: record, returned: null };
        open.push(frame);
        if (record.fn === 'NdisMCoDeactivateVcComplete') {
          draining = Math.max(0, draining - 1);
        }
        return [{ kind: 'call', at, record, frame, isDraining: draining > 0 }];
      }
      case 'return': {
        const frame = open.findLast(({ call, returned }) => !returned && isReturnOf(record, call));
        if (frame) {
          frame.returned = record;
        }
        if (record.fn === 'MiniportCoDeactivateVc' && record.status === 'NDIS_STATUS_PENDING') {
          draining += 1;
        }
        return [{ kind: 'return', at, record, frame }];
      }
      case 'note':
        return record.from === 'network' || record.to === 'network' ? [{ kind: 'signal', at, record }] : [];
      default:
        return [];
    }
  });
}

const isReturnOf = ({ fn, from, thread }: ReturnRecord, call: CallRecord): boolean =>
  call.fn === fn && call.to === from && call.thread === thread;
