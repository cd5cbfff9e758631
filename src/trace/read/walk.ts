import { argumentOf, fieldOf, fields, isArgument } from './fields.js';
import type { Step } from './layout.js';
import { afterSpace, asciiText, bytes, endOfText } from './text.js';

/**
 * Goes from behind the value of a field to the next value, token by token. `undefined` where the line needs the long way:
 * it is no record, or its keys are unusual.
 */
export function walk(view: DataView, start: number, field: number): Step | undefined {
  let at = afterSpace(view, start);
  let isInArgs = isArgument(field);
  let opensArgs = false;
  let isFirst = field === fields.begin;
  if (isFirst && view.getUint8(at++) !== bytes.brace) return undefined;
  for (;;) {
    at = afterSpace(view, at);
    if (view.getUint8(at) === bytes.closingBrace) {
      at = afterSpace(view, at + 1);
      if (!isInArgs) {
        const isEnd = field !== fields.begin && view.getUint8(at) === bytes.lineFeed;
        return isEnd ? { to: fields.end, key: '', opensArgs, length: at + 1 - start } : undefined;
      }
      isInArgs = false;
      isFirst = false;
      continue;
    }
    if (!isFirst) {
      if (view.getUint8(at) !== bytes.comma) return undefined;
      at = afterSpace(view, at + 1);
    }
    if (view.getUint8(at) !== bytes.quote) return undefined;
    const end = endOfText(view, at + 1);
    const key = end < 0 ? '__proto__' : asciiText(view, at + 1, end);
    at = afterSpace(view, end + 1);
    if (key === '__proto__' || view.getUint8(at) !== bytes.colon) return undefined;
    at = afterSpace(view, at + 1);
    const to = isInArgs ? argumentOf(key) : fieldOf(key);
    if (to !== fields.args) return { to, key, opensArgs, length: at - start };
    if (opensArgs || view.getUint8(at) !== bytes.brace) return undefined;
    at += 1;
    opensArgs = true;
    isInArgs = true;
    isFirst = true;
  }
}
