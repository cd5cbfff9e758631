/** A path as people write it: `context.sends[0]`. */
export const pathText = (path: readonly (string | number)[]): string =>
  path.map((key, place) => (typeof key === 'number' ? `[${key}]` : place === 0 ? key : `.${key}`)).join('');
