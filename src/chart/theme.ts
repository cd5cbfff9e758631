/** The colours of all pictures, for light and for dark surroundings. A page may set the same properties itself. */
const light = {
  canvas: '#ffffff',
  surface: '#f6f7f9',
  group: '#fbfcfd',
  line: '#98a2b3',
  edge: '#7b8698',
  ink: '#1b2230',
  soft: '#667085',
  faint: '#a3abb8',
  accent: '#1d4ed8',
  active: '#dbe7ff',
  last: '#c2410c',
  heat: '#f59e0b',
  bad: '#c81e1e',
  badSurface: '#fdecec',
  note: '#fff8dc',
};

const dark: typeof light = {
  canvas: '#12151c',
  surface: '#1d222d',
  group: '#171b24',
  line: '#566176',
  edge: '#7c889d',
  ink: '#e7eaf0',
  soft: '#9aa5b8',
  faint: '#5d6779',
  accent: '#8ab4ff',
  active: '#1e3a6e',
  last: '#fb923c',
  heat: '#d97706',
  bad: '#ff7b72',
  badSurface: '#3a1c1f',
  note: '#2d2a1c',
};

const properties = (colours: typeof light): string =>
  Object.entries(colours)
    .map(([name, value]) => `--c-${name.replace(/[A-Z]/g, (sign) => `-${sign.toLowerCase()}`)}:${value}`)
    .join(';');

const face = 'ui-monospace,"SF Mono","DejaVu Sans Mono",Menlo,Consolas,"Liberation Mono",monospace';

const shared = (name: string): readonly string[] => [
  `.${name}{${properties(light)};color-scheme:light dark;font-family:${face};font-size:11px}`,
  `@media (prefers-color-scheme:dark){.${name}{${properties(dark)}}}`,
  `.${name} text{fill:var(--c-ink);white-space:pre}`,
  `.${name} .canvas{fill:var(--c-canvas)}`,
  `.${name} .soft{fill:var(--c-soft)}`,
  `.${name} .middle{text-anchor:middle}`,
  `.${name} .end{text-anchor:end}`,
];

/** The style sheet of statecharts. */
export const chartStyle = [
  ...shared('condis-chart'),
  '.node rect,.node circle{fill:var(--c-surface);stroke:var(--c-line)}',
  '.node .name{font-size:13px;font-weight:600}',
  '.node .rule{stroke:var(--c-line);stroke-opacity:.45}',
  '.node.open>rect{fill:var(--c-group)}',
  '.node.region>rect{stroke-dasharray:5 4}',
  '.node.initial circle{fill:var(--c-ink);stroke:none}',
  '.node .ring{fill:none}',
  '.edge path{fill:none;stroke:var(--c-edge);stroke-width:1.2}',
  '.edge .head{fill:var(--c-edge);stroke:none}',
  '.edge .card{fill:var(--c-canvas);stroke:var(--c-line);stroke-opacity:.4}',
  'text.aside,text.own{fill:var(--c-soft)}',
  '.goal{fill:var(--c-accent)}',
  '.active>rect,.active>circle{stroke:var(--c-accent);stroke-width:2}',
  '.active:not(.open)>rect{fill:var(--c-active)}',
  '.last>path{stroke:var(--c-last);stroke-width:2.4}',
  '.last>.head{fill:var(--c-last);stroke:none}',
  '.last>.card{stroke:var(--c-last);stroke-opacity:1}',
  '.row.last text{fill:var(--c-last);font-weight:700}',
  '.row.possible text.event{fill:var(--c-accent);font-weight:700}',
  '.row.illegal text{fill:var(--c-faint)}',
  '.row.illegal text.event{text-decoration:line-through}',
  '.badge rect{fill:var(--c-heat);stroke:none}',
  '.badge text{fill:#1b1200;font-size:10px;font-weight:700}',
  ...[1, 2, 3, 4, 5].map(
    (level) => `.heat-${level}>.tint{fill:var(--c-heat);fill-opacity:${level * 0.07};stroke:none}`,
  ),
]
  .map((rule) => (rule.startsWith('.condis') || rule.startsWith('@') ? rule : scoped('.condis-chart', rule)))
  .join('\n');

/** The style sheet of sequence diagrams. */
export const sequenceStyle = [
  ...shared('condis-sequence'),
  '.lane line{stroke:var(--c-line);stroke-dasharray:2 4}',
  '.lane rect{fill:var(--c-surface);stroke:var(--c-line)}',
  '.lane text{font-size:13px;font-weight:600}',
  '.bar{fill:var(--c-surface);stroke:var(--c-line)}',
  '.bar.pended{fill:var(--c-last);fill-opacity:.18;stroke:var(--c-last);stroke-opacity:.7}',
  '.message path{fill:none;stroke:var(--c-edge);stroke-width:1.3}',
  '.message .head{fill:var(--c-edge);stroke:none}',
  '.message.return path,.message.signal path{stroke-dasharray:5 4}',
  '.message.return .head{fill:none;stroke:var(--c-edge);stroke-dasharray:none}',
  '.message .back{fill:var(--c-canvas)}',
  '.message .status{fill:var(--c-accent)}',
  '.message .failed{fill:var(--c-bad)}',
  '.band{fill:var(--c-surface);stroke:none}',
  '.heading{font-size:14px;font-weight:700}',
  '.step text{font-weight:600}',
  '.note rect{fill:var(--c-note);stroke:var(--c-line);stroke-opacity:.5}',
  '.message.broken>path{stroke:var(--c-bad);stroke-width:2}',
  '.message.broken>.head{fill:var(--c-bad);stroke:var(--c-bad)}',
  '.finding rect,.note.broken rect{fill:var(--c-bad-surface);stroke:var(--c-bad)}',
  '.finding text,.note.broken text,.broken>text.soft{fill:var(--c-bad)}',
  '.chosen>.wash{fill:var(--c-active)}',
]
  .map((rule) => (rule.startsWith('.condis') || rule.startsWith('@') ? rule : scoped('.condis-sequence', rule)))
  .join('\n');

/** Puts the class of the picture before every selector, so that a picture in a page touches nothing around it. */
function scoped(name: string, rule: string): string {
  const [selectors = '', rest = ''] = rule.split(/(?=\{)/, 2);
  return `${selectors
    .split(',')
    .map((selector) => `${name} ${selector}`)
    .join(',')}${rest}`;
}
