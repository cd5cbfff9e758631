import type { Report } from '../../errors.js';
import type { Suite, Test, TestStep } from '../../generate/index.js';
import { documentIn } from './document.js';
import { literal } from './pretty.js';
import { Findings } from './shapes.js';
import { shapeOf } from './suiteShape.js';

/** What came of reading a suite: the suite, or everything that is wrong with the text. */
export type SuiteReading =
  | { readonly suite: Suite; readonly problems: readonly [] }
  | { readonly suite?: undefined; readonly problems: readonly Report[] };

/** Reads what `jsonFiles` has written and somebody may have changed. Whatever the text is, it answers. */
export function readSuite(source: string): SuiteReading {
  const read = documentIn(source, 'suite');
  if ('code' in read) return { problems: [read] };
  const { document } = read;
  const findings = new Findings();
  const { topology } = Object(document) as { readonly topology?: unknown };
  shapeOf(topology === 'mcm' ? 'mcm' : 'cm')(document, '', findings);
  if (findings.reports.length > 0) return { problems: findings.reports };
  const { format: _format, version: _version, steps, tests, ...suite } = document as SuiteDocument;
  reportTwins(tests, findings);
  reportUnknown(tests, steps, findings);
  if (findings.reports.length > 0) return { problems: findings.reports };
  const told = tests.map((test): Test => ({ ...test, steps: test.steps.flatMap((name) => steps[name] ?? []) }));
  return { suite: { ...suite, tests: told }, problems: [] };
}

/** A suite as it is written: tests name their steps. */
interface SuiteDocument extends Omit<Suite, 'tests'> {
  readonly format: string;
  readonly version: number;
  readonly steps: Readonly<Record<string, TestStep>>;
  readonly tests: readonly NamedTest[];
}

interface NamedTest extends Omit<Test, 'steps'> {
  readonly steps: readonly string[];
}

/** A test is called by its id, so no two may have the same. */
function reportTwins(tests: readonly NamedTest[], findings: Findings): void {
  const first = new Map<string, number>();
  for (const [n, { id }] of tests.entries()) {
    const twin = first.get(id.toLowerCase());
    if (twin === undefined) first.set(id.toLowerCase(), n);
    else findings.add('CONDIS5108', `tests[${n}].id`, `The test ${id} is there twice: it is tests[${twin}] already.`);
  }
}

function reportUnknown(tests: readonly NamedTest[], known: SuiteDocument['steps'], findings: Findings): void {
  for (const [n, { steps }] of tests.entries()) {
    for (const [place, name] of steps.entries()) {
      if (Object.hasOwn(known, name)) continue;
      findings.add('CONDIS5106', `tests[${n}].steps[${place}]`, `${literal(name)} is no step of this suite.`);
    }
  }
}
