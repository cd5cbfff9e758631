/** So long a line may become before a list or an object is broken up. */
const mostColumns = 120;

/** JSON that people can edit and compare: what fits on a line stays on it, and takes time by its length alone. */
export const prettyJson = (value: unknown): string => `${linesOf(value, 0)}\n`;

function linesOf(value: unknown, depth: number): string {
  if (Array.isArray(value)) {
    return block(
      '[]',
      value.map((one) => linesOf(one ?? null, depth + 1)),
      depth,
    );
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, one]) => one !== undefined);
    return block(
      '{}',
      entries.map(([key, one]) => `${literal(key)}: ${linesOf(one, depth + 1)}`),
      depth,
    );
  }
  return literal(value);
}

function block([open, close]: string, parts: readonly string[], depth: number): string {
  if (parts.length === 0) return `${open}${close}`;
  const columns = parts.reduce((sum, part) => sum + part.length + 2, 2 * depth + 2);
  if (columns <= mostColumns && parts.every((part) => !part.includes('\n'))) {
    const line = parts.join(', ');
    return open === '[' ? `[${line}]` : `{ ${line} }`;
  }
  const margin = '  '.repeat(depth + 1);
  return `${open}\n${parts.map((part) => `${margin}${part}`).join(',\n')}\n${margin.slice(2)}${close}`;
}

/** A plain value as JSON and JavaScript, without what other readers take for a line break, or a terminal for a command. */
export const literal = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
