import { functions, sharedFunctions, factOf } from '../../protocol/functions.js';
import type { AnyFunctionName, StatusFact } from '../../protocol/functions.js';
import { rules } from '../../protocol/rules.js';
import type { RuleId } from '../../protocol/rules.js';
import { isFailure, shortStatus } from '../../protocol/status.js';
import type { NdisStatus } from '../../protocol/status.js';
import { judges } from '../../trace/index.js';

const names = Object.keys({ ...functions, ...sharedFunctions }) as AnyFunctionName[];

/** The rules that a log can break, and somebody reports. */
export const judgedRules: readonly RuleId[] = [...new Set(judges.flatMap((judge) => judge.rules))].sort();

/**
 * The functions that a rule is about: those that it names; where it names none, those that its judges hear of. Nothing
 * where it is about whatever happens.
 */
export function functionsOf(rule: RuleId): readonly AnyFunctionName[] | undefined {
  const { rule: text, violation } = rules[rule];
  const words = new Set(`${text} ${violation}`.match(/\w+/g));
  const named = names.filter((name) => words.has(name));
  if (named.length > 0) return named;
  const heard = judges.filter((judge) => judge.rules.includes(rule)).map(({ hears }) => hears);
  const lists = heard.map((hears) => (hears && 'length' in hears ? hears : undefined));
  return lists.some((list) => list === undefined) ? undefined : lists.flatMap((list) => list ?? []);
}

/** A status that a page names for a function, as an item of coverage. */
export const statusName = (fn: AnyFunctionName, { status, argument }: StatusFact): string => {
  const short = status === 'failure' || status === 'other' ? 'another failure' : shortStatus(status);
  return argument === undefined ? `${fn} returns ${short}` : `${fn} carries ${short}`;
};

const documented = (fn: AnyFunctionName): readonly StatusFact[] => {
  const fact = factOf(fn);
  return 'statuses' in fact ? fact.statuses : [];
};

/** Every status that a page names for a function: what it returns, and what is passed to it. */
export const documentedStatuses: readonly string[] = [
  ...new Set(names.flatMap((fn) => documented(fn).map((fact) => statusName(fn, fact)))),
];

/** The documented status that a return shows (`argument` false), or an argument. */
export function statusShown(fn: AnyFunctionName, status: NdisStatus, isArgument: boolean): string | undefined {
  const facts = documented(fn).filter(({ argument }) => (argument !== undefined) === isArgument);
  const fact =
    facts.find((one) => one.status === status) ??
    (isFailure(status) ? facts.find((one) => one.status === 'failure' || one.status === 'other') : undefined);
  return fact && statusName(fn, fact);
}
