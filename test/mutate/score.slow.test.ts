/** Every fortieth mutant: somebody objects to nearly all that can be told from the original. */
import { enough, reportOf, Trials } from '../../src/mutate/index.js';
import { topologies } from './world.js';

test('a sample of all mutants reaches the score', () => {
  const tried = topologies.map((topology) => {
    const trials = new Trials({ topology, faults: 'none' });
    const sample = trials.mutations.filter((_, n) => n % 40 === 0);
    return { topology, sample, results: sample.map((mutation) => trials.tryOut(mutation)) };
  });
  const all = Object.fromEntries(tried.map(({ topology, sample }) => [topology, sample]));
  const report = reportOf(
    all,
    tried.flatMap(({ results }) => results),
    0,
  );
  const { untried, score, survivors } = report;
  const named = survivors.map(({ id }) => id).join(', ');
  expect(`${untried} untried; ${score < enough ? named : 'fine'}`).toBe('0 untried; fine');
});
