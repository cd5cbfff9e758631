import { isRunnable } from '../suite.types.js';
import type { Suite, Test } from '../suite.types.js';
import { performanceOf } from './cues.js';
import { wordOf, writeReplay } from './moves.js';
import { Player } from './player.js';
import type { PlayOptions } from './player.types.js';
import { placeOf, resultOf } from './report.js';
import type { SuiteResult, TestResult } from './run.types.js';
import type { CreateSut } from './sut.types.js';

/** Where a test belongs. */
export type Frame = Pick<Suite, 'topology' | 'underTest' | 'seed' | 'meta' | 'opening'>;

/** Lists under way at once, where a test that came with no bounds is run again. */
const bounds = { sends: 2, receives: 2 };

/** Runs one test against a new system under test. It never throws, whatever the system does. */
export async function runTest(
  test: Test,
  suite: Frame,
  createSut: CreateSut,
  options: PlayOptions = {},
): Promise<TestResult> {
  const { topology, underTest, seed, meta, opening } = suite;
  const player = new Player(createSut, underTest, options);
  player.journal.write(meta);
  await player.start();
  const { moves, cues } = performanceOf(opening.records, opening.script, underTest);
  await player.play({ moves, branches: [{ cues }] });
  let reached = { step: 0, text: 'the system is brought up' };
  for (const [at, step] of test.steps.entries()) {
    if (player.ending) break;
    reached = { step: at + 1, text: step.text };
    player.journal.write({ kind: 'note', text: `» ${step.text}` });
    const performed = performanceOf(step.records, step.script, underTest);
    const refused = step.call ? step.refused : undefined;
    await player.play({ moves: performed.moves, branches: [{ cues: performed.cues }], refused });
  }
  if (test.isAtRest && test.kind === 'positive') player.close();
  const { ending } = player;
  await player.stop();
  const vcs = Math.max(1, ...test.steps.map(({ vc }) => vc));
  const words = test.steps.filter(({ call }) => call === undefined).map(wordOf);
  const replay = writeReplay({ topology, underTest, vcs, ...bounds, seed, moves: words });
  const told = {
    underTest,
    title: `${test.id} ${test.title}`,
    ...placeOf(ending, reached.step, reached.text),
    breaches: ending?.breaches ?? [],
    records: player.journal.records,
    replay,
  };
  return { ...resultOf(told, ending), test: test.id, title: test.title };
}

/** Runs every test of a suite, each against a system of its own, one after the other. */
export async function runSuite(suite: Suite, createSut: CreateSut, options: PlayOptions = {}): Promise<SuiteResult> {
  const results: TestResult[] = [];
  for (const test of suite.tests.filter((one) => isRunnable(one, suite.underTest))) {
    results.push(await runTest(test, suite, createSut, options));
  }
  const count = (verdict: TestResult['verdict']) => results.filter((result) => result.verdict === verdict).length;
  const { title, topology, underTest, strategy, seed } = suite;
  return {
    suite: { title, topology, underTest, strategy, seed },
    passed: count('passed'),
    inconclusive: count('inconclusive'),
    failed: count('failed'),
    results,
  };
}
