import { explore } from 'condis/verify';
import type { Exploration, Question, Verdict } from 'condis/verify';

const question: Question = { topology: 'mcm', vcs: 1, sends: 0, receives: 0, maxSeconds: 60 };
void explore(question).then(({ complete, verdicts }: Exploration) => {
  const broken = verdicts.filter(({ verdict, isAdvice }: Verdict) => verdict === 'violated' && !isAdvice);
  if (!complete || broken.length > 0) throw new Error('a system of well-behaved drivers breaks no rule');
});
