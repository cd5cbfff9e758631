import { leavesOf } from '../../machines/chart.js';
import type { Survey } from './survey.js';
import { utteranceOf } from './utterance.js';

/** What a system comes to, and how far from the beginning. */
export interface Reached {
  /** For each clause the number of steps after which it holds first: where an actor stands, or what is said. */
  readonly clauses: ReadonlyMap<string, number>;
  /** Everything within so many steps has been explored. */
  readonly depth: number;
}

/** What has been reached in a survey. */
export function reachedIn(survey: Survey): Reached {
  const { graph, isComplete, expanded } = survey.one;
  const depths = depthsIn(survey);
  const clauses = new Map<string, number>();
  const note = (clause: string, depth: number) => {
    if (depth < (clauses.get(clause) ?? Infinity)) clauses.set(clause, depth);
  };
  survey.opening.records.forEach((record) => {
    note(utteranceOf(record), 0);
  });
  noteStandings(survey, depths, note);
  const said = new Map<number, number>();
  for (let state = 0; state < graph.states; state += 1) {
    const depth = (depths[state] as number) + 1;
    for (let at = graph.first[state] as number; at < (graph.first[state + 1] as number); at += 1) {
      const label = graph.labels[at] as number;
      if (depth < (said.get(label) ?? Infinity)) said.set(label, depth);
    }
  }
  for (const [label, depth] of said) {
    for (const record of survey.fragmentOf(label).records) note(utteranceOf(record), depth);
  }
  return { clauses, depth: isComplete ? Infinity : (depths[expanded] ?? 0) };
}

type Note = (clause: string, depth: number) => void;

function noteStandings(
  { one: { vectors }, universe: { system } }: Survey,
  depths: readonly number[],
  note: Note,
): void {
  for (const [slot, { name }] of system.slots.entries()) {
    const table = system.tables.get(name)?.table;
    if (!table) continue;
    const first = new Map<number, number>();
    for (let state = 0; state < vectors.count; state += 1) {
      const number = vectors.words[state * vectors.width + slot] as number;
      const depth = depths[state] as number;
      if (number !== 0 && depth < (first.get(number) ?? Infinity)) first.set(number, depth);
    }
    for (const [number, depth] of first) {
      for (const leaf of leavesOf(table.stateOf(number - 1).value)) note(`${name} is ${leaf}`, depth);
    }
  }
}

/** How many steps each state is from the beginning. */
function depthsIn({ one: { graph } }: Survey): readonly number[] {
  const depths = new Array<number>(graph.states).fill(Infinity);
  const order = [...graph.initial];
  for (const state of order) depths[state] = 0;
  for (const state of order) {
    for (let at = graph.first[state] as number; at < (graph.first[state + 1] as number); at += 1) {
      const target = graph.targets[at] as number;
      if (depths[target] !== Infinity) continue;
      depths[target] = (depths[state] as number) + 1;
      order.push(target);
    }
  }
  return depths;
}
