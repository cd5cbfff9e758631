import { createMachine } from 'xstate';
import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { shortStatus } from '../protocol/status.js';
import type { Part } from '../system/parts.js';
import { flipsOf, piecesOf, textOf as textOfGuard } from './guards.js';
import type { Flip } from './guards.js';
import { childrenOf, listOf, stateSitesOf, transitionSitesOf, withAt, withNth } from './sites.js';
import type { Candidate, TransitionConfig, TransitionSite } from './sites.js';
import { mayCome, nameOfAction, statusChangesOf, withStatus } from './statuses.js';

/** The ways in which a machine is made wrong. */
export const mutationKinds = [
  'flipGuard',
  'dropTransition',
  'redirectTransition',
  'dropAction',
  'changeStatus',
] as const;
export type MutationKind = (typeof mutationKinds)[number];

/** A fault that can be put into a machine. */
export interface Mutant {
  /** The names that lead to it, outermost first. */
  readonly names: readonly string[];
  readonly kind: MutationKind;
  readonly where: string;
  readonly what: string;
  readonly apply: (machine: AnyStateMachine) => AnyStateMachine;
}

/** Every fault that can be put into the machine of a part of a system. */
export const mutantsOf = (part: Part, parts: readonly Part[]): readonly Mutant[] => [
  ...placesOf(part.machine, parts).flatMap((place) => mutantsAt(place, part.machine)),
  ...mutantsOfStates(part.machine),
  ...mutantsOfGuards(part.machine),
  ...mutantsOfStatuses(part, parts),
];

/** A transition, wherever it stands: what several states or events share is one place, as it is in the source. */
type Place = readonly [Occurrence, ...Occurrence[]];
interface Occurrence {
  readonly site: TransitionSite;
  /** Which of the candidates, from 0. */
  readonly nth: number;
  readonly candidate: Candidate;
}

/** The transitions of a machine; not those for events that nobody in the system can bring about. */
function placesOf(machine: AnyStateMachine, parts: readonly Part[]): readonly Place[] {
  const places = new Map<TransitionConfig, [Occurrence, ...Occurrence[]]>();
  for (const site of transitionSitesOf(machine)) {
    if (!mayCome(site.trigger, parts)) continue;
    site.candidates.forEach((candidate, nth) => {
      const occurrence = { site, nth, candidate };
      const place = places.get(candidate.config);
      if (place) place.push(occurrence);
      else places.set(candidate.config, [occurrence]);
    });
  }
  return [...places.values()];
}

/** More steps than that without an event are a cycle: a fault may well close one. */
const mostSteps = 1000;

/** The same machine, built anew from its config; it does the same, and says so where it would run for ever. */
export const rebuilt = (
  { config, implementations }: AnyStateMachine,
  change: (config: unknown) => unknown = (same) => same,
): AnyStateMachine =>
  createMachine(
    change({ ...config, options: { ...config.options, maxIterations: mostSteps } }) as typeof config,
    implementations as Parameters<typeof createMachine>[1],
  );

/** Where a state is, from the machine down; the machine itself has no place. */
const placeOf = ({ path }: AnyStateNode): string => path.join('.');

/** The list without what is in one place, or with something else there; nothing where nothing is left. */
const edited = (value: unknown, nth: number, instead: unknown): unknown => {
  const list = withNth(listOf(value), nth, instead);
  return list.length > 0 ? list : undefined;
};

function mutantsAt(place: Place, machine: AnyStateMachine): readonly Mutant[] {
  const [{ site, nth, candidate }] = place;
  const { config } = candidate;
  const names = [
    ...site.source.path,
    site.trigger.replaceAll(' ', '.'),
    ...(site.candidates.length > 1 ? [String(nth + 1)] : []),
  ];
  const where = textOf(place, machine);
  const mutant = (
    kind: MutationKind,
    piece: readonly string[],
    what: string,
    instead: (here: Candidate) => unknown,
  ): Mutant => ({
    names: [...names, kind, ...piece],
    kind,
    where,
    what,
    apply: (one) =>
      rebuilt(one, (whole) =>
        // From the last to the first: what is dropped leaves the places before it as they are.
        place.reduceRight(
          (value, here) => withAt(value, here.site.path, (old) => edited(old, here.nth, instead(here.candidate))),
          whole,
        ),
      ),
  });
  const next = neighbourOf(candidate);
  return [
    ...(config.guard === undefined ? [] : flipsOf(config.guard)).map((flip) =>
      mutant('flipGuard', flip.piece?.names ?? [], flipText(flip, config.guard), () => ({
        ...config,
        guard: flip.guard,
      })),
    ),
    mutant('dropTransition', [], 'the transition is dropped', () => undefined),
    ...(next ? [mutant('redirectTransition', [], `the transition leads to ${placeOf(next)}`, redirected)] : []),
    ...listOf(config.actions).map((action, n, actions) =>
      mutant('dropAction', [nameOfAction(action)], `the action ${nameOfAction(action)} is dropped`, () => ({
        ...config,
        actions: withNth(actions, n, undefined),
      })),
    ),
  ];
}

