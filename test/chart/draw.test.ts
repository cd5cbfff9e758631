import { chartStyle, drawChart, layoutOf, sequenceStyle, structureOf } from '../../src/chart/index.js';
import type { ChartOptions, Layout } from '../../src/chart/index.js';
import { parseXml } from '../export/xml.js';
import type { Element } from '../export/xml.js';
import { everything } from './machines.js';

const structure = structureOf(everything);
let layout: Layout;
beforeAll(async () => {
  layout = await layoutOf(structure);
});

const elementsIn = (element: Element): readonly Element[] => [element, ...element.children.flatMap(elementsIn)];
const draw = (options: ChartOptions = {}): readonly Element[] => elementsIn(parseXml(drawChart(layout, options)));
const classOf = ({ attributes }: Element): readonly string[] => (attributes['class'] ?? '').split(' ');
const nodeNamed = (id: string, options: ChartOptions) =>
  draw(options).find((each) => each.attributes['data-node'] === id)!;
const rowsOn = (event: string, options: ChartOptions) =>
  draw(options).filter((each) => each.attributes['data-event'] === event);
const text = (element: Element): string =>
  elementsIn(element)
    .map((each) => each.text)
    .join('');

test('it is a picture with a name and a description', () => {
  const [svg, title, desc] = draw();
  expect(svg!.attributes).toMatchObject({ role: 'img', class: 'condis-chart', xmlns: 'http://www.w3.org/2000/svg' });
  expect([title!.name, title!.text, desc!.name, desc!.text]).toEqual([
    ...['title', 'everything', 'desc', 'Something of everything.'],
  ]);
  const named = draw({ title: 'T', description: 'D', className: 'mine' });
  expect([named[0]!.attributes['class'], named[1]!.text, named[2]!.text]).toEqual(['condis-chart mine', 'T', 'D']);
});

test('it needs nothing from outside, and no style attribute', () => {
  expect(draw().filter(({ attributes }) => 'style' in attributes || 'href' in attributes)).toEqual([]);
  expect(draw().filter(({ name }) => name === 'style')).toHaveLength(1);
  expect(draw({ withoutStyle: true }).filter(({ name }) => name === 'style')).toEqual([]);
});

test('every colour is there for light and for dark', () => {
  for (const style of [chartStyle, sequenceStyle]) {
    const used = new Set(style.match(/var\(--c-[\w-]+\)/g)?.map((each) => each.slice(4, -1)));
    for (const name of used) expect(style.split(`${name}:#`)).toHaveLength(3);
    expect(style.split('\n').filter((rule) => !/^(@media|\.condis-)/.test(rule))).toEqual([]);
  }
});

test('every state and every arrow can be found', () => {
  const elements = draw();
  const nodes = elements.flatMap(({ attributes }) => attributes['data-node'] ?? []);
  expect([...nodes].sort()).toEqual(structure.nodes.map(({ id }) => id).sort());
  const edges = elements.flatMap(({ attributes }) => attributes['data-edge'] ?? []);
  expect(edges).toEqual(layout.edges.map(({ id }) => id));
});

test('a state that is active says so', () => {
  const active = nodeNamed('everything.idle', { active: ['everything', 'everything.idle'] });
  expect(classOf(active)).toContain('active');
  expect(active.attributes['aria-current']).toBe('step');
  expect(classOf(nodeNamed('everything.busy', { active: ['everything.idle'] }))).not.toContain('active');
});

test('kinds of states have their classes', () => {
  expect(classOf(nodeNamed('everything.busy.second', {}))).toEqual(['node', 'final']);
  expect(classOf(nodeNamed('everything.both.left', {}))).toEqual(['node', 'compound', 'open', 'region']);
  expect(classOf(nodeNamed('busy-then', {}))).toEqual(['node', 'history']);
});

test('the last transition is marked by its id', () => {
  const start = structure.transitions.find(({ event }) => event === 'start')!;
  const marked = draw({ last: [start.id] }).filter((each) => classOf(each).includes('last'));
  expect(marked[0]!.attributes['data-edge']).toBe('everything.idle -> everything.busy');
});

test('what is possible is marked where the machine is', () => {
  const options = { active: ['everything.idle'], possible: ['start', 'go'] };
  expect(rowsOn('start', options).some((row) => classOf(row).includes('possible'))).toBe(true);
  expect(rowsOn('go', options).some((row) => classOf(row).includes('possible'))).toBe(false);
});

test('what is illegal says why', () => {
  const [row] = rowsOn('go', {
    illegal: { go: 'VC-DEL-02: <b>no</b>' },
    possible: ['go'],
    active: ['everything.both.left.a'],
  });
  expect(classOf(row!)).toEqual(['row', 'illegal']);
  expect(row!.children[0]).toMatchObject({ name: 'title', text: 'VC-DEL-02: <b>no</b>' });
});

test('heat is a number and a tint', () => {
  const heat = { 'everything.idle': 1234, 'everything.busy': 1 };
  expect(classOf(nodeNamed('everything.idle', { heat }))).toContain('heat-5');
  expect(classOf(nodeNamed('everything.busy', { heat }))).toContain('heat-1');
  expect(text(nodeNamed('everything.idle', { heat }))).toContain('1.2k');
});
