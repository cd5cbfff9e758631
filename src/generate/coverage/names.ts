import { leavesOf } from '../../../machines/chart.js';
import { shortStatus } from '../../protocol/status.js';
import type { Atlas, AtlasStep } from '../atlas.js';

/** Names of states and steps of an atlas, as coverage lists them. */
export class Names {
  readonly #states: string[] = [];

  constructor(private readonly atlas: Atlas) {}

  /** `S12 vc[1] active·connected, client[1] connected`: the number tells states apart whose charts stand alike. */
  state(state: number): string {
    return (this.#states[state] ??= `S${state} ${this.#standing(state)}`);
  }

  /** `S12 –network.hangUp→ S13`. */
  transition(edge: number): string {
    return `S${this.atlas.from(edge)} –${stepName(this.atlas.stepOf(edge))}→ S${this.atlas.to(edge)}`;
  }

  pair(first: number, second: number): string {
    return `${this.transition(first)} –${stepName(this.atlas.stepOf(second))}→ S${this.atlas.to(second)}`;
  }

  #standing(state: number): string {
    const here = Object.entries(this.atlas.actors(state)).filter(([name]) => name.endsWith(']'));
    const words = here.map(([name, { value }]) => `${name} ${leavesOf(value).join('·')}`);
    return words.length === 0 ? 'at rest' : words.join(', ');
  }
}

/** What happens on a step, with the answers that were set before it. */
export const stepName = ({ text, vc, answers }: AtlasStep): string => {
  const set = answers.map((answer) => {
    if (answer.type !== 'answer.next') return answer.type;
    const { event, status, on } = answer;
    return `${on === undefined ? '' : `${on}: `}${event} answers ${shortStatus(status)}`;
  });
  return `${text}${vc === 1 ? '' : ` (vc ${vc})`}${set.length === 0 ? '' : `, ${set.join(', ')}`}`;
};
