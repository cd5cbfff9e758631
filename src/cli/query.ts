import type { Report } from '../errors.js';
import { findJson, findText } from '../export/index.js';
import type { TraceProblem } from '../trace/index.js';
import type { Asked } from './find.js';
import { fields, parseQuery } from '../query/index.js';
import type { Query } from '../query/index.js';
import { complain, deliver, paintOf } from './terminal.js';
import type { ExitCode } from './terminal.js';
import { meant, wrongValue } from './usage.js';

/** The option, and what it does. */
export const findOption = ['--find <query>', 'print only the records that a query means, with their numbers'] as const;

/** The query language, for the help of a command that takes it. */
export const queryHelp = `
Queries:
  Terms side by side all have to hold: kind:return status:PENDING. A comma is either, * is anything, - or != turns a
  term round; a word without a field is looked for everywhere, "some words" as they stand.
${Object.entries(fields)
  .map(([name, text]) => `  ${name.padEnd(9)}${text}`)
  .join('\n')}
`;

/** The query that was asked, or everything that is wrong with it and with how it was asked. */
export function queryOf(text: string, format: string): Query | readonly Report[] {
  const query = parseQuery(text);
  const reports = [
    ...wrongValue('--format with --find', format, ['text', 'json']),
    ...(query.isEmpty && query.problems.length === 0 ? [misunderstood(text, 'nothing is asked', 0, text.length)] : []),
    ...query.problems.map((problem) => misunderstood(text, problem.text, problem.at, problem.length)),
  ];
  return reports.length > 0 ? reports : query;
}

const names = Object.keys(fields);

function misunderstood(query: string, what: string, at: number, length: number): Report {
  const [said = what] = what.split('; there are ');
  const word = /^there is no field (.*)$/.exec(said)?.[1];
  return {
    code: 'CONDIS7014',
    message: `The query cannot be understood: ${said}.`,
    excerpt: { line: 1, column: at + 1, length, text: query },
    fields: [...(word === undefined ? [] : meant(word.toLowerCase(), names)), ['fields', names.join(', ')]],
  };
}

/** Bad lines that are shown of what was asked. */
const mostShown = 20;

/** Prints what was found; what is bad input is told, and decides the exit code. */
export function deliverFinds(
  query: string,
  asked: readonly Asked[],
  { format, out }: { readonly format: string; readonly out?: string },
): ExitCode {
  const all = asked.map(({ finds }) => finds);
  const document = format === 'json' ? findJson(query, all) : findText(all, paintOf(out));
  const undelivered = deliver(document, out);
  const bad = asked.flatMap(({ finds, problems }) =>
    problems.slice(0, mostShown).map((problem) => badLine(finds.name, problem)),
  );
  return undelivered.length + bad.length > 0 ? complain([...undelivered, ...bad]) : 0;
}

/** A line of a file that is no record. */
export const badLine = (file: string, { code, message, line, column, excerpt }: TraceProblem): Report => ({
  code,
  message,
  ...(excerpt.text === '' ? {} : { excerpt }),
  fields: [['file', `${file}:${line}:${column}`]],
});
