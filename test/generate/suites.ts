/** Generated suites, each made once. */
import { generate } from '../../src/generate/index';
import type { Generated, GenerateOptions } from '../../src/generate/index';

const made = new Map<string, Generated>();

/** Everything that `generate` gives. */
export function generated(options: GenerateOptions): Generated {
  const key = JSON.stringify(options);
  const known = made.get(key) ?? generate(options);
  made.set(key, known);
  return known;
}

/** The tests alone. */
export const suiteOf = (options: GenerateOptions) => generated(options).suite;
