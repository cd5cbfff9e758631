import { checkRecords } from '../../src/trace/index.js';
import type { CheckResult } from '../../src/trace/index.js';
import { specimens } from './load.js';

const short = (found: CheckResult['violations']) => found.map(({ record, rule }) => ({ record, rule }));

describe('the corpus of traces', () => {
  test.each(specimens().map((specimen) => [specimen.name, specimen] as const))(
    '%s',
    (_name, { records, expected: { partial, verdict, violations = [], warnings = [] } }) => {
      const result = checkRecords(records, partial ? { isPartial: true } : {});
      expect({
        verdict: result.verdict,
        violations: short(result.violations),
        warnings: short(result.warnings),
        orphans: result.orphans,
      }).toEqual({ verdict, violations, warnings, orphans: [] });
    },
  );
});
