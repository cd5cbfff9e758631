/** How the documentation disagrees: a `seed-` conflict touches one of the five pages where the project began. */
export type AmbiguitySeverity = 'seed-conflict' | 'seed-typo' | 'conflict' | 'gap' | 'minor' | 'typo' | 'info';

/** A place where the documentation contradicts itself or is silent, with the reading taken here. */
export interface Ambiguity {
  readonly topic: string;
  readonly severity: AmbiguitySeverity;
  /** What the pages say, one entry per position. */
  readonly readings: readonly string[];
  /** The reading that this project takes. */
  readonly resolution: string;
  /** What a checker of traces does about it, where that is more than following the resolution. */
  readonly checkerAdvice?: string;
  readonly sources: readonly string[];
}

export const defineAmbiguities = <Id extends string>(entries: Record<Id, Ambiguity>): Readonly<Record<Id, Ambiguity>> =>
  entries;
