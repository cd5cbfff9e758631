import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleId } from '../protocol/rules.js';
import { isRuleId } from '../protocol/rules.js';
import { restated } from '../rules/index.js';
import { home } from './home.js';

const folder = join(home, 'test', 'conformance');

interface Expected {
  readonly violations?: readonly { readonly rule: string }[];
  readonly warnings?: readonly { readonly rule: string }[];
}

/**
 * The bad traces that come with condis, by the rules that they break: names without their ending. A rule that says again
 * what another says is broken by the traces named after it, where they break that other.
 */
export function proofs(): ReadonlyMap<RuleId, readonly string[]> {
  const found = new Map<RuleId, string[]>();
  const add = (rule: string, name: string) => {
    if (!isRuleId(rule)) return;
    const names = found.get(rule) ?? [];
    if (!names.includes(name)) found.set(rule, [...names, name]);
  };
  for (const area of areas()) {
    for (const file of readdirSync(join(folder, area)).filter((one) => one.endsWith('.bad.expected.json'))) {
      const { violations = [], warnings = [] } = JSON.parse(readFileSync(join(folder, area, file), 'utf8')) as Expected;
      const name = `${area}/${file.replace('.expected.json', '')}`;
      const broken = new Set([...violations, ...warnings].map(({ rule }) => rule));
      for (const rule of broken) add(rule, name);
      const own = /^[A-Z]+(-[A-Z]+)*-\d+/.exec(file)?.[0] ?? '';
      const reported = isRuleId(own) ? restated[own] : undefined;
      if (reported !== undefined && broken.has(reported)) add(own, name);
    }
  }
  return found;
}

/** The path of a trace of the corpus. */
export const pathOfProof = (name: string): string => join(folder, `${name}.ndjson`);

const areas = (): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
    : [];
