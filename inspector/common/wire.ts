import type { Structure } from '../../src/chart/structure.types.js';
import type { TraceRecord } from '../../src/protocol/trace.js';
import type { Patch } from './patch.js';
import type { Plain } from './plain.js';

/**
 * A recorded run, a record a line, in the order of happening. What crosses the NDIS boundary are records of the trace
 * format; beside them stands what happened inside the actors. A reader passes over kinds that it does not know.
 */
export type RunRecord = TraceRecord | ChartRecord | ActorRecord | StepRecord | MarkRecord | GoneRecord;

/** A machine, told once, before the first actor that runs it. */
export interface ChartRecord {
  readonly kind: 'chart';
  /** The name by which actors refer to it. */
  readonly chart: string;
  readonly structure: Structure;
  /** What becomes of every event in every state, where that is told beside the chart. */
  readonly fates?: FateTable;
}

/** By event and leaf state; `otherwise` stands for all leaves that are not named. */
export type FateTable = Readonly<Record<string, Readonly<Record<string, Fate>>>>;

/** What becomes of an event in a state: in plain words, for a reader. */
export interface Fate {
  readonly fate: 'next' | 'ignore' | 'defer' | 'illegal';
  /** The rule that speaks against it: always, or unless its condition holds. */
  readonly rules?: readonly string[];
  readonly why?: string;
}

/** An actor is there from now on. */
export interface ActorRecord {
  readonly kind: 'actor';
  /** Its beginning counts as a step. */
  readonly n: number;
  /** Unique among all actors of the run; never a session id of XState. */
  readonly name: string;
  readonly parent: string | null;
  /** The chart that it runs; null for an actor that is no machine. */
  readonly chart: string | null;
  /** Seconds. */
  readonly t: number;
  readonly value: Plain;
  readonly context: Plain;
  /** What it did and sent as it began. */
  readonly actions: readonly string[];
  readonly sent: readonly Sent[];
}

/** An actor has taken an event, or an event came to nothing. */
export interface StepRecord {
  readonly kind: 'step';
  /** Counts the steps of the run, from 1. */
  readonly n: number;
  readonly t: number;
  readonly actor: string;
  /** Who has sent it; null where it came from outside. */
  readonly from: string | null;
  readonly event: Plain;
  /** The step that sent the event; of one that has waited, the step that says so. */
  readonly cause: number | null;
  /** The transitions taken, microstep by microstep; ids of the chart. Empty where the event came to nothing. */
  readonly transitions: readonly (readonly string[])[];
  readonly before: Plain;
  readonly value: Plain;
  /** What has become of the context. */
  readonly patch: Patch;
  readonly actions: readonly string[];
  readonly sent: readonly Sent[];
  readonly status: 'active' | 'done' | 'error' | 'stopped';
  /** The actor wants the event later: it waits, until the step that this one causes. */
  readonly waits?: true;
  /** Of what was to come later: the ids of what will not come. */
  readonly cancelled?: readonly string[];
}

/** An event that left an actor. */
export interface Sent {
  /** Whom it is for; null for all who listen. */
  readonly to: string | null;
  readonly event: Plain;
  /** Milliseconds, for an event that comes later. */
  readonly delay?: number;
  /** By which an event that comes later can be cancelled. */
  readonly id?: string;
}

/** An actor has been let go. */
export interface GoneRecord {
  readonly kind: 'gone';
  readonly name: string;
  readonly t: number;
}

/** Something is wrong with a record. */
export interface MarkRecord {
  readonly kind: 'mark';
  /** The place of the record among all records of the run, from 0. */
  readonly at: number;
  readonly level: 'violation' | 'warning';
  readonly rule: string;
  readonly text: string;
  readonly source?: string;
}
