/** A value for each parameter, by its number; `open`, where any will do. */
type Row = number[];

const open = -1;

/**
 * Few rows in which every `n` parameters take all combinations of their values: a covering array. Parameters come one
 * after the other; each first goes into the rows that are there, with the value that covers most, and then rows are added
 * for what is missing (Lei and Tai's IPO). The same for the same parameters.
 */
export function nwise<T>(
  parameters: Readonly<Record<string, readonly T[]>>,
  n: number,
): readonly Readonly<Record<string, T>>[] {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`Expected \`n\` to be a whole number from 1, got ${n}.`);
  // Those with many values first: they decide how many rows there must be.
  const names = Object.keys(parameters).sort((a, b) => (parameters[b]?.length ?? 0) - (parameters[a]?.length ?? 0));
  const sizes = names.map((name) => parameters[name]?.length ?? 0);
  if (names.length === 0 || sizes.includes(0)) return [];
  const strength = Math.min(n, names.length);
  const rows = product(sizes.slice(0, strength)).map((row) => [...row, ...sizes.slice(strength).map(() => open)]);
  for (let added = strength; added < names.length; added += 1) extend(rows, sizes, added, strength);
  return rows.map((row) => {
    const values = new Map(names.map((name, place) => [name, parameters[name]?.[Math.max(0, row[place] ?? 0)] as T]));
    return Object.fromEntries(Object.keys(parameters).map((name) => [name, values.get(name) as T]));
  });
}

/** Lets one more parameter into the rows. */
function extend(rows: Row[], sizes: readonly number[], added: number, strength: number): void {
  const missing = choices(added, strength - 1).map((places) => new Tuples([...places, added], sizes));
  const used = new Array<number>(sizes[added] as number).fill(0);
  const cover = (row: Row): void => missing.forEach((tuples) => tuples.cover(row));
  for (const row of rows) {
    const gains = used.map((_, value) => {
      row[added] = value;
      return missing.filter((tuples) => tuples.isNew(row)).length;
    });
    const most = Math.max(...gains);
    const best = [...used.keys()].filter((value) => gains[value] === most);
    const value = best.reduce((one, other) => ((used[other] as number) < (used[one] as number) ? other : one));
    row[added] = most === 0 ? open : value;
    used[value] = (used[value] as number) + 1;
    cover(row);
  }
  for (const tuples of missing) {
    for (let tuple = tuples.next(); tuple; tuple = tuples.next()) {
      const wanted = tuple;
      let row = rows.find((one) =>
        wanted.every((value, at) => value === open || one[at] === open || one[at] === value),
      );
      if (!row) rows.push((row = sizes.map(() => open)));
      for (const [at, value] of wanted.entries()) if (value !== open) row[at] = value;
      cover(row);
    }
  }
}

/** The combinations of values of some parameters, and which of them are missing. */
class Tuples {
  readonly #isCovered: Uint8Array;
  #first = 0;

  constructor(
    readonly places: readonly number[],
    readonly sizes: readonly number[],
  ) {
    this.#isCovered = new Uint8Array(places.reduce((all, place) => all * (sizes[place] as number), 1));
  }

  isNew(row: Row): boolean {
    const number = this.#numberOf(row);
    return number !== undefined && this.#isCovered[number] === 0;
  }

  cover(row: Row): void {
    const number = this.#numberOf(row);
    if (number !== undefined) this.#isCovered[number] = 1;
  }

  /** The first that is missing, as a row that is open everywhere else. */
  next(): Row | undefined {
    while (this.#isCovered[this.#first] === 1) this.#first += 1;
    if (this.#first === this.#isCovered.length) return undefined;
    const row = this.sizes.map(() => open);
    let left = this.#first;
    for (const place of this.places) {
      const size = this.sizes[place] as number;
      row[place] = left % size;
      left = Math.floor(left / size);
    }
    return row;
  }

  #numberOf(row: Row): number | undefined {
    let number = 0;
    let weight = 1;
    for (const place of this.places) {
      const value = row[place] as number;
      if (value === open) return undefined;
      number += value * weight;
      weight *= this.sizes[place] as number;
    }
    return number;
  }
}

/** All rows of values. */
const product = (sizes: readonly number[]): readonly Row[] =>
  sizes.reduce<readonly Row[]>(
    (rows, size) => rows.flatMap((row) => Array.from({ length: size }, (_, value) => [...row, value])),
    [[]],
  );

/** All choices of so many numbers below a bound, each in rising order. */
const choices = (bound: number, count: number): readonly (readonly number[])[] =>
  count === 0
    ? [[]]
    : Array.from({ length: bound }, (_, last) => last).flatMap((last) =>
        choices(last, count - 1).map((before) => [...before, last]),
      );
