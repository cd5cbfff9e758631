import type { View } from '../explore/index.js';
import { deedsOf } from './deeds.js';
import type { Deed } from './deeds.js';
import type { EnvironmentEvent } from './events.js';
import { Interleaved } from './interleaved.js';
import type { PureSystem, PureWitness } from './pure.js';
import type { Topology } from '../protocol/roles.js';

/** How much is one step: a chain of synchronous calls to its end, or every call and every return of every thread. */
export type Grain = 'calls' | 'full';

/** Something that may happen to a VC: from outside, because a delay is over, or because a thread carries on. */
export interface Happening {
  readonly text: string;
  /** The event of the environment; nothing for a delay, or a thread. */
  readonly event?: EnvironmentEvent;
  /** The actor whose delay ends. */
  readonly sleeper?: string;
  /** The number of the thread that carries on, from 1. */
  readonly thread?: number;
  /** It ends what is under way: a system in which nothing begins any more still does it. */
  readonly isEnding: boolean;
  readonly take: (view: View, witness: PureWitness) => boolean;
}

/** Everything that may happen to the VC of a view on a system; the threads of one that interleaves them carry on. */
export function happeningsOf(
  mover: PureSystem | Interleaved,
  topology: Topology,
  mayBegin: (deed: Deed, view: View) => boolean,
): readonly Happening[] {
  const system = mover instanceof Interleaved ? mover.system : mover;
  const deeds = deedsOf(topology).map((deed): Happening => ({
    text: textOf(deed.event),
    event: deed.event,
    isEnding: deed.isEnding,
    take: (view, witness) => mayBegin(deed, view) && mover.happen(deed.event, view, witness),
  }));
  const delays = system.sleepers.map((sleeper): Happening => ({
    text: `${sleeper} has waited long enough`,
    sleeper,
    isEnding: true,
    take: (view, witness) => mover.elapse(sleeper, view, witness),
  }));
  return [...deeds, ...delays, ...(mover instanceof Interleaved ? inside(mover) : [])];
}

/** What is under way carries on. */
function inside(system: Interleaved): readonly Happening[] {
  const threads = Array.from({ length: system.threads }, (_, n): Happening => ({
    text: `thread ${n + 1} carries on`,
    thread: n + 1,
    isEnding: true,
    take: (view, witness) => system.advance(n, view, witness),
  }));
  return [
    ...threads,
    {
      text: 'what was put off begins',
      isEnding: true,
      take: (view, witness) => system.resume(view, witness),
    },
  ];
}

const textOf = ({ type, ...details }: EnvironmentEvent): string => {
  const { status } = details as { readonly status?: string };
  return status === undefined ? type : `${type} (${status})`;
};
