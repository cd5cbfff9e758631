import { escaped } from '../../../chart/svg.js';
import type { Layout } from '../../../chart/index.js';
import { marks } from '../../../generate/index.js';
import type { Coverage, CoverageItem, DimensionCoverage } from '../../../generate/index.js';
import { addressOf } from '../reasons.js';
import { picturesOf } from './pictures.js';
import type { ChartPicture } from './pictures.js';
import { sha256 } from './sha256.js';
import { meanings, missing, originText, reachable, shareText } from './shares.js';
import { pageStyle } from './style.js';

export interface CoverageHtmlOptions {
  /** The layouts of charts whose pictures are to show what was met, such as those that come with condis. */
  readonly layouts?: readonly Layout[];
}

/** So many things of a dimension are listed, the missing ones first; the rest is counted. */
const mostListed = 2000;

/** Coverage as one page that needs nothing else: no script, nothing to load, light and dark. */
export function coverageHtml(coverage: Coverage, { layouts = [] }: CoverageHtmlOptions = {}): string {
  const title = escaped(`Coverage of ${originText(coverage)}`);
  const pictures = picturesOf(coverage, layouts);
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${title}</title>`,
    `<style>${pageStyle}</style>`,
    '</head>',
    '<body>',
    '<main>',
    `<h1>${title}</h1>`,
    ...summary(coverage),
    ...coverage.dimensions.flatMap(section),
    ...(pictures.length > 0 ? ['<h2>Charts</h2>', ...pictures.flatMap(figure)] : []),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

const policy = `default-src 'none'; style-src 'sha256-${sha256(pageStyle)}'; base-uri 'none'; form-action 'none'`;

const headings = (texts: readonly string[], numbers: number): string =>
  `<thead><tr>${texts.map((text, n) => `<th scope="col"${n < numbers ? '' : ' class="number"'}>${text}</th>`).join('')}</tr></thead>`;

const summary = ({ dimensions }: Coverage): readonly string[] => [
  '<table>',
  '<caption>The share counts what can be reached, and what may be.</caption>',
  headings(['dimension', 'covered', 'uncovered', 'unreachable', 'unknown', 'share'], 1),
  '<tbody>',
  ...dimensions.map((one) => {
    const cells = [one.covered, one.uncovered, one.unreachable, one.unknown].map(
      (value) => `<td class="number">${value}</td>`,
    );
    const share = shareText(one);
    const bar = `<progress max="${Math.max(1, reachable(one))}" value="${one.covered}" aria-hidden="true"></progress>`;
    const name = `<th scope="row"><a href="#${escaped(one.dimension)}">${escaped(one.dimension)}</a></th>`;
    return `<tr>${name}${cells.join('')}<td class="number">${bar} ${share}</td></tr>`;
  }),
  '</tbody>',
  '</table>',
  `<p class="soft">${marks.map((mark) => `${mark}: ${meanings[mark]}`).join('; ')}.</p>`,
];

function section(dimension: DimensionCoverage): readonly string[] {
  const { dimension: name, counts, items } = dimension;
  const first = missing(dimension);
  const rest = items.filter(({ mark }) => mark === 'covered' || mark === 'unreachable');
  return [
    `<section aria-labelledby="${escaped(name)}">`,
    `<h2 id="${escaped(name)}">${escaped(name)}: ${shareText(dimension)}</h2>`,
    `<p class="soft">${escaped(counts)}</p>`,
    ...(first.length > 0 ? table(`${first.length} not met`, first) : ['<p>Nothing is missing.</p>']),
    ...(rest.length > 0
      ? [
          `<details><summary>${rest.length} met, or out of reach</summary>`,
          ...table('met, or out of reach', rest),
          '</details>',
        ]
      : []),
    '</section>',
  ];
}

const table = (caption: string, items: readonly CoverageItem[]): readonly string[] => [
  '<table>',
  `<caption>${caption}${items.length > mostListed ? `; the first ${mostListed} are listed` : ''}</caption>`,
  headings(['what', 'mark', 'first met by', 'rule', 'times'], 4),
  '<tbody>',
  ...items.slice(0, mostListed).map(row),
  '</tbody>',
  '</table>',
];

const row = (item: CoverageItem): string => {
  const { name, mark, times, by = '' } = item;
  const what = `<th scope="row">${escaped(name)}</th>`;
  const state = `<td class="${mark}">${mark}</td>`;
  return `<tr>${what}${state}<td>${escaped(by)}</td><td>${ruleText(item)}</td><td class="number">${times}</td></tr>`;
};

function ruleText({ rule, source }: CoverageItem): string {
  const text = escaped(rule ?? (source === undefined ? '' : 'source'));
  if (source === undefined) return text;
  return `<a href="${escaped(addressOf(source))}" rel="noreferrer">${text}</a>`;
}

function figure({ name, svg, met, missed }: ChartPicture): readonly string[] {
  const caption = `${name}: ${met.length} of ${met.length + missed.length} states met`;
  return [
    '<figure>',
    `<figcaption>${escaped(caption)}${missed.length > 0 ? `; not met: ${escaped(missed.join(', '))}` : ''}</figcaption>`,
    `<div class="picture" role="group" tabindex="0" aria-label="${escaped(`picture of ${name}`)}">`,
    svg.trimEnd(),
    '</div>',
    '</figure>',
  ];
}
