import { bytes } from './text.js';

const isDigit = (byte: number): boolean => byte >= bytes.zero && byte <= bytes.nine;

/** Where the whole number without a sign ends that starts there; -1 if there is none. */
export function endOfWhole(view: DataView, start: number): number {
  const byte = view.getUint8(start);
  if (!isDigit(byte)) return -1;
  return byte === bytes.zero ? start + 1 : endOfDigits(view, start + 1);
}

/** Where the number ends that starts there; -1 if there is none. An exponent is left over, and no step takes it. */
export function endOfNumber(view: DataView, start: number): number {
  const at = endOfWhole(view, view.getUint8(start) === bytes.minus ? start + 1 : start);
  if (at < 0 || view.getUint8(at) !== bytes.point) return at;
  const end = endOfDigits(view, at + 1);
  return end > at + 1 ? end : -1;
}

function endOfDigits(view: DataView, start: number): number {
  let at = start;
  while (isDigit(view.getUint8(at))) at += 1;
  return at;
}

/**
 * The number between two places, where that is exact: whole numbers up to 2^53 are, powers of ten up to 10^22 are, and so
 * is the one division of the two. `undefined` for longer numbers, and for -0.
 */
export function numberIn(view: DataView, start: number, end: number): number | undefined {
  if (end - start > longest) return undefined;
  const isNegative = view.getUint8(start) === bytes.minus;
  let digits = 0;
  let scale = 0;
  for (let at = isNegative ? start + 1 : start; at < end; at += 1) {
    const byte = view.getUint8(at);
    if (byte === bytes.point) {
      scale = 1;
    } else {
      digits = digits * 10 + (byte - bytes.zero);
      scale *= 10;
    }
  }
  if (digits > Number.MAX_SAFE_INTEGER || (isNegative && digits === 0)) return undefined;
  const value = scale === 0 ? digits : digits / scale;
  return isNegative ? -value : value;
}

/** A sign, a point, and as many digits as a power of ten may have zeros. */
const longest = 24;
