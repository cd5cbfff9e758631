/**
 * What JSON can carry. Anything else is tagged: an object with a `$` says what kind of value stood there. An inspected
 * program may hold anything, and what it holds is shown, never run.
 */
export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain };

/** A plain value as one line, for lists and titles. Tags read as what they stand for. */
export const lineOf = (value: Plain, most = 200): string => {
  const text = inline(value);
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
};

const inline = (value: Plain): string => {
  if (Array.isArray(value)) return `[${(value as readonly Plain[]).map(inline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const { $, ...fields } = value as Readonly<Record<string, Plain>>;
  if (typeof $ === 'string') return tagged($, fields);
  return `{ ${Object.entries(fields)
    .map(([key, field]) => `${key}: ${inline(field)}`)
    .join(', ')} }`.replace('{  }', '{}');
};

const textOf = (value: Plain | undefined): string => (typeof value === 'string' ? value : inline(value ?? null));

const tagged = ($: string, { value, size, type, name, message }: Readonly<Record<string, Plain>>): string => {
  switch ($) {
    case 'bigint':
      return `${textOf(value)}n`;
    case 'number':
    case 'date':
    case 'regexp':
      return textOf(value);
    case 'function':
      return value === '' ? 'a function' : `function ${textOf(value)}`;
    case 'error':
      return `${textOf(name)}: ${textOf(message)}`;
    case 'actor':
      return `actor ${textOf(value)}`;
    case 'object':
      return `${textOf(type)} ${inline(value ?? null)}`;
    case 'record':
      return inline(value ?? null);
    case 'cut':
      return [
        ...(value === undefined ? [] : [inline(value)]),
        size === undefined ? '…' : `… ${textOf(size)} in all`,
      ].join(' ');
    default:
      return value === undefined ? $ : `${$} ${inline(value)}`;
  }
};
