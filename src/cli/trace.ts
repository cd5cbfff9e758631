import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { Report } from '../errors.js';
import { sheetOf, toMermaid, toSequence, toText } from '../export/index.js';
import type { Query } from '../query/index.js';
import { readTrace, writeTrace } from '../trace/index.js';
import { findInFile } from './find.js';
import { badLine, deliverFinds } from './query.js';
import { complain, deliver, paintOf, reasonOf } from './terminal.js';
import type { ExitCode } from './terminal.js';

/** How many bad lines are shown of a file that is no trace. */
const mostShown = 20;

/** Whether a name is that of a trace, such as a counterexample that an exploration has left. */
export const isTrace = (name: string): boolean => extname(name) === '.ndjson';

/** Prints those records of a trace, or of a saved run, that a query means. */
export async function askTrace(path: string, query: Query, options: Asking): Promise<ExitCode> {
  try {
    return deliverFinds(options.find ?? '', [await findInFile(path, query)], options);
  } catch (error) {
    return complain([unreadable(path, error)]);
  }
}

interface Asking {
  readonly find?: string;
  readonly format: string;
  readonly out?: string;
}

const unreadable = (path: string, error: unknown): Report => ({
  code: 'CONDIS7006',
  message: `${path} cannot be read.`,
  fields: [['reason', reasonOf(error)]],
});

/** Shows a trace as a run is shown; whether it is legal, `check` says. */
export function showTrace(path: string, { format, out }: { readonly format: string; readonly out?: string }): ExitCode {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    return complain([unreadable(path, error)]);
  }
  const { records, problems } = readTrace(bytes);
  if (problems.length > 0) return complain(problems.slice(0, mostShown).map((problem) => badLine(path, problem)));
  const sheet = sheetOf(basename(path), records);
  const document = {
    text: () => toText(sheet, { paint: paintOf(out) }),
    mermaid: () => toMermaid(sheet),
    svg: () => toSequence(sheet),
    json: () => `${JSON.stringify(sheet, null, 2)}\n`,
    ndjson: () => writeTrace(sheet.records),
  }[format];
  const undelivered = deliver(document?.() ?? '', out);
  return undelivered.length > 0 ? complain(undelivered) : 0;
}
