import type { CountingCheck, Tally } from '../generate/index.js';
import type { Violation } from '../rules/index.js';
import { Check, explain, orphanProblems, Slicer, wantedIn } from '../trace/index.js';
import type { CheckOptions, LogReport } from '../trace/index.js';
import { logName } from './counting.js';
import type { Source } from './input.js';
import type { Reading } from './reading.js';
import { progress } from './terminal.js';

const progressMilliseconds = 200;

/** Who hears of a log while it is read. */
export interface Listeners {
  readonly onViolation?: (violation: Violation) => void;
  /** Counts what the log has met of the contract. */
  readonly tally?: Tally;
}

/** Reads a log and judges it; reads it once more where something is to be explained. */
export async function examine(
  source: Source,
  options: CheckOptions,
  reading: Reading,
  { onViolation = () => undefined, tally }: Listeners = {},
): Promise<LogReport> {
  const check = tally ? countingCheck(tally, source, options) : new Check(options);
  const begin = performance.now();
  const { stats, problems } = await reading.read(source, {
    onRecord: (record) => {
      for (const violation of check.observe(record)) onViolation(violation);
    },
    tell: ticker(source, begin),
  });
  progress('');
  const seconds = (performance.now() - begin) / 1000;
  const result = check.result();
  const slicer = await slicesOf(source, wantedIn(result), options, reading);
  const { violations, warnings } = explain(result, slicer, options);
  const orphans = options.isPartial ? [] : orphanProblems(result.orphans);
  const all = [...problems.listed, ...orphans].sort((a, b) => a.line - b.line);
  const { records, bytes, skippedKinds, unknownFunctions } = stats;
  return {
    file: source.name,
    verdict: all.length > 0 ? 'bad-input' : result.verdict,
    violations,
    warnings,
    open: result.open,
    left: result.left,
    problems: all,
    unlisted: { problems: problems.unlisted, findings: result.unlisted },
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

function countingCheck(tally: Tally, { name }: Source, options: CheckOptions): CountingCheck {
  const check = tally.check(options);
  check.begin(logName(name));
  return check;
}

async function slicesOf(
  source: Source,
  wanted: ReturnType<typeof wantedIn>,
  options: CheckOptions,
  reading: Reading,
): Promise<Slicer | undefined> {
  if (wanted.length === 0 || !source.isRepeatable()) return undefined;
  const slicer = new Slicer(wanted, options);
  await reading.read(source, {
    onRecord: (record) => {
      slicer.feed(record);
    },
  });
  return slicer;
}

/** Shows how far the reading is, now and then. */
function ticker({ name, size }: Source, begin: number): (bytes: number, records: number) => void {
  let sum = 0;
  let last = begin;
  return (bytes, records) => {
    sum += bytes;
    const now = performance.now();
    if (now - last < progressMilliseconds) return;
    last = now;
    const rate = Math.round(records / (now - begin));
    const part = size === undefined ? '' : `${bar(Math.min(1, sum / size))} `;
    progress(`${part}${name}: ${records.toLocaleString('en')} records, ${rate.toLocaleString('en')} thousand a second`);
  };
}

const bar = (part: number): string => {
  const full = Math.round(part * 20);
  return `${'█'.repeat(full)}${'░'.repeat(20 - full)} ${String(Math.round(part * 100)).padStart(3)} %`;
};
