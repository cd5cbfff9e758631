import { createHash } from 'node:crypto';
import type { Layout } from '../../../src/chart/index.js';
import {
  coverageHtml,
  coverageJson,
  coverageJunit,
  coverageMarkdown,
  coverageText,
} from '../../../src/export/index.js';
import { sha256 } from '../../../src/export/generate/coverage/sha256.js';
import { read } from '../../house/sources.js';
import { expectGolden } from '../golden.js';
import { parseXml } from '../xml.js';
import { hostileCoverage, someCoverage } from './covered.js';

// eslint-disable-next-line no-control-regex -- what must not be there
const harmful = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff\u2028]/u;
const layout = (name: string): Layout => JSON.parse(read(`src/chart/layouts/${name}.json`)) as Layout;
const layouts = [layout('vc'), layout('clientVc'), layout('sap')];

describe('as text', () => {
  test('a table, and what is missing', () => {
    const text = coverageText(someCoverage);
    expect(text).toMatch(/^states +2 +1 +0 +0 +66\.6 %$/m);
    expect(text).toMatch(/^statuses +0 +0 +1 +0 +–$/m);
    expect(text).toContain('  … and 3 more\n');
    expectGolden('generated/coverage.txt', text);
  });

  test('it has no colours unless they are asked for, and then nothing else is different', () => {
    const painted = coverageText(someCoverage, { paint: (style, text) => `‹${style}:${text}›` });
    expect(painted.replace(/‹[a-z]+:|›/g, '')).toBe(coverageText(someCoverage));
    expect(painted).toMatch(/‹good: +100\.0 %›/);
    expect(painted).toMatch(/‹bad: +66\.6 %›/);
  });

  test('what would do harm is shown', () => {
    expect(coverageText(hostileCoverage)).not.toMatch(harmful);
  });
});

test('as JSON it is all there', () => {
  const text = coverageJson(someCoverage);
  const { format, of, dimensions } = JSON.parse(text) as { format: string; of: unknown; dimensions: unknown };
  expect({ format, of }).toEqual({ format: 'condis-coverage', of: someCoverage.of });
  expect(JSON.stringify(dimensions)).not.toContain('.md"');
  expect((dimensions as readonly unknown[]).slice(0, 2)).toEqual(someCoverage.dimensions.slice(0, 2));
  expectGolden('generated/coverage.json', text);
});

describe('as Markdown', () => {
  test('a table and lists', () => {
    expectGolden('generated/coverage.md', coverageMarkdown(someCoverage));
  });

  test('names are code, whatever is in them', () => {
    const text = coverageMarkdown(hostileCoverage);
    expect(text).not.toMatch(harmful);
    const items = text.split('\n').filter((line) => line.startsWith('- '));
    expect(items).toHaveLength(2);
    for (const line of items) expect(line).toMatch(/^- ``[^\n]*`\$\{1\+1\}`[^\n]*`` · \[source\]\(<https:[^<>]*>\)/);
  });
});

describe('as JUnit', () => {
  test('a dimension is a suite, and each thing a case', () => {
    const text = coverageJunit(someCoverage);
    const root = parseXml(text);
    expect(root.attributes).toMatchObject({ tests: '24', failures: '16', skipped: '3' });
    const [, events] = root.children;
    expect(events?.attributes).toEqual({ name: 'events', tests: '3', failures: '1', skipped: '1' });
    expect(events?.children.map(({ children }) => children.map(({ name }) => name))).toEqual([
      [],
      ['failure'],
      ['skipped'],
    ]);
    expectGolden('generated/coverage.xml', text);
  });

  test('any name is well-formed', () => {
    const text = coverageJunit(hostileCoverage);
    expect(text).not.toMatch(harmful);
    expect(parseXml(text).children[0]?.children[0]?.attributes['name']).toContain('</script>*/ ??/ "\'`${1+1}`');
  });
});

describe('as a page', () => {
  const page = coverageHtml(someCoverage, { layouts });

  test('tables, and the charts of which anything is known', () => {
    expect(page.match(/<figcaption>[^<]*/g)).toEqual([
      expect.stringMatching(/^<figcaption>vc: 2 of \d+ states met; not met: vc\./),
      expect.stringMatching(/^<figcaption>clientVc: 1 of \d+ states met; not met: clientVc\./),
    ]);
    expect(page).toMatch(/data-node="vc\.life\.created"[^]*?class="badge"[^]*?>19<\/text>/);
    expectGolden('generated/coverage.html', coverageHtml(someCoverage));
  });

  test('nothing but its own style may be loaded, and there is nothing that runs', () => {
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    const [, style = ''] = /<style>([^]*?)<\/style>/.exec(page) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(policy).toBe(`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`);
    expect(page).not.toMatch(/<script|<link|<img|<iframe| style=| on[a-z]+=|javascript:/i);
    expect(style).toContain('@media (prefers-color-scheme:dark)');
  });

  test('a reader of screens finds its way', () => {
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page.match(/<table>/g)).toHaveLength(page.match(/<caption>/g)?.length ?? 0);
    expect(page.match(/<th(?![a-z])/g)).toHaveLength(page.match(/<th scope="(row|col)"/g)?.length ?? 0);
    for (const [, id = ''] of page.matchAll(/aria-labelledby="([^"]*)"/g)) expect(page).toContain(`id="${id}"`);
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(page.match(/role="img"/g)).toHaveLength(2);
  });

  test('every tag that is opened is closed, whatever the names are', () => {
    for (const html of [page, coverageHtml(hostileCoverage, { layouts })]) {
      expect(html).not.toMatch(harmful);
      const body = html.slice(html.indexOf('<body>'), html.indexOf('</body>'));
      expect(() => parseXml(`${body}</body>`)).not.toThrow();
    }
    expect(coverageHtml(hostileCoverage)).not.toMatch(/<\/script|<b /);
  });
});

test.each([0, 1, 3, 55, 56, 63, 64, 65, 119, 120, 1000])('the hash of %i characters is SHA-256', (length) => {
  const text = 'aé😀'.repeat(length).slice(0, length);
  expect(sha256(text)).toBe(createHash('sha256').update(text).digest('base64'));
});
