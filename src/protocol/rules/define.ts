import type { AmbiguityId } from '../ambiguities.js';
import type { Role } from '../roles.js';
import type { SeedDoc } from '../seeds.js';

/** The areas of the catalogue, with their titles. A rule's id is its area and a number. */
export const ruleAreas = {
  REG: 'Registration of entry points',
  AF: 'Address families',
  SAP: 'Service access points',
  CTX: 'Handles and contexts',
  'VC-CREATE': 'Creating a VC',
  SIG: 'Signaling VCs of a call manager',
  'MCM-SIG': 'Signaling VCs of an MCM',
  'VC-ACT': 'Activating a VC',
  'VC-REACT': 'Re-activation and reuse',
  'VC-DEACT': 'Deactivating a VC',
  'VC-DEL': 'Deleting a VC',
  MCM: 'MCM differences',
  'CALL-OUT': 'Outgoing calls',
  'CALL-IN': 'Incoming calls',
  'CALL-CLOSE': 'Closing a call (client)',
  'CALL-RCLOSE': 'Closing a call (remote side)',
  'QOS-CL': 'Parameter change asked by the client',
  'QOS-IN': 'Parameter change asked by the remote side',
  PARTY: 'Parties of multipoint calls',
  SEND: 'Sending',
  RECV: 'Receiving',
  OID: 'OID requests',
  STAT: 'Status indications',
  RESET: 'Reset',
  IRQL: 'IRQL',
  ASYNC: 'Synchronous and asynchronous completion',
  FAIL: 'Failures and roll-back',
  PARAM: 'Call parameters',
  PVC: 'Permanent VCs',
  NAME: 'Named VCs',
  TAPI: 'TAPI helpers',
  TIME: 'Timing features',
} as const;

/** One area of the catalogue. */
export type RuleArea = keyof typeof ruleAreas;

/** How firmly the documentation says it. Breaking a SHOULD is a warning; a MAY tells what a checker must not reject. */
export type RuleLevel = 'MUST' | 'MUST NOT' | 'SHOULD' | 'MAY';

/**
 * What shows a violation: a log of calls (trace), knowledge of buffers and contexts (memory), the registration or code
 * only (static), nothing that can be recorded (internal); or the fault is a checker's that rejects what is allowed.
 */
export type Observable = 'trace' | 'memory' | 'static' | 'internal' | 'over-strict-checker';

/** A fact of the documentation, restated so that it can be kept or broken. */
export interface Rule {
  readonly id: string;
  readonly area: RuleArea;
  readonly level: RuleLevel;
  /** Whom it binds. */
  readonly actors: readonly Role[];
  readonly rule: string;
  /** What breaks it, as far as calls, callbacks, arguments and return values show it. */
  readonly violation: string;
  readonly observable: Observable;
  readonly source: string;
  readonly alsoSee: readonly string[];
  /** The seed pages that say it themselves. */
  readonly seedDocs: readonly SeedDoc[];
  readonly fromSeed: boolean;
  /** Inferred where the pages leave a gap. */
  readonly derived: boolean;
  readonly ambiguities: readonly AmbiguityId[];
}

type Given = Pick<Rule, 'level' | 'actors' | 'rule' | 'violation' | 'observable' | 'source'>;
type RuleEntry = Given & Partial<Pick<Rule, 'alsoSee' | 'seedDocs' | 'derived' | 'ambiguities'>>;

export function defineRules<Id extends string>(
  area: RuleArea,
  entries: Record<Id, RuleEntry>,
): Readonly<Record<Id, Rule>> {
  const complete = ([id, entry]: [string, RuleEntry]): [string, Rule] => {
    const fromSeed = entry.seedDocs !== undefined;
    return [id, { id, area, alsoSee: [], seedDocs: [], fromSeed, derived: false, ambiguities: [], ...entry }];
  };
  return Object.fromEntries(Object.entries<RuleEntry>(entries).map(complete)) as Record<Id, Rule>;
}
