import type { ReturnRecord, TraceArgs } from '../../../src/protocol/trace.js';
import { lineOf } from '../../common/plain.js';
import type { Plain } from '../../common/plain.js';

const shortened = (text: string): string => text.replace(/^NDIS_(?:STATUS|RECEIVE_FLAGS)_/, '');

/** A status without its prefix. */
export const statusText = (status: string): string => shortened(status);

const shownLists = 2;

const listsText = (nbl: readonly unknown[]): string =>
  nbl.length <= shownLists + 1
    ? nbl.map(String).join(', ')
    : `${nbl.slice(0, shownLists).map(String).join(', ')}, +${nbl.length - shownLists} more`;

/** The arguments of a call, as short as they still tell it from others. */
export const argumentText = (args: TraceArgs = {}): string => {
  const { status, af, sap, vc, party, nbl, callParameters, flags, ...others } = args;
  return [
    status,
    af === null ? 'af NULL' : af,
    ...[sap, vc, party],
    nbl && listsText([nbl].flat()),
    callParameters,
    flags,
    ...Object.entries(others).map(([name, value]) => `${name} ${lineOf(value as Plain, 24)}`),
  ]
    .filter((part) => part !== undefined)
    .map((part) => shortened(typeof part === 'string' ? part : lineOf(part as Plain, 36)))
    .join(', ');
};

const fine = ['SUCCESS', 'PENDING'];

/** How a call ended, for the end of its line. */
export const ending = ({ status, args }: ReturnRecord) => {
  if (status === null) return {};
  const [text, results] = [statusText(status), argumentText(args)];
  return { status: text, ...(!fine.includes(text) && { isFailure: true }), ...(results !== '' && { results }) };
};

/** Seconds, as a clock would tell them that counts milliseconds. */
export const timeText = (seconds: number | undefined): string =>
  seconds === undefined
    ? ''
    : seconds >= 1e6
      ? new Date(seconds * 1000).toISOString().slice(11, 23)
      : seconds.toFixed(3);

/** 100000 is 100,000. */
export const count = (number: number): string => String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');

/** One of two words, by number. */
export const plural = (number: number, one: string, many = `${one}s`): string =>
  `${count(number)} ${number === 1 ? one : many}`;
