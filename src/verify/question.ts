import type { DriverRole, Topology } from '../protocol/roles.js';
import type { Fault, Grain } from '../system/index.js';
import type { Part } from '../system/index.js';

/** What is to be explored, and when to give up. Every part has a default. */
export interface Question {
  /** A stand-alone call manager over a miniport (`cm`, the default), or a miniport call manager (`mcm`). */
  readonly topology?: Topology;
  /** VCs side by side, from 1; 2 by default. */
  readonly vcs?: number;
  /** Lists that a sender may have sent and not got back, on each VC; 1 by default. */
  readonly sends?: number;
  /** Lists that may have been indicated and not been returned, on each VC; 1 by default. */
  readonly receives?: number;
  /** Answers that may go wrong; none by default. */
  readonly faults?: readonly Fault[];
  /**
   * Whether a chain of synchronous calls is one step (`calls`, the default), or every call and every return is
   * (`full`).
   */
  readonly grain?: Grain;
  /** At the grain `full`: threads under way at once; 2 by default. */
  readonly threads?: number;
  /** At the grain `full`: how often, on one way, something may begin while something else is under way; once by default. */
  readonly overlaps?: number;
  /** A driver that keeps to nothing: it makes any call of its interface at any time. */
  readonly chaos?: DriverRole;
  /** The parts of another system than that of the topology, such as one with a fault in it. */
  readonly parts?: readonly Part[];
  /** States of one VC, and of all VCs together, at most. */
  readonly maxStates?: number;
  /** Bytes of the tables of states at most. */
  readonly maxBytes?: number;
  /** Seconds at most. */
  readonly maxSeconds?: number;
  /** Takes states for one that differ only in which VC is which; true by default. */
  readonly isSymmetric?: boolean;
  /** Takes steps of different VCs in one order where the order makes no difference; false by default. */
  readonly isPartial?: boolean;
}
