import { and, not, or } from 'xstate';

/** A guard of which one piece says the opposite. */
export interface Flip {
  /** The piece; nothing where it is the guard as a whole. */
  readonly piece?: { readonly text: string; readonly names: readonly string[] };
  readonly guard: unknown;
}

/** A guard that is made of others, or asks where the machine stands. */
interface Special {
  readonly check?: unknown;
  readonly guards?: readonly unknown[];
  readonly stateValue?: unknown;
}
type Guards = Parameters<typeof and>[0];

const combinations = {
  and: (guards: readonly unknown[]): unknown => and(guards as Guards),
  or: (guards: readonly unknown[]): unknown => or(guards as Guards),
  not: ([guard]: readonly unknown[]): unknown => not(guard as Guards[number]),
} as const;
type Combination = keyof typeof combinations;

const checkOf = (guard: unknown): unknown => (guard as Special).check;
const checks = new Map<unknown, Combination>([
  [checkOf(and([])), 'and'],
  [checkOf(or([])), 'or'],
  [checkOf(not('')), 'not'],
]);

const kindOf = (guard: unknown): Combination | undefined =>
  typeof guard === 'function' ? checks.get(checkOf(guard)) : undefined;
const membersOf = (guard: unknown): readonly unknown[] => (guard as Special).guards ?? [];

/** Every way to flip a guard: as a whole, or in one of the pieces that it is made of. */
export function flipsOf(guard: unknown): readonly Flip[] {
  const kind = kindOf(guard);
  if (kind === 'not') return [{ guard: membersOf(guard)[0] }, ...piecesOf(guard)];
  return [{ guard: combinations.not([guard]) }, ...piecesOf(guard)];
}

/** The ways to flip a guard in one of its pieces. */
export function piecesOf(guard: unknown): readonly Flip[] {
  const kind = kindOf(guard);
  if (kind === undefined) return [];
  const members = membersOf(guard);
  return members.flatMap((member, place) =>
    // What is flipped inside of a `not` is the `not` flipped.
    (kind === 'not' ? piecesOf(member) : flipsOf(member)).map((flip) => ({
      piece: flip.piece ?? { text: textOf(member), names: namesIn(member) },
      guard: combinations[kind](members.map((other, n) => (n === place ? flip.guard : other))),
    })),
  );
}

/** A guard as a reader of the chart would write it. */
export function textOf(guard: unknown): string {
  const kind = kindOf(guard);
  return kind === undefined ? (namesIn(guard)[0] ?? '') : `${kind}(${membersOf(guard).map(textOf).join(', ')})`;
}

/** The names of the guards that a guard is made of. */
function namesIn(guard: unknown): readonly string[] {
  if (kindOf(guard) !== undefined) return membersOf(guard).flatMap(namesIn);
  if (typeof guard === 'string') return [guard];
  const { type, stateValue, name } = guard as Special & { readonly type?: string; readonly name?: string };
  return [type ?? (stateValue === undefined ? name || 'inline' : placeOf(stateValue))];
}

/** A state that a machine may be in, by its path: `life.active`. */
const placeOf = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : Object.entries(value as Readonly<Record<string, unknown>>)
        .map(([key, inner]) => `${key}.${placeOf(inner)}`)
        .join('+');
