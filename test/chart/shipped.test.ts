/** The pictures of the machines that come with condis: of these very machines, and calm. */
import { hashNamed, machineNames } from '../../scripts/pages/layouts.js';
import { drawChart, judge } from '../../src/chart/index.js';
import type { Layout } from '../../src/chart/index.js';
import { expectGolden } from '../export/golden.js';
import { parseXml } from '../export/xml.js';
import { filesBelow, read } from '../house/sources.js';

const folder = 'src/chart/layouts';
const layoutOf = (name: string): Layout => JSON.parse(read(`${folder}/${name}.json`)) as Layout;

/** How often arrows may cross in a picture, and in which they may more often. */
const usually = 1;
const crossings: Readonly<Record<string, number>> = {};

test('every machine has a layout, and nobody else', () => {
  expect(filesBelow(folder).map((path) => path.slice(folder.length + 1))).toEqual(
    machineNames.map((name) => `${name}.json`).sort(),
  );
});

describe.each(machineNames)('%s', (name) => {
  const layout = layoutOf(name);

  test('is laid out as it is', () => {
    if (layout.hash !== hashNamed(name)) {
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

  test('has its picture', () => {
    const picture = drawChart(layout);
    expectGolden(`chart/${name}.svg`, picture);
    expect(parseXml(picture).attributes['role']).toBe('img');
  });
});
