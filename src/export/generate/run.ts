import { plain, printable } from '../../errors.js';
import type { Paint } from '../../errors.js';
import type { RunResult, Shrunk } from '../../generate/index.js';
import type { RuleId } from '../../protocol/rules.js';
import { count } from '../words.js';

/** What tests against a driver have come to. */
export interface TestRun {
  readonly title: string;
  readonly results: readonly (RunResult & { readonly test?: string; readonly title?: string })[];
  /** The first failure, made as short as it can be. */
  readonly shrunk?: Shrunk;
}

/** Failures beyond these are counted. */
const mostTold = 5;

/** What tests against a driver have come to: what failed, the first failure made short, and the figures last. */
export function testRunText(
  { title, results, shrunk }: TestRun,
  { paint = plain }: { readonly paint?: Paint } = {},
): string {
  const having = (verdict: RunResult['verdict']) => results.filter((result) => result.verdict === verdict);
  const failed = having('failed');
  const undecided = having('inconclusive');
  return [
    paint('strong', printable(title)),
    '',
    ...failed.slice(0, mostTold).flatMap(({ report }) => [report, '']),
    ...(failed.length > mostTold ? [`… and ${count(failed.length - mostTold, 'more failure')}`, ''] : []),
    ...(shrunk && shrunk.to < shrunk.from
      ? [
          paint('strong', `The first failure in ${count(shrunk.to, 'move')}, of ${shrunk.from}:`),
          shrunk.result.report,
          '',
        ]
      : []),
    ...undecided.slice(0, mostTold).flatMap(({ report }) => [paint('faint', report), '']),
    [
      paint('good', `${having('passed').length} passed`),
      `${undecided.length} inconclusive`,
      failed.length > 0 ? paint('bad', `${failed.length} failed`) : '0 failed',
    ].join(', '),
    '',
  ].join('\n');
}

/** What tests have made of a driver with a known fault. */
export interface Caught {
  readonly name: string;
  readonly story: string;
  /** The rule that it breaks. */
  readonly rule: RuleId;
  /** The first test that fails, and the rules by which it does; nothing where none fails. */
  readonly test?: string;
  readonly title?: string;
  readonly by?: readonly RuleId[];
}

/** Which test catches which fault, and by which rule. */
export function caughtText(all: readonly Caught[], { paint = plain }: { readonly paint?: Paint } = {}): string {
  const found = all.filter(({ test }) => test !== undefined);
  return [
    ...all.flatMap(({ name, story, rule, test, title = '', by = [] }) => [
      `${paint('strong', name)}  ${story}`,
      test === undefined
        ? paint('bad', `  no test fails, and ${rule} is broken`)
        : `  ${paint('good', `${test} ${by.join(', ')}`)}  ${paint('faint', printable(title))}`,
    ]),
    '',
    `${found.length} of ${count(all.length, 'driver')} with a fault caught`,
    '',
  ].join('\n');
}
