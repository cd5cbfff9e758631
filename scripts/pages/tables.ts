import type { AnyStateNode } from 'xstate';
import type { AnyFates } from '../../machines/chart.js';
import { fateOf } from '../../machines/chart.js';
import { rules } from '../../src/protocol/rules.js';
import type { RuleId } from '../../src/protocol/rules.js';
import { leavesOf, metaOf, rulesInFates, statesIn, stepsOf } from './rooms.js';
import type { Described } from './rooms.js';

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const code = (text: string): string => `\`${text}\``;
const codes = (texts: readonly string[]): string => texts.map(code).join(', ');
const lines = (texts: readonly string[]): string => texts.join('<br>');

/** Gathers what belongs to the same key, in the order of first appearance. */
const gather = <T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  }
  return groups;
};

/** The states of a chart: what each means, where its events lead, which rules it stands on. */
export const statesTable = ({ root }: Described): string => {
  const own = stepsOf(root).length > 0 ? [row(root, '*any*', 'What every state takes.')] : [];
  const all = statesIn(root).map((node) => row(node, code(node.path.join('.')), node.description ?? ''));
  return table(['state', 'what it means', 'events taken there → where they lead', 'rules'], [...all, ...own]);
};

const row = (node: AnyStateNode, name: string, description: string): readonly string[] => {
  const steps = stepsOf(node);
  const targets = [...gather(steps, ({ on }) => on)].map(([on, group]) => ({
    on,
    to: [...new Set(group.map((step) => step.targets.map(({ key }) => key).join(' and ')))]
      .sort((a, b) => Number(a === '') - Number(b === ''))
      .map((target) => target || 'stays')
      .join(', '),
  }));
  const taken = [...gather(targets, ({ to }) => to)].map(
    ([to, group]) => `${group.map(({ on }) => on).join(', ')} → ${to}`,
  );
  const cited = new Set([...(metaOf(node).rules ?? []), ...steps.flatMap((step) => step.rules)]);
  return [name, kindOf(node) + description, lines(taken), [...cited].join(', ')];
};

const kindOf = ({ type, parent }: AnyStateNode): string => {
  if (type === 'final') return '*The end.* ';
  return type === 'history' && parent ? '*History.* ' : '';
};

/** What becomes of every event in every state, an event a row; and the rules that are named, in full. */
export const fatesTable = ({ name, root, fates }: Described): string => {
  const told = Object.keys(fates).map((event) => {
    const parts = regionsOf(root).map((region) => partOf(region, (leaf) => wordsOf(name, fates, leaf, event)));
    return { event, taken: parts.flatMap(({ taken }) => taken), refused: parts.flatMap(({ refused }) => refused) };
  });
  const rows = [...gather(told, ({ taken, refused }) => [taken, refused].map(lines).join('|'))].map(([, group]) => [
    lines(group.map(({ event }) => code(event))),
    lines(group[0]?.taken ?? []),
    lines(group[0]?.refused ?? []),
  ]);
  const named = rulesInFates(fates);
  return [table(['event', 'taken in', 'not taken'], rows), ...(named.length > 0 ? ['', rulesList(named)] : [])].join(
    '\n',
  );
};

/** A chart, or each half of a parallel one. */
interface Region {
  /** Which half it is, for those who read of both. */
  readonly suffix: string;
  readonly leaves: readonly string[];
}

const regionsOf = (root: AnyStateNode): readonly Region[] => {
  const region = (node: AnyStateNode, suffix: string) => ({ suffix, leaves: leavesOf(node).map(({ key }) => key) });
  return root.type === 'parallel'
    ? Object.values(root.states as Record<string, AnyStateNode>).map((half) => region(half, ` of ${code(half.key)}`))
    : [region(root, '')];
};

type Kind = 'taken' | 'illegal' | 'ignored' | 'deferred' | 'no say';
type Words = readonly [kind: Kind, more: string];
type Told = readonly { readonly leaf: string; readonly words: Words }[];

/** Where an event is taken in one region, and where not: states of the same fate together. */
const partOf = ({ suffix, leaves }: Region, fateIn: (leaf: string) => Words) => {
  const told: Told = leaves.map((leaf) => ({ leaf, words: fateIn(leaf) }));
  const groups = [...gather(told, ({ words }) => words.join(' ')).values()];
  const kindOf = (group: Told): Kind => group[0]?.words[0] ?? 'no say';
  const silent = groups.some((group) => kindOf(group) === 'no say');
  const [others] = silent ? [] : groups.filter(({ length }) => length > 3).sort((a, b) => b.length - a.length);
  const where = (group: Told): string => {
    if (group.length === leaves.length) return `every state${suffix}`;
    return group === others ? `any other state${suffix}` : codes(group.map(({ leaf }) => leaf));
  };
  const inOrder = [...groups.filter((group) => group !== others), ...(others ? [others] : [])];
  const more = (group: Told): string => where(group) + (group[0]?.words[1] ?? '');
  return {
    taken: inOrder.filter((group) => kindOf(group) === 'taken').map(more),
    refused: inOrder
      .filter((group) => kindOf(group) !== 'taken' && kindOf(group) !== 'no say')
      .map((group) => `${kindOf(group)} in ${more(group)}`),
  };
};

/** A fate in words: what it is, and what is to be said about it. */
const wordsOf = (name: string, fates: AnyFates, leaf: string, event: string): Words => {
  const fate = fateOf(fates, leaf, event);
  switch (fate?.fate) {
    case undefined:
      throw new Error(`${name}Fates says nothing of ${event} in ${leaf}.`);
    case 'illegal':
      return ['illegal', `: ${verdict(fate)}`];
    case 'ignore':
      return ['ignored', `: ${fate.why}`];
    case 'defer':
      return ['deferred', `: ${fate.why}`];
    case 'elsewhere':
      return ['no say', ''];
    case 'next': {
      const asked = [...new Set(fate.conditions.map(({ rule }) => rule))];
      const isNever = fate.conditions.some(({ holds }) => holds.length === 0 && !holds(undefined, undefined, []));
      if (isNever) return ['illegal', `: ${fate.conditions.map(verdict).join('; or ')}`];
      return [
        'taken',
        asked.length > 0 ? `, where ${asked.join(', ')} ${asked.length > 1 ? 'allow' : 'allows'} it` : '',
      ];
    }
  }
};

const verdict = ({ rule, status }: { readonly rule: RuleId; readonly status?: string | undefined }): string =>
  status === undefined ? rule : `${rule}, ${code(status)}`;

const rulesList = (ids: readonly RuleId[]): string =>
  [
    `<details><summary>The ${ids.length} rules named here</summary>`,
    '',
    table(
      ['rule', '', 'what it says'],
      ids.toSorted(inOrder).map((id) => [id, rules[id].level, cellText(rules[id].rule)]),
    ),
    '',
    '</details>',
  ].join('\n');

const order = Object.keys(rules);
const inOrder = (a: string, b: string): number => order.indexOf(a) - order.indexOf(b);

/** Text that cannot end a cell, nor begin a tag. */
const cellText = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('*', '\\*');
