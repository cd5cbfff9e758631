import { bytes, endOfText } from './text.js';

/** Where the list or object ends that starts there, if it is one; -1 if it is unusual, or has more levels than it may. */
export function endOfNested(view: DataView, start: number, mostLevels: number): number {
  let level = 0;
  for (let at = start; ; at += 1) {
    const byte = view.getUint8(at);
    if (byte === bytes.quote) {
      at = endOfText(view, at + 1);
      if (at < 0) return -1;
    } else if (byte === bytes.brace || byte === bytes.bracket) {
      level += 1;
      if (level > mostLevels) return -1;
    } else if (byte === bytes.closingBrace || byte === bytes.closingBracket) {
      level -= 1;
      if (level === 0) return at + 1;
    } else if (byte === bytes.lineFeed || byte >= 0x80) {
      return -1;
    }
  }
}
