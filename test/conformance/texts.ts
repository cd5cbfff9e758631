import { otherNames } from '../../src/protocol/ndis5.js';
import { shortStatus, statusCodes } from '../../src/protocol/status.js';
import type { NdisStatus } from '../../src/protocol/status.js';
import type { TraceRecord } from '../../src/protocol/trace.js';
import { readTrace, writeTrace } from '../../src/trace/index.js';
import type { Dice } from './dice.js';
import type { Log } from './projections.js';

/** A record as anybody's driver may write it. */
type Written = Record<string, unknown> & { readonly args?: Readonly<Record<string, unknown>> };

/** Reads what has been written; nothing of it may be bad. */
function read(text: string): Log {
  const { records, problems } = readTrace(text);
  if (problems.length > 0) throw new Error(JSON.stringify(problems.slice(0, 5)));
  return records;
}

/** The way through a file. */
export const asText = (records: readonly TraceRecord[]): Log => read(writeTrace(records));

const olderNames: ReadonlyMap<string, readonly string[]> = Object.entries(otherNames).reduce(
  (names, [older, name]) => names.set(name, [...(names.get(name) ?? []), older]),
  new Map<string, string[]>(),
);

/** The way through a file that uses every shorter or older form that the format allows. */
export function terse(records: readonly TraceRecord[], dice: Dice): Log {
  const shortOf = (status: unknown): unknown => {
    if (typeof status !== 'string') return status;
    const code = statusCodes[status as NdisStatus];
    return dice.among([status, shortStatus(status as NdisStatus), code, code | 0, `0x${code.toString(16)}`]);
  };
  const lines = records.map((record) => {
    const written = JSON.parse(JSON.stringify(record)) as Written;
    const { fn, status, args } = written;
    const names = olderNames.get(String(fn)) ?? [];
    return JSON.stringify({
      ...written,
      ...(fn !== undefined && { fn: dice.among([fn, ...names]) }),
      ...(status !== undefined && { status: shortOf(status) }),
      ...(args && { args: tersed(args, shortOf) }),
    });
  });
  return read(lines.join('\n'));
}

const tersed = (args: Readonly<Record<string, unknown>>, shortOf: (status: unknown) => unknown): object => ({
  ...args,
  ...('status' in args && { status: shortOf(args['status']) }),
  ...(Array.isArray(args['nbl']) && args['nbl'].length === 1 && { nbl: args['nbl'][0] as unknown }),
});
