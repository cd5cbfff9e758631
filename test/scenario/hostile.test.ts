/** Whatever text comes, parsing ends, in time, and throws nothing; and what it lets through can be played. */
import fc from 'fast-check';
import { parseScenario, runScenario } from '../../src/scenario/index.js';
import { files } from './shipped.js';

const texts = files.map(({ text }) => text);

/** A text with a piece of it replaced by something else. */
const spoiled = fc
  .record({
    text: fc.constantFrom(...texts),
    from: fc.nat(),
    length: fc.nat({ max: 12 }),
    piece: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom(
        '\n',
        ' - ',
        ': ',
        '&a ',
        '*a',
        '[',
        '{ }',
        '!!x ',
        '? ',
        'vc: 9',
        'mcm',
        'pends',
        '~',
        '|\n',
        'network.drop\n  - ',
      ),
    ),
  })
  .map(({ text, from, length, piece }) => {
    const at = from % text.length;
    return text.slice(0, at) + piece + text.slice(at + length);
  });

/** Lines of several scenarios, in any order: good pieces in bad company. */
const shuffled = fc
  .array(fc.constantFrom(...new Set(texts.flatMap((text) => text.split('\n')))), { maxLength: 30 })
  .map((lines) => ['title: t', 'steps:', ...lines].join('\n'));

const play = (text: string) => {
  const parsed = parseScenario(text, 'x');
  if (!parsed.ok) {
    expect(parsed.problems.length).toBeGreaterThan(0);
    expect(parsed.problems.every(({ line, column, message }) => line >= 1 && column >= 1 && message.length > 0)).toBe(
      true,
    );
    return;
  }
  parsed.scenario.topologies.forEach((topology) => {
    const { records, steps } = runScenario(parsed.scenario, topology);
    expect(steps.every(({ from, to }) => from <= to && to <= records.length)).toBe(true);
  });
};

test('a spoiled scenario is read, or its problems are', () => {
  fc.assert(fc.property(spoiled, play), { numRuns: 600 });
});

test('lines of scenarios in any order are read, or their problems are', () => {
  fc.assert(fc.property(shuffled, play), { numRuns: 300 });
});

test('any text is read, or its problems are', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), play), { numRuns: 500 });
});

const bomb = Array.from(
  { length: 12 },
  (_, at) => `k${at}: &a${at} ${at === 0 ? '[x, x]' : `[*a${at - 1}, *a${at - 1}]`}`,
);

test.each([
  ['aliases upon aliases', bomb.join('\n')],
  ['brackets in brackets', '['.repeat(60_000)],
  ['braces in braces', '{ a: '.repeat(10_000)],
  ['dashes upon dashes', '- '.repeat(30_000)],
  ['questions upon questions', '? '.repeat(30_000)],
  ['deeper and deeper', Array.from({ length: 350 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ['a key again and again', 'a: 1\n'.repeat(13_000)],
  ['many keys', Array.from({ length: 8000 }, (_, at) => `k${at}:`).join('\n')],
  ['many steps', `title: t\nsteps:\n${'  - wait: 1\n'.repeat(4000)}`],
  ['one long line', `title: ${'a'.repeat(65_000)}`],
  ['too much', 'a'.repeat(70_000)],
  ['a comment that never ends', `#${'#'.repeat(65_000)}`],
])('%s: there is an answer', (_what, text) => {
  const begin = performance.now();
  const parsed = parseScenario(text, 'x');
  expect(performance.now() - begin).toBeLessThan(20_000);
  if (!parsed.ok) {
    expect(parsed.problems.length).toBeGreaterThan(0);
  }
});
