import type { AnyMonitor } from '../rules/index.js';
import { contractJudges, judges } from '../trace/index.js';

/** Who remembers so much that it is heard alone from the beginning. */
const alone = new Set(['completions', 'changes', 'renegotiation', 'survival', 'packets', 'registration']);

/** Who neither hears of lists nor asks what became of them, and remembers much. */
const unlistedOnes: readonly string[] = ['completions', 'changes', 'survival'];

/** Who hears of lists and remembers something of its own. */
const listedOnes: readonly string[] = ['renegotiation'];

/** Judges who are heard together at first, without the contracts. */
export function groups(): AnyMonitor[][] {
  const others = judges.filter((judge) => !contractJudges.has(judge));
  const hearing = [others.filter(({ name }) => !alone.has(name))];
  for (const judge of others) if (alone.has(judge.name)) hearing.push([judge]);
  return hearing;
}

/** Judges judge in the order of the list, the contracts last: they move on. */
export const inOrder = (chosen: readonly AnyMonitor[]): readonly AnyMonitor[] => {
  const place = (judge: AnyMonitor) => judges.findIndex(({ name }) => name === judge.name);
  return [...chosen].sort((a, b) => place(a) - place(b));
};

export const halves = (group: readonly AnyMonitor[]): readonly AnyMonitor[][] => [
  group.slice(group.length >> 1),
  group.slice(0, group.length >> 1),
];

/** Judges by their names. */
export const judgesNamed = (names: readonly string[]): readonly AnyMonitor[] =>
  judges.filter(({ name }) => names.includes(name));

/** The groups in which judges are heard who hear a part of what is said. */
export interface Shares {
  /** Who hears everything, and sees that the rest may be heard without lists. */
  readonly tandem: readonly string[];
  /** Who hears everything as well, alone. */
  readonly primed: readonly string[];
  /** Who hears nothing of lists, each alone. */
  readonly unlisted: readonly string[];
}

export const shares: Shares = {
  tandem: judges
    .filter((judge) => !contractJudges.has(judge))
    .map(({ name }) => name)
    .filter((name) => !unlistedOnes.includes(name) && !listedOnes.includes(name)),
  primed: listedOnes,
  unlisted: unlistedOnes,
};
