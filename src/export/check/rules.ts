import { plain } from '../../errors.js';
import type { Paint } from '../../errors.js';
import { areaOf, guardedBy } from '../../trace/index.js';
import type { CatalogueEntry, Diagnosis } from '../../trace/index.js';
import { fold } from '../words.js';
import { diagnosisText } from './text.js';

interface Layout {
  readonly width?: number;
  readonly paint?: Paint;
}

const standingOf = ({ enforcedBy, reportedAs, reason }: CatalogueEntry): string =>
  reason ?? `${enforcedBy.join(', ')}${reportedAs ? ` as ${reportedAs}` : ''}`;

/** States of a chart; `otherwise` stands for those that its table does not name. */
function placesText(states: readonly string[]): string {
  const named = states.filter((state) => state !== 'otherwise');
  if (named.length === 0) return 'in any other state';
  const rest = named.length < states.length ? ', and in any other' : '';
  return `in the ${named.length === 1 ? 'state' : 'states'} ${named.join(', ')}${rest}`;
}

/** How wide the names of the fields are. */
const indent = 12;

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
      ...fold(standingOf(entry), width - 26).map((line) => `${' '.repeat(26)}${paint('faint', line)}`),
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
  const field = (name: string, text: string) =>
    fold(text, width - indent).map((line, place) =>
      place === 0
        ? `  ${paint('faint', name)}${' '.repeat(indent - 2 - name.length)}${line}`
        : `${' '.repeat(indent)}${line}`,
    );
  const lines = [
    `${paint('strong', entry.id)}  ${entry.level}  ${paint('faint', title)}`,
    '',
    ...fold(entry.rule, width - 2).map((line) => `  ${line}`),
    '',
    ...field('source', entry.source),
    ...field('enforced', standingOf(entry)),
    ...(entry.provenBy.length > 0 ? field('proven', entry.provenBy.join(', ')) : []),
    ...(guarded.length > 0 ? ['', 'It guards:'] : []),
    ...guarded.flatMap(({ machine, event, states }) =>
      fold(`${event}, ${placesText(states)} of ${machine}`, width - 4).map(
        (line, place) => `  ${place === 0 ? '-' : ' '} ${line}`,
      ),
    ),
    ...(example ? ['', 'An example:', '', diagnosisText(example, { width, paint })] : []),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}
