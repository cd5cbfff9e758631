/** Sizes of texts, without a browser: in a monospaced face every character is as wide as any other. */
export const text = {
  /** Of a line of a label or a row. */
  size: 11,
  pitch: 15,
  /** Of the name of a state. */
  nameSize: 13,
  namePitch: 26,
} as const;

const advance = 0.6;

/** Signs that take the room of two: Chinese, Japanese, Korean and most pictures. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f000}-\u{3ffff}]/u;

/** How wide a text is. */
export const widthOf = (line: string, size: number = text.size): number =>
  [...line].reduce((sum, sign) => sum + (wide.test(sign) ? 2 : 1), 0) * size * advance;

/** A text of at most so many characters; what is cut off becomes an ellipsis. */
export const cut = (line: string, length: number): string => {
  if (line.length <= length) return line;
  const signs = [...line.slice(0, 2 * length)];
  return signs.length <= length && line.length <= 2 * length ? line : `${signs.slice(0, length - 1).join('')}…`;
};

/** Breaks a text between words; a word that is longer is cut. What is beyond `most` lines is left out. */
export function fold(whole: string, width: number, most = 4): readonly string[] {
  const lines: string[] = [];
  for (const word of whole.split(' ').map((each) => cut(each, width))) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length > most ? [...lines.slice(0, most - 1), `${lines[most - 1] ?? ''}…`] : lines;
}
