/** The pictures of the machines that come with condis: of these very machines, and calm. */
import { hashFor, pictures } from '../../scripts/pages/layouts.js';
import { drawChart, judge } from '../../src/chart/index.js';
import type { Layout } from '../../src/chart/index.js';
import { Layouts } from '../../inspector/server/layouts.js';
import { Labourer } from '../../inspector/server/workers.js';
import { expectGolden } from '../export/golden.js';
import { parseXml } from '../export/xml.js';
import { filesBelow, read } from '../house/sources.js';

const folder = 'src/chart/layouts';
const layoutOf = (name: string): Layout => JSON.parse(read(`${folder}/${name}.json`)) as Layout;
const isOutline = (name: string): boolean => name.startsWith('outlines/');

/** How often arrows may cross in a picture, and in which they may more often. */
const usually = 1;
const crossings: Readonly<Record<string, number>> = { 'outlines/clientVc': 3 };

test('every machine has a layout, whole and in outline, and nobody else', () => {
  expect([...filesBelow(folder)].map((path) => path.slice(folder.length + 1)).sort()).toEqual(
    pictures.map(({ name }) => `${name}.json`).sort(),
  );
});

describe.each(pictures.map((picture) => [picture.name, picture] as const))('%s', (name, picture) => {
  const layout = layoutOf(name);

  test('is laid out as it is', () => {
    if (layout.hash !== hashFor(picture)) {
      throw new Error(`${folder}/${name}.json is no longer what the chart says. \`npm run layouts\` writes it anew.`);
    }
  });

  test('no label lies on another, on a line or on a state', () => {
    expect(judge(layout).faults).toEqual([]);
  });

  test('arrows hardly cross', () => {
    expect(judge(layout).crossings).toBeLessThanOrEqual(crossings[name] ?? usually);
  });

  test('is no strip', () => {
    expect(layout.width / layout.height).toBeGreaterThan(0.4);
    expect(layout.width / layout.height).toBeLessThan(2.6);
  });

  test('is shown without being laid out anew', async () => {
    const engine = jest.spyOn(Labourer.prototype, 'do');
    const layouts = new Layouts();
    expect(await layouts.of(picture.structure)).toEqual(layout);
    expect(engine).not.toHaveBeenCalled();
    layouts.stop();
    engine.mockRestore();
  });

  test('has its picture', () => {
    const drawn = drawChart(layout);
    if (!isOutline(name)) expectGolden(`chart/${name}.svg`, drawn);
    expect(parseXml(drawn).attributes['role']).toBe('img');
  });
});
