import { faultOf, isPended, rowOf, situationAfter, vcOf } from './phrases.js';
import type { TitleStep } from './phrases.js';

/** A test, as far as its title goes: its steps, and which of them it is for. */
export interface Titled {
  readonly steps: readonly TitleStep[];
  readonly focus?: number;
}

/** Longer titles are not read. */
const longest = 140;

/** Longer details would leave no room for anything else. */
const longestDetail = 80;

/** One sentence that says what a test does: above all the step that it is for, where there is one. */
export const titleOf = (steps: readonly TitleStep[], focus?: number): string =>
  fitted({ steps, ...(focus !== undefined && { focus }) }, '');

/** The title that says most, and a detail, if there is room for both. */
function fitted({ steps, focus }: Titled, detail: string): string {
  const name = namesIn(steps);
  const step = focus === undefined ? undefined : steps[focus];
  const variants = step && focus !== undefined ? aboutFocus(steps, focus, step, name) : summaries(steps, name);
  const title = variants.find(({ length }) => length + detail.length <= longest) ?? variants.at(-1) ?? '';
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}${detail}`;
}

/** Puts in what VCs are called: by number only if there are several. */
type Naming = (text: string, step: TitleStep) => string;

function namesIn(steps: readonly TitleStep[]): Naming {
  const isOne = new Set(steps.map(vcOf)).size < 2;
  return (text, step) => {
    const vc = isOne ? 'the VC' : `VC ${vcOf(step)}`;
    const wording = {
      vc,
      on: isOne ? '' : ` on ${vc}`,
      of: isOne ? '' : ` of ${vc}`,
      call: isOne ? 'the call' : `the call of ${vc}`,
    };
    return text.replace(/\{(\w+)\}/g, (_, key: keyof typeof wording) => wording[key]);
  };
}

/** Variants, the longest first. */
function aboutFocus(steps: readonly TitleStep[], focus: number, step: TitleStep, name: Naming): readonly string[] {
  const own = steps.slice(0, focus + 1).filter((other) => vcOf(other) === vcOf(step));
  const before = situationAfter(own.slice(0, -1));
  const { says } = rowOf(step);
  const isTold = says.includes('QoS') && before.phase.includes('QoS');
  const phase = says.includes('{call}') ? before.phase.replace('{call}', 'it') : isTold ? '' : before.phase;
  const isDrained = before.isDraining && !situationAfter(own).isDraining;
  const left = [
    ...(before.isDraining && !isDrained ? ['{vc} draining'] : []),
    ...(before.sends > 0 ? [`${counted(before.sends, 'a send')} under way`] : []),
    ...(before.held > 0 ? [`${counted(before.held, 'a received list')} held`] : []),
  ];
  const last = steps.at(-1) as TitleStep;
  const parts = [
    `${says}${phase === '' ? '' : ` ${phase}`}`,
    step.answers.length === 0 ? '' : `, but ${listed(step.answers.map(faultOf))}`,
    left.length === 0 ? '' : ` with ${listed(left)}`,
    isDrained ? ', which ends the drain of {vc}' : '',
  ].map((part) => name(part, step));
  const end = last === step ? '' : `, and ${name(rowOf(last).says, last)}`;
  const [main = '', but = '', with_ = '', so = ''] = parts;
  return [
    main + with_ + but + so + end,
    main + with_ + but + so,
    main + with_ + but,
    main + but,
    name(says, step) + but,
    main,
    name(says, step),
  ];
}

/** Who does what, and how often. */
interface Item {
  readonly subject: string;
  readonly verb: string;
  readonly times: number;
  readonly rank: number;
}

/** What happens, in order; where that is too long, what matters most of it, and how long it is. */
function summaries(steps: readonly TitleStep[], name: Naming): readonly string[] {
  if (steps.length === 0) return ['nothing happens'];
  const items = itemsOf(steps, name);
  const drains = steps.some(({ records }) => records.some(isPended)) ? ['the VC drains before it is deactivated'] : [];
  const ranked = [...items].sort((a, b) => a.rank - b.rank);
  const shorter = ranked.map((_, dropped) => {
    const kept = new Set(ranked.slice(0, ranked.length - dropped - 1));
    return `in ${steps.length} steps, ${listed([...clauses(items.filter((item) => kept.has(item))), 'more'])}`;
  });
  return [listed([...clauses(items), ...drains]), listed(clauses(items)), ...shorter];
}

function itemsOf(steps: readonly TitleStep[], name: Naming): readonly Item[] {
  const isAllUsual = steps.every((step) => rowOf(step).isUsual && step.answers.length === 0);
  const items = new Map<string, Item>();
  const add = (subject: string, verb: string, rank: number): void => {
    const times = (items.get(`${subject} ${verb}`)?.times ?? 0) + 1;
    items.set(`${subject} ${verb}`, { subject, verb, times, rank });
  };
  for (const step of steps) {
    const { brief, isUsual } = rowOf(step);
    if (!isUsual || isAllUsual) add(name(brief[0], step), brief[1], brief[0] === 'a call' ? 1 : 2);
    for (const answer of step.answers) add(name(faultOf(answer), step), '', 0);
  }
  return [...items.values()];
}

/** Items as clauses; what happens to one thing in a row is one clause. */
function clauses(items: readonly Item[]): readonly string[] {
  const grouped: Item[][] = [];
  for (const item of items) {
    const group = grouped.at(-1);
    if (item.times === 1 && group?.[0]?.subject === item.subject && group[0].times === 1) group.push(item);
    else grouped.push([item]);
  }
  return grouped.map(([first, ...others]) => {
    const { subject, verb, times } = first as Item;
    const verbs = listed([
      verb,
      ...others.map((other) => other.verb.replace(/^is (?=.)/, verb.startsWith('is ') ? '' : 'is ')),
    ]);
    if (times === 1) return `${subject} ${verbs}`.trimEnd();
    if (!subject.startsWith('a ')) return `${subject} ${verbs}`.trimEnd() + ` ${inWords(times)} times`;
    return `${counted(times, subject)} ${verb.replace(/^is /, 'are ').replace(/^comes /, 'come ')}`;
  });
}

/**
 * Titles of the tests of a suite, no two alike: where two would be, each says what only it has. Those are numbered that
 * do not differ in anything that can be said in a few words.
 */
export function uniqueTitles(tests: readonly Titled[]): readonly string[] {
  const titles = tests.map(({ steps, focus }) => titleOf(steps, focus));
  const alike = new Map<string, number[]>();
  titles.forEach((title, n) => alike.set(title, [...(alike.get(title) ?? []), n]));
  const taken = new Set(titles.filter((title) => alike.get(title)?.length === 1));
  for (const [title, group] of alike) {
    if (group.length === 1) continue;
    const details = detailsOf(group.map((n) => tests[n] as Titled));
    group.forEach((n, place) => {
      const told = fitted(tests[n] as Titled, details[place] as string);
      const detail = told.length > longest ? '' : (details[place] as string);
      let unique = detail === '' ? title : told;
      for (let number = 2; taken.has(unique); number += 1) unique = fitted(tests[n] as Titled, `${detail} (${number})`);
      taken.add(unique);
      titles[n] = unique;
    });
  }
  return titles;
}

/** What only one of some tests has: before the step that it is for, if that is enough, or anywhere. */
function detailsOf(group: readonly Titled[]): readonly string[] {
  const before = differences(group.map(({ steps, focus = 0 }) => featuresOf(steps.slice(0, focus))));
  const features = group.map(({ steps }) => featuresOf(steps));
  const all = differences(features);
  const counted = differences(features.map((some, n) => [...some, `it takes ${group[n]?.steps.length ?? 0} steps`]));
  return group.map((_, n) => {
    if (before[n]) return `, after ${before[n]}`;
    const found = all[n] || counted[n];
    return found ? `, where ${found}` : '';
  });
}

/** What can be said of steps, beginning with what says most. */
function featuresOf(steps: readonly TitleStep[]): readonly string[] {
  const name = namesIn(steps);
  const told = steps.map((step) => name(rowOf(step).brief.join(' '), step));
  return [
    ...steps.flatMap((step) => step.answers.map((answer) => name(faultOf(answer), step))),
    ...itemsOf(steps, name).flatMap((item) => clauses([item])),
    ...told,
    ...told.slice(1).map((text, n) => `${told[n] ?? ''} and then ${text}`),
  ];
}

/** For each some features, at most three, that none of the others has all together; nothing, where there are none. */
function differences(features: readonly (readonly string[])[]): readonly string[] {
  const owners = new Map<string, Set<number>>();
  features.forEach((some, n) => some.forEach((one) => owners.set(one, (owners.get(one) ?? new Set()).add(n))));
  return features.map((own, n) => {
    const chosen: string[] = [];
    let rivals: readonly number[] | undefined;
    while (own.length > 0 && rivals?.length !== 0 && chosen.length < 3) {
      const among: readonly number[] | undefined = rivals;
      const sharing = (one: string): number =>
        among ? among.filter((rival) => owners.get(one)?.has(rival)).length : (owners.get(one)?.size ?? 0) - 1;
      const left = own.map(sharing);
      const fewest = Math.min(...left);
      if (fewest >= (among?.length ?? features.length - 1)) return '';
      const best = own.filter((_, at) => left[at] === fewest);
      const shortest = best.reduce((one, other) => (other.length < one.length ? other : one));
      chosen.push(shortest);
      rivals = (among ?? [...features.keys()]).filter((rival) => rival !== n && owners.get(shortest)?.has(rival));
    }
    const detail = listed(chosen);
    return rivals?.length === 0 && detail.length <= longestDetail ? detail : '';
  });
}

const numbers = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ');
const inWords = (count: number): string => numbers[count] ?? String(count);

/** `a list`, or `two lists`. */
const counted = (count: number, thing: string): string =>
  count === 1 ? thing : `${inWords(count)} ${thing.slice(2)}s`;

const listed = (texts: readonly string[]): string =>
  texts.length < 2
    ? texts.join('')
    : `${texts.slice(0, -1).join(', ')}${texts.length > 2 ? ',' : ''} and ${texts.at(-1) ?? ''}`;
