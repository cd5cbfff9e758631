import type { Violation } from '../rules/index.js';
import { Check, createReader, explain, orphanProblems, Slicer, wantedIn } from '../trace/index.js';
import type { CheckOptions, LogReport, TraceProblem, TraceReader } from '../trace/index.js';
import type { Source } from './input.js';
import { progress } from './terminal.js';

/** A file in which more lines than this are bad is no trace at all. */
const mostProblems = 100_000;
const progressMilliseconds = 200;

/** Reads a log and judges it; reads it once more where something is to be explained. */
export async function examine(
  source: Source,
  options: CheckOptions,
  onViolation: (violation: Violation) => void = () => undefined,
): Promise<LogReport> {
  const check = new Check(options);
  const problems: TraceProblem[] = [];
  let unlisted = 0;
  const begin = performance.now();
  const reader = createReader({
    onRecord: (record) => {
      for (const violation of check.observe(record)) onViolation(violation);
    },
    onBad: (problem) => {
      if (problems.length < mostProblems) problems.push(problem);
      else unlisted += 1;
    },
  });
  await read(
    source,
    reader,
    ticker(source, begin, () => reader.stats.records),
  );
  progress('');
  const seconds = (performance.now() - begin) / 1000;
  const result = check.result();
  const slicer = await slicesOf(source, wantedIn(result), options);
  const { violations, warnings } = explain(result, slicer, options);
  const orphans = options.isPartial ? [] : orphanProblems(result.orphans);
  const all = [...problems, ...orphans].sort((a, b) => a.line - b.line);
  const { records, bytes, skippedKinds, unknownFunctions } = reader.stats;
  return {
    file: source.name,
    verdict: all.length > 0 ? 'bad-input' : result.verdict,
    violations,
    warnings,
    open: result.open,
    left: result.left,
    problems: all,
    unlisted: { problems: unlisted, findings: result.unlisted },
    topology: result.topology,
    stats: {
      records,
      bytes,
      seconds,
      skippedKinds: Object.fromEntries(skippedKinds),
      unknownFunctions: Object.fromEntries(unknownFunctions),
    },
  };
}

async function slicesOf(
  source: Source,
  wanted: ReturnType<typeof wantedIn>,
  options: CheckOptions,
): Promise<Slicer | undefined> {
  if (wanted.length === 0 || !source.isRepeatable()) return undefined;
  const slicer = new Slicer(wanted, options);
  const reader = createReader({
    onRecord: (record) => {
      slicer.feed(record);
    },
  });
  await read(source, reader);
  return slicer;
}

/** Gives a reader all bytes of a source; `tell` hears how many each piece had. */
async function read(source: Source, reader: TraceReader, tell: (bytes: number) => void = () => undefined) {
  for await (const chunk of source.chunks()) {
    reader.push(chunk);
    tell(chunk.length);
  }
  reader.end();
}

/** Shows how far the reading is, now and then. */
function ticker({ name, size }: Source, begin: number, records: () => number): (bytes: number) => void {
  let sum = 0;
  let last = begin;
  return (bytes) => {
    sum += bytes;
    const now = performance.now();
    if (now - last < progressMilliseconds) return;
    last = now;
    const rate = Math.round(records() / (now - begin));
    const part = size === undefined ? '' : `${bar(Math.min(1, sum / size))} `;
    progress(
      `${part}${name}: ${records().toLocaleString('en')} records, ${rate.toLocaleString('en')} thousand a second`,
    );
  };
}

const bar = (part: number): string => {
  const full = Math.round(part * 20);
  return `${'█'.repeat(full)}${'░'.repeat(20 - full)} ${String(Math.round(part * 100)).padStart(3)} %`;
};
