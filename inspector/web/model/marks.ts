import type { Structure } from '../../../src/chart/index.js';
import type { EventFate } from '../../common/protocol.js';
import type { Plain } from '../../common/plain.js';
import { goalsOf, waysOf } from './fates.js';
import { activeIds } from './states.js';

/** What is to be seen of an actor on its chart. */
export interface Marks {
  /** The ids of the states it is in. */
  readonly active: ReadonlySet<string>;
  /** The ids of the transitions it took last, and of their arrows. */
  readonly last: ReadonlySet<string>;
  /** The types of the events that it would take. */
  readonly possible: ReadonlySet<string>;
  /** The types of the events that would break a rule. */
  readonly illegal: ReadonlySet<string>;
  /** The ids of the states and transitions to which an event would lead that is pointed at. */
  readonly ahead: ReadonlySet<string>;
  /** The states between which it went last, where no arrow is drawn. */
  readonly jump?: readonly [from: string, to: string];
}

const nothing: ReadonlySet<string> = new Set();

/** Of an actor that is not there. */
export const noMarks: Marks = { active: nothing, last: nothing, possible: nothing, illegal: nothing, ahead: nothing };

/** Where an actor stands, and how it came there. */
export interface Stand {
  readonly value: Plain;
  /** The transitions of its last step. */
  readonly taken: readonly string[];
  readonly fates: readonly EventFate[];
  /** An event that is pointed at. */
  readonly event: string | undefined;
}

/** What is to be marked on a chart on which these arrows are drawn. */
export const marksOf = (
  structure: Structure,
  { value, taken, fates, event }: Stand,
  arrows: Iterable<string>,
): Marks => {
  const byId = new Map(structure.transitions.map((each) => [each.id, each] as const));
  const moves = (ids: readonly string[]): readonly (readonly [string, string])[] =>
    ids.flatMap((id) => {
      const { source = '', targets = [] } = byId.get(id) ?? {};
      return targets.map((target) => [source, target] as const);
    });
  const drawn = new Set(arrows);
  const went = moves(taken);
  const jump = went.find(([from, to]) => from !== to && !drawn.has(arrowOf([from, to])));
  const ways = event === undefined ? [] : waysOf(structure, event);
  const goals = event === undefined ? [] : goalsOf(structure, value, event);
  const having = (verdict: EventFate['verdict']): ReadonlySet<string> =>
    new Set(fates.flatMap((fate) => (fate.verdict === verdict ? [fate.event] : [])));
  return {
    active: new Set(activeIds(structure, value)),
    last: new Set([...taken, ...went.map(arrowOf)]),
    possible: having('taken'),
    illegal: having('refused'),
    ahead: new Set([...goals, ...ways, ...moves(ways).map(arrowOf)]),
    ...(jump && { jump }),
  };
};

/** The id of an arrow in a picture. */
const arrowOf = ([from, to]: readonly [string, string]): string => `${from} -> ${to}`;
