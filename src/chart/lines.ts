import { printable } from '../errors.js';
import type { Line } from './layout.types.js';
import { cut, fold } from './measure.js';
import type { StructureNode, StructureTransition } from './structure.types.js';

/** Characters in a line: of an event, of all about it in a row or a label, and of what stands below it. */
const longest = { event: 44, row: 44, label: 26, aside: 34 };

/** How many actions are named before the rest are counted. */
const mostActions = 3;

type Wording = 'label' | 'row';

/** A transition, and the state that it leads to where no arrow does. */
export interface Written {
  readonly transition: StructureTransition;
  readonly to?: { readonly id: string; readonly name: string };
}

/**
 * What is written about some transitions. Those that differ in nothing but the event share the lines of guard and
 * actions, which stand below their events.
 */
export function linesOf(written: readonly Written[], wording: Wording): readonly Line[] {
  const groups = new Map<string, Written[]>();
  for (const each of written) {
    const { guard, actions, reenters } = each.transition;
    const key = JSON.stringify([guard, actions, reenters, each.to?.id]);
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return [...groups.values()].flatMap((group) => groupLines(group, wording));
}

function groupLines(group: readonly Written[], wording: Wording): readonly Line[] {
  const [first] = group;
  if (!first) return [];
  const transitions = group.map(({ transition }) => transition.id);
  const events = group.map(({ transition }) => transition.event);
  const heads = headsOf(group.map(({ transition }) => transition));
  const [head = '', ...others] = heads.map(({ text }) => text);
  const asides = asidesOf(first);
  const whole = [head, ...asides].filter((part) => part !== '').join(' ');
  const leads = first.to === undefined ? {} : { leadsTo: first.to.id };
  if (others.length === 0 && whole.length <= longest[wording]) {
    return whole === '' ? [] : [{ ...line(whole, 'event', events, transitions), ...leads }];
  }
  return [
    ...heads.map(({ text, of }) =>
      line(
        text === '' ? 'first' : text,
        'event',
        of.map(({ event }) => event),
        of.map(({ id }) => id),
      ),
    ),
    ...asides.map((each, index) => ({
      ...line(`  ${each}`, 'aside', events, transitions),
      ...(index === asides.length - 1 && leads),
    })),
  ];
}

interface Head {
  readonly text: string;
  readonly of: readonly StructureTransition[];
}

/** The events. Two names that differ in one letter more are one line: `Ndis(M)CmActivateVc`. */
function headsOf(transitions: readonly StructureTransition[]): readonly Head[] {
  const heads: Head[] = [];
  for (const transition of transitions) {
    const at = heads.findIndex(({ of }) => of.length === 1 && twin(of[0]?.text ?? '', transition.text) !== undefined);
    const [before] = heads[at]?.of ?? [];
    const text = twin(before?.text ?? '', transition.text);
    if (before && text !== undefined) heads[at] = { text, of: [before, transition] };
    else heads.push({ text: transition.text, of: [transition] });
  }
  return heads;
}

/** Two names in one, if one of them has a capital letter that the other lacks. */
function twin(one: string, other: string): string | undefined {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (long.length !== short.length + 1 || short.length < 6 || long.length > 200) return undefined;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  const [letter = '', rest] = [long[at], long.slice(at + 1)];
  return /[A-Z]/.test(letter) && rest === short.slice(at) ? `${short.slice(0, at)}(${letter})${rest}` : undefined;
}

/** Guard, actions and what they lead to, folded between words. */
function asidesOf({ transition, to }: Written): readonly string[] {
  const { guard, actions, reenters, isForbidden, isSelf } = transition;
  const shown = actions.slice(0, actions.length > mostActions + 1 ? mostActions : actions.length);
  const more = actions.length - shown.length;
  const parts = [
    ...(guard === undefined ? [] : fold(`[${oneLine(guard)}]`, longest.aside)),
    ...(actions.length === 0
      ? []
      : fold(`/ ${shown.map((name) => oneLine(name)).join(', ')}${more > 0 ? `, +${more} more` : ''}`, longest.aside)),
    ...(isForbidden ? ['× not taken'] : []),
    ...(isSelf && reenters ? ['↻ entered again'] : []),
    ...(to === undefined ? [] : [`→ ${cut(oneLine(to.name), longest.aside - 2)}`]),
  ];
  return parts.reduce<string[]>((lines, part) => {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + part.length <= longest.aside) {
      lines[lines.length - 1] = `${last} ${part}`;
    } else lines.push(part);
    return lines;
  }, []);
}

/** What a state does as it is entered and left, and whom it runs. */
export const ownLines = ({ entry, exit, invokes }: StructureNode): readonly Line[] =>
  [
    ...invokes.map((name) => `runs ${oneLine(name)}`),
    ...foldedList('entry / ', entry),
    ...foldedList('exit / ', exit),
  ].map((each) => line(each, 'own', [], []));

const foldedList = (head: string, names: readonly string[]): readonly string[] =>
  names.length === 0
    ? []
    : fold(`${head}${names.map((name) => oneLine(name)).join(', ')}`, longest.row).map((each, index) =>
        index === 0 ? each : `  ${each}`,
      );

const oneLine = (name: string): string => printable(name.slice(0, 400));

const line = (whole: string, role: Line['role'], events: readonly string[], transitions: readonly string[]): Line => {
  const shown = cut(printable(whole.slice(0, 400)), longest.event + 4);
  return {
    text: shown,
    role,
    events,
    transitions,
    ...(shown !== whole && { whole: cut(printable(whole.slice(0, 2000)), 1000) }),
  };
};
