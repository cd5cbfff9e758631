import type { Ambiguity } from './ambiguities/define.js';
import { ambiguitiesFrom01 } from './ambiguities/from01.js';
import { ambiguitiesFrom26 } from './ambiguities/from26.js';

export type { Ambiguity, AmbiguitySeverity } from './ambiguities/define.js';

/** AMB-01 to AMB-51. */
export type AmbiguityId = keyof typeof ambiguitiesFrom01 | keyof typeof ambiguitiesFrom26;

/** The places where the documentation contradicts itself, and the reading to take. */
export const ambiguities: Readonly<Record<AmbiguityId, Ambiguity>> = { ...ambiguitiesFrom01, ...ambiguitiesFrom26 };
