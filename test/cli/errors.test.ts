import { errors, renderReport } from '../../src/errors.js';
import type { ErrorCode } from '../../src/errors.js';
import { expectFile, expectGolden, updates } from '../export/golden.js';
import { filesBelow, isTypeScript, read } from '../house/sources.js';

const codes = Object.keys(errors) as ErrorCode[];
const readme = 'src/cli/README.md';

const table = [
  '| code | says | next |',
  '|---|---|---|',
  ...codes.map((code) => {
    const { headline, next = '' }: { headline: string; next?: string } = errors[code];
    return `| ${code} | ${headline} | ${next} |`;
  }),
].join('\n');

test('the codes are in order', () => expect(codes).toEqual([...codes].sort()));

test.each(codes)('%s is used', (code) => {
  const users = ['src', 'inspector']
    .flatMap(filesBelow)
    .filter((path) => isTypeScript(path) && path !== 'src/errors.ts');
  expect(users.filter((path) => read(path).includes(`'${code}'`) || read(path).includes(`${code}:`))).not.toEqual([]);
});

test('every code that is used is in the table', () => {
  const used = ['src', 'inspector']
    .flatMap(filesBelow)
    .filter(isTypeScript)
    .flatMap((path) => read(path).match(/CONDIS\d{4}/g) ?? []);
  expect(used.filter((code) => !Object.hasOwn(errors, code))).toEqual([]);
});

test('the README shows the table', () => {
  const text = read(readme);
  const renewed = text.replace(/(<!-- errors -->\n)[^]*(<!-- \/errors -->)/, `$1\n${table}\n\n$2`);
  expectFile(readme, updates ? renewed : text);
  expect(text === renewed || updates).toBe(true);
});

describe('a report', () => {
  test('has its line, its fields and its hints', () => {
    const report = renderReport({
      code: 'CONDIS5106',
      message: 'Expected an event, got `client.cratVc`.',
      excerpt: { line: 12, column: 5, length: 13, text: '  - client.cratVc' },
      fields: [
        ['file', 'mine.yaml:12:5'],
        ['did you mean', 'client.createVc'],
      ],
      hints: ['a hint'],
    });
    expectGolden('report.txt', `${report}\n`);
  });

  test('shows of a long line what surrounds the place', () => {
    const text = `${'a'.repeat(500)}WRONG${'b'.repeat(500)}`;
    const [, line = '', mark = ''] = renderReport({
      code: 'CONDIS5101',
      message: 'm',
      excerpt: { line: 1, column: 501, length: 5, text },
    }).split('\n');
    expect(line.length).toBeLessThan(120);
    expect(line.slice(mark.indexOf('^'), mark.lastIndexOf('^') + 1)).toBe('WRONG');
  });

  test('marks the place behind what it had to escape', () => {
    const [, line = '', mark = ''] = renderReport({
      code: 'CONDIS5101',
      message: 'm',
      excerpt: { line: 1, column: 3, length: 3, text: '\u001b\tbad' },
    }).split('\n');
    expect(line.slice(mark.indexOf('^'), mark.lastIndexOf('^') + 1)).toBe('bad');
  });

  test('is text, whatever it is about', () => {
    const report = renderReport({
      code: 'CONDIS7005',
      message: 'There is no scenario \u001b[2J\u202e.\n',
      fields: [['did you mean', '\u0007']],
      hints: ['\u009b'],
    });
    expect(report).not.toMatch(/[^\P{C}\n]/u);
  });

  test('is coloured by its painter only', () => {
    const report = { code: 'CONDIS7001', message: 'm', fields: [['a', 'b']] } as const;
    expect(renderReport(report, (style, text) => `<${style}>${text}</>`)).toContain('<bad>CONDIS7001</>');
  });
});
