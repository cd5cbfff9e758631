const levels = { PASSIVE_LEVEL: 0, APC_LEVEL: 1, DISPATCH_LEVEL: 2 } as const;

/** The interrupt request levels at which CoNDIS functions are documented to run. */
export type Irql = keyof typeof levels;

/** An IRQL as a log gives it: 0 to 2 are the named levels, more is a device level above DISPATCH_LEVEL. */
export type IrqlLevel = number;

/** The number behind a named level; numbers pass unchanged. */
export const irqlLevel = (irql: Irql | IrqlLevel): IrqlLevel => (typeof irql === 'number' ? irql : levels[irql]);

/** The name of a level: whatever is above DISPATCH_LEVEL is no level for CoNDIS, and goes by that name. */
export const irqlNamed = (level: IrqlLevel): Irql =>
  (Object.keys(levels) as Irql[]).find((name) => levels[name] >= level) ?? 'DISPATCH_LEVEL';

/** Whether `a` is a higher level than `b`. */
export const isAbove = (a: Irql | IrqlLevel, b: Irql | IrqlLevel): boolean => irqlLevel(a) > irqlLevel(b);

/** Reads a level as logs write it: its name, or a whole number from 0. */
export function parseIrql(value: unknown): IrqlLevel | undefined {
  if (typeof value === 'number') return Number.isInteger(value) && value >= 0 ? value : undefined;
  return typeof value === 'string' && Object.hasOwn(levels, value) ? levels[value as Irql] : undefined;
}
