import { plain, printable } from '../../errors.js';
import type { Paint } from '../../errors.js';
import type { RunResult, Shrunk } from '../../generate/index.js';
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
