import { printable } from '../errors.js';

export { argumentText, statusText } from '../chart/arguments.js';

/** How many of something: `1 call`, `2 calls`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** Breaks a text at words, so that no line is longer than `width` unless a single word is. */
export const fold = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  for (const word of printable(text).split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
};
