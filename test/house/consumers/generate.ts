import { generate, ownMachines, runSuite } from 'condis/generate';
import type { Generated, SuiteResult, Test } from 'condis/generate';

const { suite }: Generated = generate({
  topology: 'mcm',
  underTest: 'client',
  cover: 'illegal',
  sends: 0,
  receives: 0,
});
const titles = suite.tests.map(({ title }: Test) => title);
void runSuite(suite, ownMachines('client', 'mcm')).then(({ failed }: SuiteResult) => {
  if (titles.length === 0 || failed > 0) throw new Error('our own client refuses what it has to refuse');
});
