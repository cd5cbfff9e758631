import { printable } from '../errors.js';
import type { Paint } from '../errors.js';
import { documentedReport } from '../scenario/index.js';
import type { DocumentedReport, SequenceReport, VariantReport } from '../scenario/index.js';
import { readLibrary } from './scenarios.js';
import { complain, deliver, paintOf, progress } from './terminal.js';
import type { ExitCode } from './terminal.js';

/** `condis run --documented`: whether every documented sequence comes out of the model as it is documented. */
export function documented(asJson: boolean, out: string | undefined): ExitCode {
  progress('replaying the documented sequences …');
  const report = documentedReport(readLibrary());
  progress('');
  const text = asJson ? `${JSON.stringify(jsonOf(report), null, 2)}\n` : tableOf(report, paintOf(out));
  const reports = deliver(text, out);
  if (reports.length > 0) return complain(reports);
  return report.reproduced === report.total ? 0 : 1;
}

const jsonOf = ({ total, reproduced, sequences, notCovered }: DocumentedReport) => ({
  total,
  reproduced,
  sequences: sequences.map((sequence) => ({ ...sequence, variants: sequence.variants.map(verdictOf) })),
  notCovered,
});

const verdictOf = ({ id, topology, reproduced, firstDifference, reason }: VariantReport) => ({
  id,
  topology,
  reproduced,
  firstDifference,
  reason,
});

function tableOf({ total, reproduced, sequences, notCovered }: DocumentedReport, paint: Paint): string {
  const width = Math.max(...[...sequences, ...notCovered].map(({ id }) => id.length)) + 2;
  const lines = [
    ...sequences.flatMap((sequence) => [rowOf(sequence, width, paint), ...sequence.variants.flatMap(whyNot)]),
    '',
    paint(reproduced === total ? 'good' : 'bad', `${reproduced} of ${total} documented sequences reproduced`),
    ...(notCovered.length > 0 ? ['', `beyond the model, ${notCovered.length}:`] : []),
    ...notCovered.map(({ id, title }) => `  ${id.padEnd(width)}${title}`),
  ];
  return `${lines.join('\n')}\n`;
}

const rowOf = ({ id, title, reproduced, variants }: SequenceReport, width: number, paint: Paint): string => {
  const played = [...new Set(variants.map(({ topology }) => topology))].join(' ');
  const verdict = reproduced ? paint('good', 'yes') : paint('bad', 'NO ');
  return `${verdict}  ${id.padEnd(width)}${played.padEnd(8)}${title}`;
};

/** Where a variant departs from the documentation. */
const whyNot = ({ id, topology, reproduced, firstDifference, reason }: VariantReport): readonly string[] => {
  if (reproduced) return [];
  const why = firstDifference ? firstDifference.text : (reason ?? 'no reason is known');
  return [`       ${id} ${topology}: ${printable(why)}`];
};
