import { escaped, escapedLines } from '../../chart/svg.js';
import { rules } from '../../protocol/rules.js';
import { urlOf } from '../../protocol/sources.js';
import type { Diagnosis, LogReport } from '../../trace/index.js';

/** Reports in the format that build servers read: a suite for each log, a failed case for each violation. */
export function checkJunit(reports: readonly LogReport[]): string {
  const failures = reports.reduce((sum, report) => sum + failuresOf(report), 0);
  const tests = reports.reduce((sum, report) => sum + Math.max(1, failuresOf(report)), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="condis check" tests="${tests}" failures="${failures}">`,
    ...reports.flatMap(suite),
    '</testsuites>',
    '',
  ].join('\n');
}

const failuresOf = ({ violations, problems }: LogReport): number => violations.length + problems.length;

function suite(report: LogReport): readonly string[] {
  const { file, violations, warnings, problems, stats } = report;
  const failures = failuresOf(report);
  const cases = [
    ...problems.map(({ line, column, message }) =>
      failed(file, `line ${line} is a record`, 'bad input', `line ${line}, column ${column}: ${message}`),
    ),
    ...violations.map((diagnosis) => {
      const { rule, message, record, line } = diagnosis.violation;
      return failed(
        file,
        `${rule} at record ${record}`,
        rule,
        `${message} (record ${record}, line ${line})`,
        diagnosis,
      );
    }),
    ...(failures === 0 ? [`    <testcase classname="${escaped(file)}" name="conforms to the contract"/>`] : []),
  ];
  const said = warnings.map(({ violation: { rule, message, record } }) => `${rule} at record ${record}: ${message}`);
  return [
    `  <testsuite name="${escaped(file)}" tests="${Math.max(1, failures)}" failures="${failures}" time="${stats.seconds.toFixed(3)}">`,
    ...cases,
    ...(said.length > 0 ? [`    <system-out>${escapedLines(said.join('\n'))}</system-out>`] : []),
    '  </testsuite>',
  ];
}

function failed(file: string, name: string, type: string, message: string, diagnosis?: Diagnosis): string {
  const more = diagnosis ? detailsOf(diagnosis) : [];
  return [
    `    <testcase classname="${escaped(file)}" name="${escaped(name)}">`,
    `      <failure type="${escaped(type)}" message="${escaped(message)}">${escapedLines(more.join('\n'))}</failure>`,
    '    </testcase>',
  ].join('\n');
}

function detailsOf({ violation: { rule }, edit }: Diagnosis): readonly string[] {
  return [rules[rule].rule, urlOf(rules[rule].source), ...(edit ? [`Legal if ${edit.text}.`] : [])];
}
