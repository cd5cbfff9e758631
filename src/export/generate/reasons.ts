import { urlOf } from '../../protocol/sources.js';
import type { Reason, TestKind } from '../../generate/index.js';
import { count } from '../words.js';

/** The address of the page on which a rule stands; a source may be one already. */
export const addressOf = (source: string): string => (/^https?:/.test(source) ? source : urlOf(source));

/** Why a test exists, as one line: `rules: VC-DEL-01, https://…`. */
export function reasonText({ covers, name, rule, source }: Reason): string {
  const facts = [
    ...(rule === undefined || rule === name ? [] : [rule]),
    ...(source === undefined ? [] : [addressOf(source)]),
  ];
  return [`${covers}: ${name}`, ...facts].join(', ');
}

/** Reasons as lines, the first of them; the rest is counted. */
export const reasonLines = (reasons: readonly Reason[], most: number): readonly string[] => [
  ...reasons.slice(0, most).map(reasonText),
  ...(reasons.length > most ? [`… and ${count(reasons.length - most, 'reason')} more`] : []),
];

/** What each kind of test is, in words. */
export const kinds: Readonly<Record<TestKind, string>> = {
  positive: 'everybody keeps to the contract',
  refusal: 'the driver has to refuse',
  forbidden: 'a call that must not be made',
};

/** The kinds of tests in the order in which they are shown. */
export const testKinds = Object.keys(kinds) as readonly TestKind[];
