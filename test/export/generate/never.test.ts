import { checkJson, neverText } from '../../../src/export/index.js';
import type { Coverage } from '../../../src/generate/index.js';
import { good } from '../checked.js';
import { expectGolden } from '../golden.js';
import { hostileCoverage, someCoverage } from './covered.js';

const nothing = ({ dimensions }: Coverage): Coverage => ({
  of: ['driver.ndjson'],
  dimensions: dimensions.map((one) => ({ ...one, covered: 0, items: [] })),
});
const [, events] = someCoverage.dimensions;
const compared = { suite: someCoverage, logs: { of: ['driver.ndjson'], dimensions: events ? [events] : [] } };

test('what was met is not missing, and of what is not counted nothing is said', () => {
  expect(neverText(compared)).toBe(
    'what transitions, client under test, driver.ndjson covers, and driver.ndjson never met\n\nevents: 0 of 1\n',
  );
});

test('what was never met is named, with the test that covers it', () => {
  expectGolden('generated/never.txt', neverText({ suite: someCoverage, logs: nothing(someCoverage) }));
});

test('a rule is named where the name does not say it', () => {
  const items = [
    { name: 'af: NdisCoDeleteVc in open', mark: 'covered', times: 1, by: 'T0001', rule: 'VC-DEL-02' },
    { name: 'VC-DEL-01 kept', mark: 'covered', times: 1, rule: 'VC-DEL-01' },
  ] as const;
  const suite = { of: ['suite'], dimensions: [{ ...events!, covered: 2, items }] };
  const text = neverText({ suite, logs: nothing(suite) }, { paint: (style, word) => `‹${style}:${word}›` });
  expect(text).toContain('  af: NdisCoDeleteVc in open‹faint:  T0001, VC-DEL-02›\n  VC-DEL-01 kept\n');
});

test('a long list is cut, with a count', () => {
  const items = Array.from({ length: 130 }, (_, n) => ({ name: `S${n}`, mark: 'covered' as const, times: 1 }));
  const suite = { of: ['suite'], dimensions: [{ ...events!, covered: 130, items }] };
  const lines = neverText({ suite, logs: nothing(suite) }).split('\n');
  expect(lines.slice(-4)).toEqual(['  S98', '  S99', '  … and 30 more', '']);
});

test('what would do harm in a terminal is shown instead', () => {
  const text = neverText({ suite: hostileCoverage, logs: nothing(hostileCoverage) });
  // eslint-disable-next-line no-control-regex -- what must not be there
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff\u2028]/u);
});

test('as JSON it is a part of what a check says', () => {
  const { never } = JSON.parse(checkJson([good], { suite: someCoverage, logs: nothing(someCoverage) })) as {
    never: { by: readonly string[]; dimensions: readonly unknown[] };
  };
  expect(never.by).toEqual(['driver.ndjson']);
  expect(never.dimensions[1]).toEqual({
    dimension: 'events',
    covered: 1,
    never: 1,
    items: [{ name: 'vc: NdisClMakeCall in created', times: 7, by: 'T0002' }],
  });
  expect(JSON.parse(checkJson([good]))).not.toHaveProperty('never');
});
