import { printable } from '../errors.js';
import { shortStatus } from '../protocol/status.js';
import type { NdisStatus } from '../protocol/status.js';
import type { TraceArgs } from '../protocol/trace.js';

/** What is shown of a list of packets, and of any other value. */
const shownLists = 2;
const shownLength = 24;

/** The arguments of a call in the order of the documentation, as short as they still tell the call from others. */
export function argumentText(args: TraceArgs = {}): string {
  const { status, af, sap, vc, party, nbl, callParameters, flags, ...others } = args;
  return [
    ...(status === undefined ? [] : [statusText(status)]),
    ...(af === null ? ['af NULL'] : [af]),
    ...[sap, vc, party],
    ...(nbl === undefined ? [] : listText(nbl)),
    callParameters,
    ...(flags === undefined ? [] : [flags.replace('NDIS_RECEIVE_FLAGS_', '')]),
    ...Object.entries(others).map(([name, value]) => `${name} ${valueText(value)}`),
  ]
    .filter((value) => value !== undefined)
    .map(valueText)
    .join(', ');
}

/** A status without its prefix; traces of others may carry any value. */
export const statusText = (status: NdisStatus): string => {
  const text = valueText(status);
  return text.startsWith('NDIS_STATUS_') ? shortStatus(text as NdisStatus) : text;
};

/** One more than `shownLists` still fits: to count it would take as much room. */
const listText = (nbl: unknown): readonly string[] => {
  const lists: readonly unknown[] = Array.isArray(nbl) ? nbl : [nbl];
  const kept = lists.slice(0, lists.length === shownLists + 1 ? lists.length : shownLists).map(valueText);
  return lists.length > kept.length ? [...kept, `+${lists.length - kept.length} more`] : kept;
};

/** Any value on one line; what is cut off is counted. */
const valueText = (value: unknown): string => {
  const text = printable(typeof value === 'string' ? value : JSON.stringify(value ?? null));
  return text.length > shownLength + 12
    ? `${text.slice(0, shownLength)}… +${text.length - shownLength} characters`
    : text;
};
