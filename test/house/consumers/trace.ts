import { Check, readTrace } from 'condis/trace';
import type { CheckResult } from 'condis/trace';

const { records } = readTrace('{"kind":"end"}\n');
const check = new Check({ topology: 'mcm', isPartial: true });
for (const record of records) check.observe(record);
const { verdict, violations }: CheckResult = check.result();
const rules: readonly string[] = violations.map(({ rule }) => rule);
if (verdict !== 'conforms' || rules.length > 0) throw new Error('an empty log breaks no rule');
