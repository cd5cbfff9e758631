import { printable } from '../errors.js';
import type { Paint } from '../errors.js';
import { documentedReport } from '../scenario/index.js';
import type { DocumentedReport } from '../scenario/index.js';
import { readLibrary } from './scenarios.js';
import { complain, deliver, paintOf, progress } from './terminal.js';
import type { ExitCode } from './terminal.js';

/** `condis run --documented`: whether every documented sequence comes out of the model as it is documented. */
export function documented(asJson: boolean, out: string | undefined): ExitCode {
  progress('replaying the documented sequences …');
  const report = documentedReport(readLibrary());
  progress('');
  const text = asJson ? `${JSON.stringify(report, null, 2)}\n` : tableOf(report, paintOf(out));
  const reports = deliver(text, out);
  if (reports.length > 0) return complain(reports);
  return report.reproduced === report.total ? 0 : 1;
}

function tableOf({ total, reproduced, sequences, notCovered }: DocumentedReport, paint: Paint): string {
  return '';
}
