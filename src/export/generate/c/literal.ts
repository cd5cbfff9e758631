const mostCharacters = 1000;

/**
 * A text as a string literal of C99. Other bytes than those of ASCII are written as numbers, no two question marks make
 * a trigraph, nothing in it ends the text, and nothing is longer than a compiler has to take.
 */
export function cText(text: string): string {
  const rest = text.length - mostCharacters;
  const kept = rest > 0 ? `${text.slice(0, mostCharacters)}… +${rest} characters` : text;
  let written = '';
  for (const byte of new TextEncoder().encode(kept.replaceAll('\0', '\ufffd'))) {
    const sign = String.fromCharCode(byte);
    if (byte < 0x20 || byte > 0x7e) written += `\\${byte.toString(8).padStart(3, '0')}`;
    else written += sign === '"' || sign === '\\' || sign === '?' ? `\\${sign}` : sign;
  }
  return `"${written}"`;
}

/** A text, or nothing. */
export const cTextOrNull = (text: string | undefined): string => (text === undefined ? 'NULL' : cText(text));

/** `callManager` as C writes constants: `CALL_MANAGER`. */
export const constant = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();
