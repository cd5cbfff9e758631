import type { Topology } from '../protocol/roles.js';

/** A run as rows of equal height between lanes, as plain JSON: all that `drawSequence` needs. */
export interface Sequence {
  readonly title: string;
  readonly lanes: readonly Lane[];
  readonly rows: readonly Row[];
  readonly bars: readonly Bar[];
  /** In pixels, whatever part of the rows is drawn. */
  readonly width: number;
}

export interface Lane {
  readonly name: string;
  /** The middle, in pixels. */
  readonly x: number;
}

/** A row. Those of a kind without lanes go across. */
export interface Row {
  readonly kind: 'given' | 'step' | 'call' | 'return' | 'signal' | 'note' | 'reason' | 'finding' | 'more';
  /** The position of the record that it shows, from 0. */
  readonly record?: number;
  /** Positions of lanes. */
  readonly from?: number;
  readonly to?: number;
  /** Where the arrow begins and ends, counted in bars upon bars. */
  readonly levels?: readonly [from: number, to: number];
  readonly text: string;
  /** How a call ended: of a return, and of a call in which nothing happened. */
  readonly status?: string;
  readonly isFailure?: boolean;
  /** What came out of a call. */
  readonly results?: string;
  /** A call that is shown with nothing of what happened inside it, and how many records that is. */
  readonly folded?: number;
  /** A rule was broken here. */
  readonly isBroken?: boolean;
  readonly rule?: string;
  /** Of a note or a reason: its lines, which go over the `more` rows below it. */
  readonly lines?: readonly string[];
  /** Of a `more` row: how many rows above it the text begins. */
  readonly above?: number;
}

/** That somebody is inside a function, or owes its completion. */
export interface Bar {
  readonly kind: 'call' | 'pended';
  readonly lane: number;
  /** Rows. Without `to` it is never over. */
  readonly from: number;
  readonly to?: number;
  /** Counts the bars below it, or beside it, on the same lane. */
  readonly level: number;
  readonly fn: string;
}

/** Something to be said about a record, such as a rule that it breaks. */
export interface Finding {
  /** The position of the record, from 0. */
  readonly record: number;
  readonly rule?: string;
  readonly text: string;
}

/** What the environment did, with the records that followed from it: positions [from, to). */
export interface SequenceStep {
  readonly text: string;
  readonly outcome?: { readonly result: string };
  readonly from: number;
  readonly to: number;
}

export interface SequenceOptions {
  readonly title?: string;
  readonly steps?: readonly SequenceStep[];
  readonly findings?: readonly Finding[];
  /** The names of lanes in the order wanted; others follow. */
  readonly lanes?: readonly string[];
  /** Lanes that are left out, with everything that begins or ends there. */
  readonly hidden?: Iterable<string>;
  /** Positions of calls that are shown without what happened inside them. */
  readonly folded?: Iterable<number>;
}

/** What a sequence has to know of the contract. */
export interface Contract {
  /** A rule in words; nothing for a rule that it does not know. */
  readonly sentenceOf: (rule: string) => string | undefined;
  /** The function that completes another once that has pended. */
  readonly completionOf: (fn: string, topology: Topology) => string | undefined;
}
