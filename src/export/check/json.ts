import { rules } from '../../protocol/rules.js';
import { urlOf } from '../../protocol/sources.js';
import type { Violation } from '../../rules/index.js';
import { alsoBroken } from '../../trace/index.js';
import type { Diagnosis, LogReport } from '../../trace/index.js';
import { neverValue } from '../generate/coverage/never.js';
import type { Compared } from '../generate/coverage/never.js';

/** Reports as one JSON document; with what tests cover and the logs have never met, where that is asked for. */
export const checkJson = (reports: readonly LogReport[], compared?: Compared): string => {
  const never = compared && neverValue(compared);
  return `${JSON.stringify({ files: reports.map(fileOf), summary: summaryOf(reports), never }, null, 2)}\n`;
};

/** How many logs there were, and what became of them. */
const summaryOf = (reports: readonly LogReport[]) => {
  const count = (verdict: LogReport['verdict']) => reports.filter((report) => report.verdict === verdict).length;
  return {
    files: reports.length,
    conforming: count('conforms'),
    violating: count('violates'),
    badInput: count('bad-input'),
  };
};

const fileOf = ({
  file,
  verdict,
  violations,
  warnings,
  open,
  left,
  problems,
  unlisted,
  topology,
  stats,
}: LogReport) => ({
  file,
  verdict,
  topology: topology ?? null,
  violations: violations.map(diagnosisOf),
  warnings: warnings.map(diagnosisOf),
  open: open.map(({ rule, by, message, since }) => ({ rule, by: nameOf(by), message, since: since.n })),
  left,
  problems: problems.map(({ code, line, column, message }) => ({ code, line, column, message })),
  unlisted,
  stats,
});

const diagnosisOf = ({ violation, consequences, edit }: Diagnosis) => ({
  ...violationOf(violation),
  objects: violation.objects.map(({ kind, handle, standing, past }) => ({
    kind,
    handle,
    standing,
    past: past.map(({ n, line, fn }) => ({ record: n, line, fn })),
  })),
  edit: edit ?? null,
  consequences: consequences.map(violationOf),
});

const violationOf = ({ record, line, rule, level, by, message, expected }: Violation) => ({
  record,
  line,
  rule,
  also: alsoBroken(rule),
  level,
  by: nameOf(by),
  message,
  source: urlOf(rules[rule].source),
  text: rules[rule].rule,
  expected: expected.flatMap(({ by: name, calls }) => calls.map((fn) => `${name} calls ${fn}`)),
});

const nameOf = (by: Violation['by']): string => (by === 'ndis' ? by : by.name);