/** A transition that leads to the state beside the one that it should lead to. */
const redirected = (candidate: Candidate): TransitionConfig => {
  const next = neighbourOf(candidate);
  return next ? { ...candidate.config, target: `#${next.id}` } : candidate.config;
};

/** The state after the one that a transition leads to, or the first after the last; regions are no alternatives. */
function neighbourOf({ targets: [target] }: Candidate): AnyStateNode | undefined {
  const parent = target?.parent as AnyStateNode | undefined;
  if (!target || parent?.type !== 'compound') return undefined;
  const states = childrenOf(parent);
  const next = states[(states.indexOf(target) + 1) % states.length];
  return next === target ? undefined : next;
}

const flipText = ({ piece }: Flip, guard: unknown): string =>
  piece ? `${piece.text} is flipped in the guard` : `the guard ${textOfGuard(guard)} is flipped`;

function textOf([{ site, nth, candidate }, ...others]: Place, { id }: AnyStateMachine): string {
  const { source, trigger, candidates } = site;
  const from = source.path.length > 0 ? placeOf(source) : 'anywhere';
  const which = candidates.length > 1 ? ` (${nth + 1})` : '';
  const to = candidate.targets.length > 0 ? candidate.targets.map(placeOf).join(', ') : 'stays';
  const more = others.length > 0 ? `, and wherever else it stands (${others.length})` : '';
  return `${id}: ${from} -${trigger}${which}-> ${to}${more}`;
}

/** Actions that come with a state. */
const mutantsOfStates = (machine: AnyStateMachine): readonly Mutant[] =>
  stateSitesOf(machine).flatMap(({ path, source, moment, actions }) =>
    actions.map((action, n) => ({
      names: [...source.path, moment, 'dropAction', nameOfAction(action)],
      kind: 'dropAction' as const,
      where: `${machine.id}: ${moment} of ${placeOf(source)}`,
      what: `the action ${nameOfAction(action)} is dropped`,
      apply: (one: AnyStateMachine) => rebuilt(one, (whole) => withAt(whole, path, (old) => edited(old, n, undefined))),
    })),
  );

/** Guards that have a name and are made of others. */
const mutantsOfGuards = (machine: AnyStateMachine): readonly Mutant[] =>
  Object.entries(machine.implementations.guards as Readonly<Record<string, unknown>>).flatMap(([name, guard]) =>
    piecesOf(guard).map((flip) => ({
      names: [name, 'flipGuard', ...(flip.piece?.names ?? [])],
      kind: 'flipGuard' as const,
      where: `${machine.id}: wherever ${name} is asked`,
      what: flipText(flip, guard),
      apply: (one: AnyStateMachine) =>
        rebuilt(one).provide({ guards: { [name]: flip.guard } } as Parameters<AnyStateMachine['provide']>[0]),
    })),
  );

const mutantsOfStatuses = (part: Part, parts: readonly Part[]): readonly Mutant[] =>
  statusChangesOf(part, parts).map((change) => {
    const instead = shortStatus(change.instead);
    const said = change.said === 'success' ? 'SUCCESS' : 'anything but SUCCESS';
    return {
      names: [change.type.replaceAll(' ', '.'), 'changeStatus', instead],
      kind: 'changeStatus' as const,
      where: `${part.machine.id}: wherever it says ${change.type}`,
      what: `the status is ${instead} instead of ${said}`,
      apply: (machine: AnyStateMachine) => withStatus(rebuilt(machine), change),
    };
  });
