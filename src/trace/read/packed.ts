/**
 * Records on their way from one thread to another: numbers, and what these stand for. Texts are sent once, and known on
 * the other side from then on.
 */
export interface Packed {
  readonly words: Int32Array<ArrayBuffer>;
  /** Texts that are new; their numbers follow those of the last. */
  readonly names: readonly string[];
  readonly handles: readonly string[];
  /** Records that are sent as they are, and values that nobody interprets. */
  readonly values: readonly unknown[];
  /** The numbers of texts begin anew. */
  readonly isAnew: boolean;
}

/** What a record carries. */
export const carries = {
  /** A record that is sent as it is, and nothing else. */
  whole: 1,
  return: 2,
  /** A number and a line that do not follow those of the last record. */
  place: 4,
  thread: 8,
  t: 16,
  irql: 32,
  status: 64,
  /** The arguments of the last record that has any: NDIS hands on what it was given. */
  sameArgs: 128,
  af: 256,
  sap: 512,
  vc: 1024,
  party: 2048,
  nbl: 4096,
  statusArgument: 8192,
  others: 16_384,
} as const;

/** NULL, in the place of a text. */
export const isNull = -1;

/** The parts of a number that is no word. */
export const double = new Float64Array(1);
export const halves = new Int32Array(double.buffer);
