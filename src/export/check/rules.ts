import { plain } from '../../errors.js';
import type { Paint } from '../../errors.js';
import type { Observable } from '../../protocol/rules.js';
import { areaOf, guardedBy } from '../../trace/index.js';
import type { CatalogueEntry, Diagnosis } from '../../trace/index.js';
import { fold } from '../words.js';
import { diagnosisText } from './text.js';

interface Layout {
  readonly width?: number;
  readonly paint?: Paint;
}

/** Why a rule is not enforced in a check, in a few words. */
const unseen: Readonly<Record<Exclude<Observable, 'trace'>, string>> = {
  memory: 'only memory shows it',
  static: 'only the source code shows it',
  internal: 'nothing shows it',
  'over-strict-checker': 'never to be reported',
};

const standingOf = ({ observable, level, enforcedBy, reportedAs }: CatalogueEntry): string => {
  if (enforcedBy.length > 0) return `${enforcedBy.join(', ')}${reportedAs ? ` as ${reportedAs}` : ''}`;
  if (observable !== 'trace') return unseen[observable];
  return level === 'MAY' ? unseen['over-strict-checker'] : 'not enforced';
};

/** Rules by their areas, with who enforces each. It ends with a line break. */
export function rulesText(entries: readonly CatalogueEntry[], { width = 100, paint = plain }: Layout = {}): string {
  const lines: string[] = [];
  let area = '';
  for (const entry of entries) {
    const { area: own, title } = areaOf(entry.id);
    if (own !== area) {
      lines.push(...(area === '' ? [] : ['']), paint('strong', `${own}  ${title}`));
      area = own;
    }
    const [first = '', ...more] = fold(entry.rule, width - 26);
    lines.push(
      `  ${entry.id.padEnd(14)} ${entry.level.padEnd(8)} ${first}`,
      ...more.map((line) => `${' '.repeat(26)}${line}`),
      `${' '.repeat(26)}${paint('faint', standingOf(entry))}`,
    );
  }
  const enforced = entries.filter(({ enforcedBy }) => enforcedBy.length > 0).length;
  lines.push('', `${entries.length} rules, ${enforced} of them enforced.`);
  return `${lines.join('\n')}\n`;
}

/** One rule in full: its text and source, who enforces it, what it guards, and an example of its being broken. */
export function ruleText(
  entry: CatalogueEntry,
  example: Diagnosis | undefined,
  { width = 100, paint = plain }: Layout = {},
): string {
  const guarded = guardedBy(entry.reportedAs ?? entry.id);
  const { title } = areaOf(entry.id);
  const lines = [
    `${paint('strong', entry.id)}  ${entry.level}  ${paint('faint', title)}`,
    '',
    ...fold(entry.rule, width - 2).map((line) => `  ${line}`),
    '',
    `  ${paint('faint', 'source')}    ${entry.source}`,
    `  ${paint('faint', 'enforced')}  ${standingOf(entry)}`,
    ...(entry.provenBy.length > 0 ? [`  ${paint('faint', 'proven')}    ${entry.provenBy.join(', ')}`] : []),
    ...(guarded.length > 0 ? ['', 'It guards:'] : []),
    ...guarded.flatMap(({ machine, event, states }) =>
      fold(`${event}, in the states ${states.join(', ')} of ${machine}`, width - 4).map(
        (line, place) => `  ${place === 0 ? '-' : ' '} ${line}`,
      ),
    ),
    ...(example ? ['', 'An example:', '', diagnosisText(example, { width, paint })] : []),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}
