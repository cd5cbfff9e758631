import { plain, printable, renderReport } from '../../errors.js';
import type { Paint, Report } from '../../errors.js';
import type { LogRecord } from '../../protocol/log.js';
import { rules } from '../../protocol/rules.js';
import { urlOf } from '../../protocol/sources.js';
import type { Diagnosis, LogReport, TraceProblem } from '../../trace/index.js';
import { argumentText, count, fold } from '../words.js';

export interface CheckTextOptions {
  readonly width?: number;
  readonly paint?: Paint;
}

/** How many of a kind are shown in full. Other bad lines get a line each; other findings are counted. */
const mostShown = 50;

/** Reports as a page that one wants to read. It ends with a line break. */
export function checkText(
  reports: readonly LogReport[],
  { width = 100, paint = plain }: CheckTextOptions = {},
): string {
  return `${reports.map((report) => logLines(report, width, paint).join('\n')).join('\n\n')}\n`;
}

function logLines(report: LogReport, width: number, paint: Paint): readonly string[] {
  const { problems, violations, warnings, unlisted } = report;
  const findings = [...violations, ...warnings];
  return [
    ...problems.slice(0, mostShown).flatMap((problem) => [renderReport(reportOf(problem), paint), '']),
    ...headLines(problems.slice(mostShown), paint),
    ...notShown(unlisted.problems, 'bad line'),
    ...findings.slice(0, mostShown).flatMap((diagnosis) => [...diagnosisLines(diagnosis, width, paint), '']),
    ...notShown(Math.max(0, findings.length - mostShown) + unlisted.findings, 'finding'),
    ...leftLines(report, width, paint),
    verdictLine(report, paint),
  ];
}

const notShown = (rest: number, noun: string): readonly string[] =>
  rest > 0 ? [`… and ${count(rest, noun)} more`, ''] : [];

const headLines = (problems: readonly TraceProblem[], paint: Paint): readonly string[] =>
  problems.length > 0 ? [...problems.map((problem) => renderReport(headOf(problem), paint)), ''] : [];

const headOf = ({ code, message, line, column }: TraceProblem): Report => ({
  code,
  message: `Line ${line}, column ${column}: ${message}`,
});

/** An excerpt of nothing is none. */
const reportOf = (problem: TraceProblem): Report => {
  const { excerpt } = problem;
  return { ...headOf(problem), ...(excerpt.text === '' ? {} : { excerpt }) };
};

/** One violation with its context. It ends without a line break. */
export const diagnosisText = (diagnosis: Diagnosis, { width = 100, paint = plain }: CheckTextOptions = {}): string =>
  diagnosisLines(diagnosis, width, paint).join('\n');

function diagnosisLines(diagnosis: Diagnosis, width: number, paint: Paint): readonly string[] {
  const { violation, context, edit, consequences } = diagnosis;
  const { rule, level, record, line, message, objects, expected } = violation;
  const { rule: text, source } = rules[rule];
  const fields: (readonly [string, string])[] = [
    ['rule', `${rule}: ${text}`],
    ['source', urlOf(source)],
    ...objects.map(({ handle, standing, past }): readonly [string, string] => {
      const since = past.at(-1);
      return [handle, `${standing}${since ? ` (since record ${since.n}, ${since.fn})` : ''}`];
    }),
    ...expected.map(({ by, calls }): readonly [string, string] => [`${by} may`, calls.join(', ')]),
    ...(edit ? [['legal if', edit.text] as const] : []),
    ...(consequences.length > 0
      ? [['follows', consequences.map((one) => `record ${one.record} (${one.rule})`).join(', ')] as const]
      : []),
  ];
  const where = line > 0 && line !== record ? `record ${record}, line ${line}` : `record ${record}`;
  return [
    `${paint(level === 'error' ? 'bad' : 'strong', level)}  ${paint('strong', rule)}  ${where}`,
    ...fold(`${message}.`, width - 2).map((one) => `  ${one}`),
    ...(context.length > 0 ? ['', ...contextLines(context, record, line, paint), ''] : []),
    ...fieldLines(fields, width, paint),
  ];
}

