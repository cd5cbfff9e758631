import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { LogRecord } from '../../src/protocol/log.js';
import { readTrace } from '../../src/trace/index.js';

const folder = __dirname;

/** A trace of the corpus, and what is expected of it. */
export interface Specimen {
  /** Folder and name without ending: `VC-DEL/VC-DEL-02.bad`. */
  readonly name: string;
  readonly records: readonly LogRecord[];
  readonly expected: Expected;
}

export interface Expected {
  readonly verdict: 'conforms' | 'violates';
  /** Every violation, in order; none where there are none. */
  readonly violations?: readonly { readonly record: number; readonly rule: string }[];
  readonly warnings?: readonly { readonly record: number; readonly rule: string }[];
  /** Run with --partial. */
  readonly partial?: true;
}

/** Every trace of the corpus. */
export const specimens = (): readonly Specimen[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: area }) =>
      readdirSync(join(folder, area))
        .filter((file) => file.endsWith('.ndjson'))
        .map((file) => specimen(area, basename(file, '.ndjson'))),
    );

function specimen(area: string, name: string): Specimen {
  const at = join(folder, area, name);
  return {
    name: `${area}/${name}`,
    records: recordsOf(readFileSync(`${at}.ndjson`, 'utf8')),
    expected: JSON.parse(readFileSync(`${at}.expected.json`, 'utf8')) as Expected,
  };
}

/** Reads a trace that is known to be sound. */
export function recordsOf(text: string): readonly LogRecord[] {
  const { records, problems } = readTrace(text);
  if (problems.length > 0) throw new Error(problems.map(({ line, message }) => `line ${line}: ${message}`).join('\n'));
  return records;
}
