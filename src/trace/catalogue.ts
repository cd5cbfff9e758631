import { afFates, partyFates, sapFates } from '../../machines/ndis/index.js';
import { vcFates } from '../../machines/vc/index.js';
import type { AnyFate, AnyFates } from '../../machines/chart.js';
import { ruleAreas, rules } from '../protocol/rules.js';
import type { Observable, RuleArea, RuleId, RuleLevel } from '../protocol/rules.js';
import { urlOf } from '../protocol/sources.js';
import { reasonAgainst, restated } from '../rules/index.js';
import { judges } from './judges.js';

/** A rule of the contract, and what becomes of it in a check. */
export interface CatalogueEntry {
  readonly id: RuleId;
  readonly level: RuleLevel;
  readonly rule: string;
  /** The address of the page on which it stands. */
  readonly source: string;
  /** What can show that it is broken: a trace, or only memory, the source code, or nothing at all. */
  readonly observable: Observable;
  /** The judges that report it; none for what no trace can show, and for what must not be reported. */
  readonly enforcedBy: readonly string[];
  /** The bad traces that break it. */
  readonly provenBy: readonly string[];
  /** The rule that says the same and is the one reported. */
  readonly reportedAs: RuleId | null;
  /** Why nobody reports it, in a few words; `null` where somebody does. */
  readonly reason: string | null;
}

/** A place in a chart that a rule guards. */
export interface Guarded {
  readonly machine: string;
  readonly event: string;
  /** The states in which the event breaks the rule, or may break it. */
  readonly states: readonly string[];
}

/** Every rule, with who enforces it and what proves that. `proofs` are the bad traces by the rules that they break. */
export const catalogue = (proofs: ReadonlyMap<RuleId, readonly string[]>): readonly CatalogueEntry[] =>
  (Object.keys(rules) as RuleId[]).map((id) => {
    const { level, rule, source, observable } = rules[id];
    const reportedAs = restated[id] ?? null;
    const enforcedBy = enforcersOf(reportedAs ?? id);
    return {
      id,
      level,
      rule,
      source: urlOf(source),
      observable,
      enforcedBy,
      provenBy: proofs.get(id) ?? [],
      reportedAs,
      reason: enforcedBy.length > 0 ? null : reasonAgainst(id, observable, level),
    };
  });

const enforcersOf = (id: RuleId): readonly string[] =>
  judges.filter((judge) => judge.rules.includes(id)).map(({ name }) => name);

/** The area of a rule, and what it is about. */
export function areaOf(id: RuleId): { readonly area: RuleArea; readonly title: string } {
  const area = id.replace(/-\d+$/, '') as RuleArea;
  return { area, title: ruleAreas[area] };
}

const charts: readonly (readonly [string, AnyFates])[] = [
  ['vc', vcFates as unknown as AnyFates],
  ['af', afFates as unknown as AnyFates],
  ['sap', sapFates as unknown as AnyFates],
  ['party', partyFates as unknown as AnyFates],
];

/** The states that a rule guards, in the charts of the objects behind the handles. */
export const guardedBy = (id: RuleId): readonly Guarded[] =>
  charts.flatMap(([machine, fates]) =>
    Object.entries(fates).flatMap(([event, row]) => {
      const states = Object.entries(row).flatMap(([state, cell]) => (cell && names(cell, id) ? [state] : []));
      return states.length > 0 ? [{ machine, event, states }] : [];
    }),
  );

const names = (cell: AnyFate, id: RuleId): boolean =>
  cell.fate === 'illegal' ? cell.rule === id : cell.fate === 'next' && cell.conditions.some(({ rule }) => rule === id);
