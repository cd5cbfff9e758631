import type { Comparison, Divergence } from './comparison.js';
import type { Survey } from './survey.js';
import { utteranceOf } from './utterance.js';

/** The nearest difference between a system and its mutant, in words. */
export function differenceOf(original: Survey, mutant: Survey, { strays, missing }: Comparison): string {
  const [more, less] = [strays[0], missing[0]];
  if (!more && !less) return 'it is in other states';
  const isOther = (less: Divergence) =>
    more &&
    less.original === more.original &&
    less.mutant === more.mutant &&
    deedOf(original, less) === deedOf(mutant, more);
  const twin = more && missing.find(isOther);
  if (more && twin) {
    const [said, due] = [recordsOf(mutant, more), recordsOf(original, twin)];
    if (said.join() === due.join()) {
      return `${wayTo(mutant, more)}: the same is said with other arguments, or by other answers`;
    }
    const place = said.findIndex((text, n) => text !== due[n]);
    const [now = 'nothing more', before = 'nothing more'] =
      place < 0 ? [undefined, due[said.length]] : [said[place], due[place]];
    return `${wayTo(mutant, more)}: ${now} instead of ${before}`;
  }
  if (more && (!less || more.path.length <= less.path.length)) return `${wayTo(mutant, more)} is possible`;
  return less ? `${wayTo(original, less)} is not possible` : '';
}

const deedOf = ({ universe }: Survey, { path }: Divergence): number =>
  universe.actions.deedOf(path.at(-1) as number).action;

/** How many steps of a way are named. */
const shown = 4;

function wayTo(survey: Survey, { path }: Divergence): string {
  const texts = survey.textsOf(path);
  const before = texts.slice(0, -1);
  const last = texts.at(-1) ?? '';
  if (before.length === 0) return last;
  return `after ${[...(before.length > shown ? ['…'] : []), ...before.slice(-shown)].join(', ')}: ${last}`;
}

const recordsOf = (survey: Survey, { path }: Divergence): readonly string[] =>
  survey.fragmentOf(path.at(-1) as number).records.map(utteranceOf);
