import type { AnyActorRef } from 'xstate';
import type { Plain } from './plain.js';
import type { RunRecord, Sent } from './wire.js';

/** Who has sent an event, and the step that sent it; nobody, where it came from outside. */
export interface Origin {
  readonly from: string | null;
  readonly cause: number | null;
}

/** What is known of an actor that is alive. */
export interface Known {
  readonly ref: AnyActorRef;
  readonly name: string;
  readonly chart: string | null;
  /** The ids of the chart's transitions. */
  readonly ids: ReadonlyMap<object, string>;
  readonly isHidden: boolean;
  isTold: boolean;
  value: Plain;
  context: Plain;
  /** The step that it took last. */
  last: number | null;
  readonly arrivals: Arrival[];
}

/** An event that has come to an actor. */
export interface Arrival extends Origin {
  readonly event: unknown;
}

/** A step that is being taken. */
export interface Draft {
  readonly n: number;
  readonly t: number;
  readonly actor: Known;
  arrival: Arrival | undefined;
  readonly transitions: (readonly string[])[];
  readonly actions: string[];
  readonly sent: Sent[];
  readonly cancelled: string[];
  records?: readonly RunRecord[];
}

/** Takes back what was to come later: what was said in the same step, or earlier. */
export const cancel = ({ sent, cancelled }: Draft, id: string): void => {
  const place = sent.findIndex((each) => each.id === id);
  if (place < 0) cancelled.push(id);
  else sent.splice(place, 1);
};
