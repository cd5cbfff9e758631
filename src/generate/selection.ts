import { logged } from '../trace/index.js';
import type { Assembly, Draft } from './assemble.js';
import { Tally } from './coverage/tally.js';

/**
 * Of some tests as few as one needs, so that every rule and every condition that all of them together keep, and break,
 * is kept and broken: always the one that adds most for its length.
 */
export function selected(candidates: readonly Draft[], assembly: Assembly): readonly Draft[] {
  const all = candidates.map((draft) => ({ draft, met: metBy(draft, assembly) }));
  const chosen = new Set<Draft>();
  const missing = new Set(all.flatMap(({ met }) => [...met]));
  const gainOf = (met: ReadonlySet<string>): number => [...met].filter((one) => missing.has(one)).length;
  while (missing.size > 0) {
    const best = all
      .map(({ draft, met }) => ({ draft, met, worth: gainOf(met) / draft.steps.length }))
      .reduce((one, other) => (other.worth > one.worth ? other : one));
    chosen.add(best.draft);
    for (const one of best.met) missing.delete(one);
  }
  return candidates.filter((draft) => chosen.has(draft));
}

/** The rules and conditions that a test keeps, or breaks. */
function metBy(draft: Draft, assembly: Assembly): ReadonlySet<string> {
  const tally = new Tally();
  const check = tally.check();
  assembly.traceOf(draft).forEach((record, n) => {
    check.observe(logged(record, n + 1), 'rule' in record ? record.rule : undefined);
  });
  check.result();
  return new Set([...tally.met.rules.keys(), ...tally.met.guards.keys()]);
}
