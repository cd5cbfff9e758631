import { rules, isRuleId } from '../../src/protocol/rules.js';
import type { Input } from '../../src/scenario/index.js';
import type { Counterexample, Exploration as Found } from '../../src/verify/index.js';
import type { Exploration } from '../common/protocol.js';
import type { Expedition } from './orders.js';
import { Labourer } from './workers.js';

/** Explores a system, and says how far it is. */
export type Explorer = (expedition: Expedition, tell: (text: string) => void) => Promise<Found>;

/** Seconds for which a page waits. */
export const mostSeconds = 15;

/** Explores in a thread of its own, which ends with the exploration. */
export const exploreBeside: Explorer = async (expedition, tell) => {
  const labourer = new Labourer('explore');
  try {
    return await labourer.do<Found>({ kind: 'explore', expedition }, tell);
  } finally {
    labourer.dismiss();
  }
};

/** What was found, as a page shows it. */
export function shownExploration(found: Found): Exploration {
  const { verdicts, coverage, one, states, transitions, seconds, complete } = found;
  const number = (value: number) => value.toLocaleString('en');
  const reached = ({ reached: some, total }: { readonly reached: number; readonly total: number }) =>
    `${some}/${total}`;
  return {
    summary: [
      `one VC: ${number(one.states)} states, ${number(one.transitions)} steps`,
      `all VCs: ${number(states)} states, ${number(transitions)} steps`,
      `${seconds.toFixed(1)} s`,
      complete ? 'complete: every interleaving within these bounds' : 'cut off: not everything was tried',
    ],
    isComplete: complete,
    verdicts: verdicts.map(({ property, verdict, text, counterexample }) => ({
      property,
      verdict,
      text: verdict === 'violated' || !isRuleId(property) ? text : rules[property].rule,
      hasWay: counterexample !== undefined,
    })),
    coverage: coverage.map(({ actor, states: seen, transitions: taken }) => ({
      chart: actor,
      states: reached(seen),
      transitions: reached(taken),
    })),
  };
}

/** What was done on the way of a counterexample; nothing where a live system cannot be made to do the same. */
export function inputsOf({ steps }: Counterexample): readonly Input[] | undefined {
  const inputs = steps.map(({ event, sleeper }): Input | undefined => {
    if (event) return { kind: 'send', event: { ...event, vc: 1 } };
    return sleeper === undefined ? undefined : { kind: 'advance', milliseconds: patience };
  });
  return inputs.every((input) => input !== undefined) ? inputs : undefined;
}

/** Longer than anybody waits. */
const patience = 60_000;
