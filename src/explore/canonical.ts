const dataKinds: ReadonlySet<string> = new Set(['Object', 'Array', 'Date', 'Map', 'Set']);

/**
 * A text that is the same for equal values and different for others: keys in any order, `undefined`, BigInt, dates, maps
 * and sets told apart. Values with cycles, functions, symbols and objects of other kinds are no data, and throw a `TypeError` that says where.
 */
export const canonical = (value: unknown): string => textOf(value, '', new Set());

function textOf(value: unknown, path: string, around: Set<object>): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'boolean':
    case 'undefined':
      return String(value);
    case 'bigint':
      return `${value}n`;
    case 'object':
      return value === null ? 'null' : textOfObject(value, path, around);
    default:
      throw new TypeError(`Expected data${at(path)}, got a ${typeof value}.`);
  }
}

function textOfObject(value: object, path: string, around: Set<object>): string {
  if (around.has(value)) throw new TypeError(`Expected data without cycles, got one${at(path)}.`);
  if (!dataKinds.has(kindOf(value))) throw new TypeError(`Expected data${at(path)}, got a ${kindOf(value)}.`);
  around.add(value);
  const inside = (member: unknown, name: string | number) => textOf(member, `${path}.${name}`, around);
  const text = Array.isArray(value) ? `[${value.map(inside).join()}]` : textOfMembers(value, inside);
  around.delete(value);
  return text;
}

function textOfMembers(value: object, inside: (member: unknown, name: string | number) => string): string {
  // An object may come from another realm, where `instanceof` would not know it.
  switch (kindOf(value)) {
    case 'Date':
      return `Date(${(value as Date).getTime()})`;
    case 'Map': {
      const entries = [...(value as Map<unknown, unknown>)];
      const texts = entries.map(([key, member], n) => `${inside(key, n)}:${inside(member, n)}`);
      return `Map{${texts.sort().join()}}`;
    }
    case 'Set':
      return `Set{${[...(value as Set<unknown>)].map(inside).sort().join()}}`;
    default: {
      const record = value as Readonly<Record<string, unknown>>;
      const names = Object.keys(record).sort();
      return `{${names.map((name) => `${JSON.stringify(name)}:${inside(record[name], name)}`).join()}}`;
    }
  }
}

const kindOf = (value: object): string => Object.prototype.toString.call(value).slice('[object '.length, -1);

const at = (path: string): string => (path === '' ? '' : ` at ${path.slice(1)}`);
