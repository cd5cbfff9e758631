import fc from 'fast-check';
import { coverageJson, readCoverage } from '../../../src/export/index.js';
import { dimensions, marks } from '../../../src/generate/index.js';
import { dimensionOf } from '../../../src/generate/coverage/report.js';
import type { Coverage, CoverageItem } from '../../../src/generate/index.js';
import { ruleIds, rules } from '../../../src/protocol/rules.js';
import { urlOf } from '../../../src/protocol/sources.js';
import { someCoverage } from './covered.js';
import { hostileText } from './suites.js';

const text = fc.string({ unit: 'binary', maxLength: 80 });
const rule = fc.constantFrom(...ruleIds);
const item = fc
  .record(
    { name: text, mark: fc.constantFrom(...marks), times: fc.nat(), by: text, rule },
    { requiredKeys: ['name', 'mark', 'times'] },
  )
  .map((one): CoverageItem => (one.rule ? { ...one, source: urlOf(rules[one.rule].source) } : one));
const coverage: fc.Arbitrary<Coverage> = fc.record({
  of: fc.array(text, { maxLength: 4 }),
  dimensions: fc
    .subarray([...dimensions])
    .chain((chosen) =>
      fc.tuple(
        ...chosen.map((dimension) =>
          fc
            .tuple(text, fc.uniqueArray(item, { selector: ({ name }) => name, maxLength: 12 }))
            .map(([counts, items]) => ({ ...dimensionOf(dimension, items), counts })),
        ),
      ),
    ),
});

test('what is written comes back as it was', () => {
  fc.assert(
    fc.property(coverage, (given) => {
      expect(readCoverage(coverageJson(given))).toEqual({ coverage: given, problems: [] });
    }),
  );
});

test('of any text it is said what is wrong', () => {
  const document = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc
      .tuple(coverage.map(coverageJson), fc.nat(), fc.string({ unit: 'binary', maxLength: 3 }))
      .map(([whole, at, more]) => `${whole.slice(0, at % whole.length)}${more}${whole.slice(at % whole.length)}`),
  );
  fc.assert(
    fc.property(document, (source) => {
      const { coverage: read, problems } = readCoverage(source);
      expect(read === undefined).toBe(problems.length > 0);
    }),
  );
});

test('how much is covered is counted anew', () => {
  const { dimensions: written } = JSON.parse(coverageJson(someCoverage)) as Coverage;
  const { covered: _covered, ...edited } = { ...written[0]!, unknown: 17 };
  const { coverage: read } = readCoverage(documentOf({ dimensions: [edited] }));
  expect(read?.dimensions).toEqual(someCoverage.dimensions.slice(0, 1));
});

const documentOf = (changes: object): string =>
  JSON.stringify({ ...(JSON.parse(coverageJson(someCoverage)) as object), ...changes });

const statesOf = (...items: readonly object[]) => ({ dimensions: [{ dimension: 'states', counts: 'states', items }] });
const state = { name: 'S0', mark: 'covered', times: 1 };

const problemsOf = (source: string) => {
  const { coverage: read, problems } = readCoverage(source);
  expect(read).toBeUndefined();
  return problems.map(({ code, message, fields = [] }) => [code, fields[0]?.[1], message, fields[1]?.[1]]);
};

describe('what is wrong is said', () => {
  const allMarks = 'covered, uncovered, unreachable, unknown';
  test.each([
    [
      { format: 'condis-suite' },
      ['CONDIS5106', 'format', '"condis-suite" is no format that is read here.', 'condis-coverage'],
    ],
    [{ version: 2 }, ['CONDIS5105', 'version', 'Here is 2, and a whole number from 1 is needed.']],
    [{ of: 'x' }, ['CONDIS5105', 'of', 'Here is "x", and a list is needed.']],
    [{ of: ['x'.repeat(6000)] }, ['CONDIS5105', 'of[0]', expect.stringContaining('at most 5000 characters')]],
    [{ colour: 1 }, ['CONDIS5103', 'the document', '"colour" is not known here.', 'format, of, version, dimensions']],
    [
      { dimensions: [{ dimension: 'moods', counts: '', items: [] }] },
      ['CONDIS5106', 'dimensions[0].dimension', '"moods" is no dimension.', dimensions.join(', ')],
    ],
    [statesOf({ ...state, mark: 'met' }), ['CONDIS5106', 'dimensions[0].items[0].mark', '"met" is no mark.', allMarks]],
    [statesOf({ ...state, times: -1 }), ['CONDIS5105', 'dimensions[0].items[0].times', expect.anything()]],
    [
      statesOf({ ...state, rule: 'VC-0' }),
      ['CONDIS5106', 'dimensions[0].items[0].rule', '"VC-0" is no rule.', expect.anything()],
    ],
    [
      statesOf({ ...state, source: 'javascript:alert(1)' }),
      [
        'CONDIS5105',
        'dimensions[0].items[0].source',
        'Here is "javascript:alert(1)", and the address of a page is needed.',
      ],
    ],
    [
      statesOf(state, { ...state, name: 'S1' }, state),
      ['CONDIS5108', 'dimensions[0].items[2]', '"S0" is there twice: it is dimensions[0].items[0] already.'],
    ],
    [
      { dimensions: [...statesOf().dimensions, ...statesOf().dimensions] },
      ['CONDIS5108', 'dimensions[1]', '"states" is there twice: it is dimensions[0] already.'],
    ],
  ])('%#', (changes, [code, at, message, allowed]) => {
    expect(problemsOf(documentOf(changes))).toEqual([[code, at, message, allowed]]);
  });

  test('all of it at once', () => {
    const items = [
      { ...state, mark: 'met' },
      { name: 7, mark: 'covered' },
    ];
    expect(problemsOf(documentOf({ of: undefined, ...statesOf(...items) })).map(([code, at]) => [code, at])).toEqual([
      ['CONDIS5104', 'the document'],
      ['CONDIS5106', 'dimensions[0].items[0].mark'],
      ['CONDIS5104', 'dimensions[0].items[1]'],
      ['CONDIS5105', 'dimensions[0].items[1].name'],
    ]);
  });

  test('so much of it that the rest is counted', () => {
    const problems = problemsOf(
      documentOf(statesOf(...Array.from({ length: 1000 }, () => ({ ...state, times: 0.5 })))),
    );
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)?.[2]).toBe('And 900 more that are wrong.');
  });

  test('what is too long is not looked at', () => {
    expect(problemsOf(' '.repeat(100_000_001))).toEqual([
      ['CONDIS5109', undefined, 'The coverage is too long: at most 100 million characters are read.', undefined],
    ]);
  });

  test.each([
    '',
    '{',
    'null',
    '[]',
    '"\u001b[2J"',
    '['.repeat(200_000),
    `${'{"dimensions":'.repeat(5000)}1${'}'.repeat(5000)}`,
    '{"__proto__":{"format":"condis-coverage"},"constructor":1,"toString":2}',
    '{"dimensions":{"length":1e9}}',
    documentOf({ [hostileText]: 1 }),
    documentOf(statesOf({ ...state, name: hostileText }, { ...state, name: hostileText })),
  ])('hostile input is no more than wrong: %#', (source) => {
    const problems = problemsOf(source);
    expect(problems.length).toBeGreaterThan(0);
    for (const [, , message] of problems) expect(String(message).length).toBeLessThan(300);
  });
});
