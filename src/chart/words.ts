import { and, not, or, stateIn } from 'xstate';

/** What XState keeps of a guard or an action: a name, a name with parameters, or a function. */
interface Named {
  readonly type?: unknown;
  readonly name?: unknown;
}

interface Combined extends Named {
  readonly check?: unknown;
  readonly guards?: readonly unknown[];
  readonly stateValue?: unknown;
}

const anyGuard = (): boolean => true;

/** How XState decides each of its own guards: a name would not outlive a bundler. */
const checks = {
  and: (and([anyGuard]) as Combined).check,
  or: (or([anyGuard]) as Combined).check,
  not: (not(anyGuard) as Combined).check,
  stateIn: (stateIn('x') as Combined).check,
};

/** A guard in words: `isCreator`, `not isFinal`, `failed and isMcm`; a function without a name is `inline`. */
export function guardText(guard: unknown, isInside = false): string {
  const { check, guards = [], stateValue } = asNamed(guard) as Combined;
  switch (check) {
    case undefined:
      return nameOf(guard);
    case checks.not:
      return `not ${guardText(guards[0], true)}`;
    case checks.stateIn:
      return `in ${valueText(stateValue)}`;
    case checks.and:
    case checks.or: {
      const text = guards.map((each) => guardText(each, true)).join(check === checks.and ? ' and ' : ' or ');
      return isInside && guards.length > 1 ? `(${text})` : text;
    }
    default:
      return nameOf(guard);
  }
}

/** An action in words: its name; what XState does itself, by its own word and what it does it to. */
export function actionText(action: unknown): string {
  const { type, event, id, src, sendId, to } = asNamed(action) as Record<string, unknown>;
  if (typeof action !== 'function' || typeof type !== 'string' || !type.startsWith('xstate.')) return nameOf(action);
  const word = type.slice('xstate.'.length);
  const object = [event, src, sendId, id, to].map(objectText).find((text) => text !== undefined);
  return object === undefined ? word : `${word}(${object})`;
}

/** What `after` becomes inside XState: the delayed event is raised on entry, and called off on exit. */
export const isDelay = (action: unknown): boolean => {
  const { event, sendId } = asNamed(action) as { readonly event?: Named; readonly sendId?: unknown };
  return [event?.type, sendId].some((name) => typeof name === 'string' && name.startsWith('xstate.after.'));
};

/** The name of whatever has one. */
export function nameOf(thing: unknown): string {
  if (typeof thing === 'string') return thing;
  const { type, name } = asNamed(thing);
  const [text] = [type, name].filter((each): each is string => typeof each === 'string' && each !== '');
  return text === undefined || text === 'guard' || text === 'actions' ? 'inline' : text;
}

const asNamed = (thing: unknown): Named =>
  (typeof thing === 'object' && thing !== null) || typeof thing === 'function' ? thing : {};

const objectText = (thing: unknown): string | undefined => {
  if (typeof thing === 'string') return thing;
  const { type } = asNamed(thing);
  return typeof thing === 'object' && typeof type === 'string' ? type : undefined;
};

/** A state value in words: `life.active`. */
const valueText = (value: unknown): string => {
  if (typeof value === 'string') return value;
  return Object.entries(asNamed(value))
    .map(([key, inner]) =>
      typeof inner === 'object' && inner !== null && Object.keys(inner as object).length === 0
        ? key
        : `${key}.${valueText(inner)}`,
    )
    .join(' and ');
};
