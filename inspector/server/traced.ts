import { irqlNamed } from '../../src/protocol/irql.js';
import type { LogRecord } from '../../src/protocol/log.js';
import type { DriverRole, Role } from '../../src/protocol/roles.js';
import type { NdisStatus } from '../../src/protocol/status.js';
import type { TraceArgs, TraceRecord } from '../../src/protocol/trace.js';

/** A record of any log as those of a run: a leaf is a call and its return, names are those of the log. */
export function traced(record: LogRecord): readonly TraceRecord[] {
  switch (record.kind) {
    case 'meta': {
      const { topology = 'cm', actors, title } = record;
      const roles = Object.fromEntries(Object.entries(actors).filter(([, role]) => role !== 'ndis'));
      const named = roles as Readonly<Record<string, DriverRole>>;
      return [{ kind: 'meta', version: 1, topology, actors: named, ...(title !== undefined && { title }) }];
    }
    case 'call':
    case 'return': {
      const { fn, thread, irql, t, args, status } = record;
      const shared = {
        fn,
        ...(thread !== '' && { thread }),
        ...(irql !== undefined && { irql: irqlNamed(irql) }),
        ...(t !== undefined && { t }),
      };
      const given = Object.keys(args).length > 0 ? { args: args as TraceArgs } : {};
      const from = record.from as Role;
      if (record.kind === 'return') return [{ ...shared, ...given, kind: 'return', from, status: status as Answer }];
      const to = record.to as Role;
      const call: TraceRecord = { ...shared, ...given, kind: 'call', from, to };
      return status === undefined ? [call] : [call, { ...shared, kind: 'return', from: to, status: status as Answer }];
    }
    case 'assume': {
      const { object, handle, state, args } = record;
      const known = Object.fromEntries(Object.entries(args).filter(([, value]) => typeof value === 'string'));
      return [
        {
          ...{ kind: 'assume', object, handle },
          ...(state !== undefined && { state }),
          ...(Object.keys(known).length > 0 && { args: known as Readonly<Record<string, string>> }),
        },
      ];
    }
    case 'note':
      return [{ kind: 'note', text: record.text }];
    case 'end':
      return [{ kind: 'end' }];
  }
}

type Answer = NdisStatus | null;
