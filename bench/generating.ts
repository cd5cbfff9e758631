import { generate } from '../src/generate/index.js';
import type { GenerateOptions } from '../src/generate/index.js';
import { unfold } from '../src/explore/index.js';
import { createModel, faultsOf } from '../src/system/index.js';
import type { Measured } from './exploring.js';

const seconds = (act: () => unknown): number => {
  const begin = performance.now();
  act();
  return (performance.now() - begin) / 1000;
};

/** How much longer tests of every step are than they have to be. */
function length(what: string, options: GenerateOptions): Measured {
  const { tests, steps, lowerBound, transitions } = generate(options).figures;
  const ratio = steps / (lowerBound ?? 0);
  return {
    what: `steps of a suite : lower bound, ${what}`,
    ratio,
    target: '<= 1.2',
    isMet: ratio <= 1.2,
    detail: `${steps} : ${lowerBound}, ${tests} tests of ${transitions} transitions`,
  };
}

/** Tests of two VCs, and the mere exploration of their system. */
function time(lists: number, most: number): Measured {
  const options = { vcs: 2, sends: lists, receives: lists };
  const mere = seconds(() => unfold(createModel(options).transitions));
  const whole = seconds(() => generate({ ...options, underTest: 'miniport' }));
  return {
    what: `seconds for a suite of two VCs : to explore them, lists ${lists}`,
    ratio: whole / mere,
    target: `<= ${most}`,
    isMet: whole / mere <= most,
    detail: `${whole.toFixed(1)} : ${mere.toFixed(2)} s`,
  };
}

/** How good generated suites are, and what they cost. */
export const generating = (isQuick: boolean): readonly Measured[] => [
  length('cm', {}),
  length('mcm', { topology: 'mcm' }),
  length('two VCs', { vcs: 2, sends: 0, receives: 0 }),
  ...(isQuick ? [] : [length('cm, all faults', { faults: faultsOf('cm') })]),
  time(isQuick ? 0 : 1, 100),
];
