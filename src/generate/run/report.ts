import { printable } from '../../errors.js';
import { rules } from '../../protocol/rules.js';
import type { TraceRecord } from '../../protocol/trace.js';
import { crossingText, isFailure } from './ending.js';
import type { Ending } from './ending.js';
import type { Breach } from './journal.js';
import type { Place, RunResult } from './run.types.js';

/** What there is to say of a run. */
export type Told = Omit<RunResult, 'report' | 'verdict' | 'accepted'> & { readonly title: string };

/** How many records are shown before the last one. */
const shown = 6;

const hints: Readonly<Partial<Record<Ending['cause'], string>>> = {
  silent: 'if it does so later, by itself, let `settle` wait for it',
  threw: 'the fault lies in the driver or in its harness: no rule is concerned',
  hung: 'a driver that needs more time is given it with `patience`',
  answered: 'the harness answers a callback with a status, void functions with null, anything else with done',
  alternative: 'other tests, or a run on the fly, go on from there',
  allowed: 'a run on the fly goes on from there, where the model knows the way',
  unsupported: 'without it this part of the driver stays untested',
  illegal: 'the moves of a replay have to be a way of the model',
};

/** A run as text: what, where, by which rule, what would have been right, what next. It ends without a line break. */
export function reportOf({ title, where, breaches, records, replay }: Told, ending: Ending | undefined): string {
  const [first] = breaches;
  const head = ending ? `${headOf(ending, first)}  ${printable(ending.what)}.` : 'passed';
  const fields: (readonly [string, string])[] = [
    ['test', title],
    ...(where ? [['step', `${where.step}  ${where.text}`] as const] : []),
    ...breaches.flatMap(ruleFields),
    ...(ending?.accepted ?? []).map((one, at) => [at === 0 ? 'accepted' : 'or', crossingText(one)] as const),
    ['replay', replay],
  ];
  const width = Math.max(...fields.map(([label]) => label.length));
  const hint = ending && hints[ending.cause];
  return [
    head,
    ...(ending ? ['', ...excerpt(records), ''] : []),
    ...fields.map(([label, text]) => `  ${label.padEnd(width)}  ${printable(text)}`),
    ...(hint === undefined ? [] : [`Hint: ${hint}.`]),
  ].join('\n');
}

const headOf = (ending: Ending, breach: Breach | undefined): string =>
  isFailure(ending) ? `failed  ${breach?.rule ?? ending.cause}` : `inconclusive  ${ending.cause}`;

const ruleFields = ({ rule, source }: Breach): readonly (readonly [string, string])[] => [
  ['rule', `${rule}: ${rules[rule].rule}`],
  ['source', source],
];

/** The last records, each with its number. */
function excerpt(records: readonly TraceRecord[]): readonly string[] {
  const from = Math.max(0, records.length - shown);
  return records.slice(from).flatMap((record, at) => {
    const n = from + at + 1;
    const mark = n === records.length ? '→' : ' ';
    const text = textOf(record);
    return text === undefined ? [] : [`  ${mark} ${String(n).padStart(4)} │ ${text}`];
  });
}

function textOf(record: TraceRecord): string | undefined {
  switch (record.kind) {
    case 'call':
    case 'return':
      return crossingText(record);
    case 'note':
      return printable(record.text);
    case 'end':
      return 'nothing more happens';
    default:
      return undefined;
  }
}

/** The result of a run: data and text. */
export function resultOf(told: Told, ending: Ending | undefined): RunResult & { readonly title: string } {
  return {
    ...told,
    verdict: ending ? (isFailure(ending) ? 'failed' : 'inconclusive') : 'passed',
    ...(ending && { cause: ending.cause, what: ending.what }),
    accepted: (ending?.accepted ?? []).map(crossingText),
    report: reportOf(told, ending),
  };
}

/** Where a run has ended, if it did not go to its end. */
export const placeOf = (ending: Ending | undefined, step: number, text: string): Pick<Told, 'where'> =>
  ending ? { where: { step, text } satisfies Place } : {};