function fieldLines(fields: readonly (readonly [string, string])[], width: number, paint: Paint): readonly string[] {
  const column = Math.max(...fields.map(([label]) => label.length)) + 2;
  return fields.flatMap(([label, text]) =>
    fold(text, width - column - 2).map(
      (one, place) => `  ${paint('faint', (place === 0 ? printable(label) : '').padEnd(column))}${one}`,
    ),
  );
}

/** The records around the wrong one, nested as they happened, with an arrow. */
function contextLines(context: readonly LogRecord[], record: number, line: number, paint: Paint): readonly string[] {
  const digits = Math.max(...context.map(({ n }) => String(n).length));
  const open: string[] = [];
  return context.map((one) => {
    if (one.kind === 'return') {
      const place = open.lastIndexOf(`${one.thread} ${one.fn}`);
      if (place >= 0) open.splice(place, 1);
    }
    const indent = '  '.repeat(open.length);
    if (one.kind === 'call' && one.status === undefined) open.push(`${one.thread} ${one.fn}`);
    const isWrong = one.n === record && one.line === line;
    const text = `${String(one.n).padStart(digits)} │ ${indent}${recordText(one)}`;
    return `  ${isWrong ? paint('bad', '→') : ' '} ${isWrong ? paint('strong', text) : text}`;
  });
}

/** A record as a line. */
export function recordText(record: LogRecord): string {
  switch (record.kind) {
    case 'call': {
      const answer = record.status === undefined ? '' : statusOf(record.status);
      return `${printable(record.from)} → ${printable(record.to)}  ${record.fn}(${argumentsOf(record.args)})${answer}`;
    }
    case 'return':
      return `${printable(record.from)} returns from ${record.fn}${statusOf(record.status)}`;
    case 'assume':
      return `assumed: ${record.object} ${printable(record.handle)} ${record.state ?? ''}`.trimEnd();
    case 'note':
      return `note: ${printable(record.text)}`;
    case 'meta':
      return 'meta';
    case 'end':
      return 'end of the log';
  }
}

const argumentsOf = (args: object): string => argumentText(args);

const statusOf = (status: string | null): string =>
  status === null ? '' : ` = ${printable(status.replace('NDIS_STATUS_', ''))}`;

const aliveAtEnd = 'Alive at the end:';

function leftLines({ open, left }: LogReport, width: number, paint: Paint): readonly string[] {
  const alive = left.slice(0, mostShown).map(({ handle, state }) => `${handle} (${state})`);
  const more = left.length > mostShown ? `, and ${left.length - mostShown} more` : '';
  const owed = open.slice(0, mostShown).map(({ message, since }) => `${message} (since record ${since.n})`);
  return [
    ...(open.length > 0
      ? [paint('strong', 'Still owed when the log ends:'), ...owed.flatMap((one) => fold(`- ${one}`, width)), '']
      : []),
    ...(left.length > 0 ? fold(`${aliveAtEnd} ${alive.join(', ')}${more}`, width) : []).map((line) =>
      line.replace(aliveAtEnd, paint('faint', aliveAtEnd)),
    ),
  ];
}

function verdictLine(report: LogReport, paint: Paint): string {
  const { file, verdict, violations, warnings, problems, unlisted, stats, topology } = report;
  const words = { conforms: 'conforms', violates: 'violates the contract', 'bad-input': 'is bad input' };
  const facts = [
    count(stats.records, 'record'),
    ...(topology ? [topology] : []),
    ...(problems.length > 0 ? [count(problems.length + unlisted.problems, 'bad line')] : []),
    ...(violations.length > 0 ? [count(violations.length, 'error')] : []),
    ...(warnings.length > 0 ? [count(warnings.length, 'warning')] : []),
    ...(unlisted.findings > 0 ? [`${unlisted.findings} more unlisted`] : []),
    ...skipped('record', stats.skippedKinds),
    ...skipped('call', stats.unknownFunctions),
  ];
  return `${paint(verdict === 'conforms' ? 'good' : 'bad', `${printable(file)} ${words[verdict]}`)}: ${facts.join(', ')}`;
}

const skipped = (noun: string, counts: Readonly<Record<string, number>>): readonly string[] => {
  const sum = Object.values(counts).reduce((total, one) => total + one, 0);
  const names = Object.keys(counts).slice(0, 5).map(printable).join(', ');
  return sum > 0 ? [`${count(sum, `unknown ${noun}`)} skipped (${names})`] : [];
};
