/**
 * The fields of a call or a return, numbered, with the two ends of its line. Those from `af` on stand inside `args`;
 * `ignored` is any other field of the record, `others` any other argument.
 */
export const fields = {
  begin: 0,
  kind: 1,
  n: 2,
  from: 3,
  to: 4,
  fn: 5,
  thread: 6,
  t: 7,
  irql: 8,
  status: 9,
  ignored: 10,
  args: 11,
  af: 12,
  sap: 13,
  vc: 14,
  party: 15,
  nbl: 16,
  statusArgument: 17,
  others: 18,
  end: 19,
} as const;

const named = (names: readonly (keyof typeof fields)[]): Map<string, number> =>
  new Map(names.map((name) => [name, fields[name]]));

const recordFields = named(['kind', 'n', 'from', 'to', 'fn', 'thread', 't', 'irql', 'status', 'args']);
const argumentFields = named(['af', 'sap', 'vc', 'party', 'nbl']).set('status', fields.statusArgument);

/** The field behind a key of a record. */
export const fieldOf = (key: string): number => recordFields.get(key) ?? fields.ignored;

/** The field behind a key of its `args`. */
export const argumentOf = (key: string): number => argumentFields.get(key) ?? fields.others;

/** Whether a field stands inside `args`. */
export const isArgument = (field: number): boolean => field >= fields.af && field < fields.end;
