import type { Observable, RuleId, RuleLevel } from '../protocol/rules.js';

/** Rules that the records of a log might have shown broken, and why none does. */
export const unseen: Readonly<Partial<Record<RuleId, string>>> = {
  'VC-DEACT-15': 'no record tells which call a message on a signaling VC is about, nor that the peer can be reached',
  'CALL-OUT-11': 'no record tells whether the client can do with the parameters that it got',
  'CALL-IN-10': 'no record tells which call a message on a signaling VC is about',
  'PARTY-07': 'no record tells whether the client can do with the parameters that it got',
};

/** The same of kinds of rules. */
const kinds: Readonly<Record<Exclude<Observable, 'trace'>, string>> = {
  memory: 'only memory shows it',
  static: 'only the source code shows it',
  internal: 'nothing shows it',
  'over-strict-checker': 'never to be reported',
};

/** Why no trace shows a rule broken; `null` where one does. */
export function reasonAgainst(id: RuleId, observable: Observable, level: RuleLevel): string | null {
  if (observable !== 'trace') return kinds[observable];
  return level === 'MAY' ? kinds['over-strict-checker'] : (unseen[id] ?? null);
}
