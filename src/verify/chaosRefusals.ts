import type { Unfolded } from '../explore/index.js';
import type { DriverRole } from '../protocol/roles.js';
import type { Refused } from './report.js';
import type { Universe } from './universe.js';

/** What NDIS has refused to a chaotic driver: each function with each rule, where it was first met. */
export function refusedIn(universe: Universe, { graph, vectors }: Unfolded, role: DriverRole): readonly Refused[] {
  const found = new Map<string, Refused>();
  for (let state = 0; state < graph.states; state += 1) {
    for (let at = graph.first[state] as number; at < (graph.first[state + 1] as number); at += 1) {
      const { records } = universe.fragmentOf(universe.saidOf(graph.labels[at] as number));
      const [call] = records;
      const answer = records.at(-1);
      if (call?.kind !== 'call' || call.from !== role || answer?.kind !== 'return') continue;
      if (answer.fn !== call.fn || answer.rule === undefined || found.has(`${call.fn} ${answer.rule}`)) continue;
      const vc = universe.system.look({ get: (slot) => vectors.words[state * vectors.width + slot] as number }, 'vc');
      const refused = { fn: call.fn, rule: answer.rule, status: answer.status, ...(vc && { vc: vc.value }) };
      found.set(`${call.fn} ${answer.rule}`, refused);
    }
  }
  return [...found.values()];
}
