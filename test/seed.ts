import fc from 'fast-check';

/** Properties try the same cases in every run, so that a suite which passes once passes again. */
const usual = 20_261_121;

const { SEED } = process.env;

if (SEED !== undefined && SEED !== 'fresh' && !/^-?\d+$/.test(SEED)) {
  throw new Error(`SEED is ${JSON.stringify(SEED)}: a whole number, or fresh for cases that nobody has tried yet.`);
}
if (SEED !== 'fresh') fc.configureGlobal({ seed: Number(SEED ?? usual) });
