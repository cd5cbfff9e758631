import type { LogRecord } from '../../protocol/log.js';
import { readCrossing } from './crossing.js';
import { fields } from './fields.js';
import { framing } from './framing.js';
import { Line, Members } from './line.js';
import type { Order } from './order.js';
import { isFault, locate, tooDeep } from './places.js';
import { problemAt, shown } from './problems.js';
import type { TraceProblem } from './problems.js';
import { recordOf } from './record.js';
import type { Values } from './record.js';
import { isObject, name } from './wanted.js';

/** What a line comes to: a record, one that is skipped, or problems; none of them where it stands behind the end. */
export interface Reading {
  readonly record?: LogRecord;
  readonly skipped?: { readonly what: 'kind' | 'function'; readonly name: string };
  readonly problems?: readonly TraceProblem[];
}

/** Where a line stands: its number in the file, and its number among the records. */
export interface Position {
  readonly line: number;
  readonly n: number;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/** Reads any line, by way of JSON.parse, and says all that is wrong with it. */
export function readLine(bytes: Uint8Array, position: Position, order: Order, deepest: number): Reading {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return { problems: [noUtf8(bytes, position.line)] };
  }
  const deep = tooDeep(text, deepest);
  if (deep >= 0) {
    const message = `Expected at most ${deepest} levels of brackets.`;
    return { problems: [problemAt('CONDIS5202', message, position.line, text, deep, deep + 1)] };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problems: [noJson(text, position.line)] };
  }
  const line = new Line(text, position.line);
  if (!isObject(value)) {
    line.complain('CONDIS5201', `Expected a JSON object, got ${shown(value)}.`);
    return { problems: line.problems() };
  }
  return readRecord(new Members(line, value), position, order);
}

function readRecord(record: Members, position: Position, order: Order): Reading {
  const { line } = record;
  const kind = record.need('kind', name, 'a record');
  if (kind === undefined) return { problems: line.problems() };
  if (kind === 'call' || kind === 'return') {
    const values = readCrossing(kind, record);
    const word = values[fields.fn];
    if (word !== undefined && word.fn === undefined) {
      order.begin();
      return { skipped: { what: 'function', name: word.name } };
    }
    return admitted(line, kind, order, () => recordOf(values as Values, position.n, position.line));
  }
  if (!isFraming(kind)) return { skipped: { what: 'kind', name: kind } };
  const read = framing[kind](record, position.n);
  return admitted(line, kind, order, () => read);
}

function admitted(line: Line, kind: string, order: Order, record: () => LogRecord): Reading {
  const isLate = order.isEnded;
  const fault = order.take(kind);
  if (fault !== undefined) line.complain('CONDIS5206', fault);
  if (line.isBad) return { problems: line.problems() };
  return isLate ? {} : { record: record() };
}

const isFraming = (kind: string): kind is keyof typeof framing => Object.hasOwn(framing, kind);

function noUtf8(bytes: Uint8Array, line: number): TraceProblem {
  const text = lenient.decode(bytes);
  const isWide = line === 1 && /^(\xff\xfe|\xfe\xff)/.test(String.fromCharCode(...bytes.subarray(0, 2)));
  const at = Math.max(0, text.indexOf('\ufffd'));
  return problemAt('CONDIS5207', `Expected UTF-8, got ${isWide ? 'UTF-16' : 'other bytes'}.`, line, text, at, at + 1);
}

function noJson(text: string, line: number): TraceProblem {
  const found = locate(text);
  const { at, expected } = isFault(found) ? found : { at: 0, expected: 'JSON' };
  const letter = text.codePointAt(at);
  const got = letter === undefined ? 'the end of the line' : `\`${String.fromCodePoint(letter)}\``;
  return problemAt('CONDIS5201', `Expected ${expected}, got ${got}.`, line, text, at, at + 1);
}
