import { createWatch } from '../../src/rules/index.js';
import type { Violation, WatchedRecord } from '../../src/rules/index.js';
import { parseStatus } from '../../src/protocol/status.js';
import type { Topology } from '../../src/protocol/roles.js';

/**
 * A trace as lines, one record each:
 * - `client > ndis NdisCoDeleteVc vc=vc1 @DISPATCH_LEVEL`: a call; with ` : SUCCESS` at its end, a leaf
 * - `ndis < NdisCoDeleteVc SUCCESS`: a return, ` rule=VC-DEL-01` if NDIS has refused, `void` where there is no status
 * - `assume vc vc1 active creator=client`, `end`
 */
export function record(line: string): WatchedRecord {
  const [entry = '', leaf] = line.split(' : ');
  const [first = '', second = '', third = '', ...rest] = entry.trim().split(/\s+/);
  if (first === 'end') return { kind: 'end' };
  if (first === 'assume') {
    const [state, ...pairs] = rest;
    const object = second as 'vc';
    return {
      kind: 'assume',
      object,
      handle: third,
      ...(state ? { state } : {}),
      args: fields(pairs) as Record<string, string>,
    };
  }
  if (second === '<') {
    const [status = '', ...pairs] = rest;
    const { rule, ...args } = fields(pairs);
    return {
      kind: 'return',
      from: first,
      fn: third,
      status: statusOf(status),
      ...(rule ? { rule } : {}),
      args,
    } as object as WatchedRecord;
  }
  const [fn = '', ...pairs] = rest;
  const irql = pairs.find((word) => word.startsWith('@'))?.slice(1);
  return {
    kind: 'call',
    from: first,
    to: third,
    fn,
    args: fields(pairs.filter((word) => !word.startsWith('@'))),
    ...(irql === undefined ? {} : { irql: /^\d+$/.test(irql) ? Number(irql) : irql }),
    ...(leaf === undefined ? {} : { status: statusOf(leaf.trim()) }),
  } as WatchedRecord;
}

const statusOf = (text: string) => (text === 'void' ? null : parseStatus(text));

const fields = (pairs: readonly string[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    pairs.map((pair): readonly [string, unknown] => {
      const [name = '', value = ''] = pair.split('=');
      if (name === 'nbl') return [name, value.split(',')];
      if (name === 'flags') return [name, 'NDIS_RECEIVE_FLAGS_RESOURCES'];
      if (name === 'status') return [name, parseStatus(value)];
      return [name, value === 'null' ? null : value];
    }),
  );

/** What the monitors say about a trace. */
export function judged(topology: Topology, lines: readonly string[]): readonly Violation[] {
  const watch = createWatch(topology);
  return lines.flatMap((line) => watch.observe(record(line)));
}

/** The rules that a trace breaks, each once. */
export const broken = (topology: Topology, lines: readonly string[]): readonly string[] => [
  ...new Set(judged(topology, lines).map(({ rule }) => rule)),
];
