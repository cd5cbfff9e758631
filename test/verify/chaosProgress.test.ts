import { exploreChaos } from '../../src/verify/chaosExplore.js';

test('an exploration with a chaotic driver says how far it is', () => {
  const stages = new Set<string>();
  const question = { topology: 'cm', chaos: 'client', vcs: 1, sends: 0, receives: 0 } as const;
  let most = 0;
  const { states } = exploreChaos(question, {
    maxStates: 1000,
    isEnough: () => stages.has('rules'),
    tell: (stage, progress) => {
      stages.add(stage);
      most = Math.max(most, progress.states ?? 0);
    },
  });
  expect([...stages]).toEqual(['one VC', 'rules']);
  expect(most).toBe(states);
});
