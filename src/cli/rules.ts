import type { Command } from 'commander';
import { readFileSync } from 'node:fs';
import type { Report } from '../errors.js';
import { rulesText, ruleText } from '../export/index.js';
import { isRuleId, ruleAreas, rules } from '../protocol/rules.js';
import type { RuleId } from '../protocol/rules.js';
import { catalogue, Check, explain, readTrace, Slicer, wantedIn } from '../trace/index.js';
import type { Diagnosis } from '../trace/index.js';
import { pathOfProof, proofs } from './corpus.js';
import { complain, deliver, paintOf } from './terminal.js';
import type { ExitCode } from './terminal.js';
import { meant, wrongValue } from './usage.js';

const formats = ['text', 'json'] as const;

interface RulesOptions {
  readonly format: string;
  readonly out?: string;
}

export function addRules(program: Command, finish: (code: ExitCode) => void): void {
  program
    .command('rules')
    .summary('the rules of the contract, and where each is enforced')
    .description('Prints the rules of the contract: who enforces each, and which bad trace proves it; or explains one.')
    .argument('[rule]', 'the id of a rule, such as VC-DEACT-04, or of an area, such as VC-DEACT')
    .option('-f, --format <name>', formats.join(', '), 'text')
    .option('-o, --out <file>', 'write to a file')
    .action((rule: string | undefined, options: RulesOptions) => {
      finish(perform(rule, options));
    });
}

function perform(asked: string | undefined, { format, out }: RulesOptions): ExitCode {
  const entries = catalogue(proofs());
  const id = asked?.toUpperCase();
  const chosen =
    id === undefined ? entries : entries.filter((entry) => entry.id === id || entry.id.replace(/-\d+$/, '') === id);
  const misuse = [
    ...wrongValue('--format', format, formats),
    ...(chosen.length === 0 ? [unknownRule(asked ?? '')] : []),
  ];
  if (misuse.length > 0) return complain(misuse);
  const paint = paintOf(out);
  const [only] = chosen;
  const text =
    format === 'json'
      ? `${JSON.stringify({ rules: chosen }, null, 2)}\n`
      : only && id !== undefined && isRuleId(id)
        ? ruleText(only, exampleOf(only.id, only.provenBy), { paint })
        : rulesText(chosen, { paint });
  const undelivered = deliver(text, out);
  return undelivered.length > 0 ? complain(undelivered) : 0;
}

/** The first bad trace that breaks the rule, judged. */
function exampleOf(id: RuleId, names: readonly string[]): Diagnosis | undefined {
  const name = names.find((one) => one.includes(`/${id}`)) ?? names[0];
  if (name === undefined) return undefined;
  const { records } = readTrace(readFileSync(pathOfProof(name), 'utf8'));
  const check = new Check();
  for (const record of records) check.observe(record);
  const result = check.result();
  const slicer = new Slicer(wantedIn(result), {});
  for (const record of records) slicer.feed(record);
  const { violations, warnings } = explain(result, slicer, {});
  return [...violations, ...warnings][0];
}

const unknownRule = (asked: string): Report => ({
  code: 'CONDIS7010',
  message: `There is no rule ${asked}.`,
  fields: meant(asked.toUpperCase(), [...Object.keys(ruleAreas), ...Object.keys(rules)]),
});
