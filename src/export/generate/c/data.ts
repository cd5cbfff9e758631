import { isRunnable } from '../../../generate/index.js';
import type { Crossing, Line, Suite, Test, TestStep, UnderTest } from '../../../generate/index.js';
import { vcHandle } from '../../../protocol/handles.js';
import type { TraceArgs } from '../../../protocol/trace.js';
import type { EnvironmentEvent, ForcedCall } from '../../../system/index.js';
import { remembering } from '../files.js';
import { addressOf } from '../reasons.js';
import { constant, cText, cTextOrNull } from './literal.js';
import { namesText } from './names.js';
import { Tables } from './tables.js';

/** The suite as constant tables of C. */
export function dataText(suite: Suite): string {
  const { title, topology, underTest, strategy, seed, opening } = suite;
  const tests = suite.tests.filter((test) => isRunnable(test, underTest));
  const writer = new Writer(underTest);
  const before = writer.script(opening.script);
  const rows = writer.tests(tests);
  const facts = [
    cText(title),
    `CONDIS_TOPOLOGY_${constant(topology)}`,
    roleOf(underTest === 'system' ? undefined : underTest),
    cText(strategy),
    cText(String(seed)),
    ...[before, String(opening.script.length), rows, String(tests.length)],
  ];
  return [
    '/* Written by condis generate: the tests, as data. */',
    '#include "condis_suite.h"',
    '',
    ...namesText,
    ...writer.tables.text(),
    'const struct condis_suite condis_suite = {',
    ...facts.map((fact) => `  ${fact},`),
    '};',
    '',
  ].join('\n');
}

const row = (...values: readonly (string | number)[]): string => `{${values.join(', ')}}`;
const roleOf = (role: string | undefined): string =>
  role === undefined ? 'CONDIS_NOBODY' : `CONDIS_${constant(role)}`;
const statusOf = (status: string | null | undefined): string =>
  typeof status === 'string' ? `CONDIS_${status.replace('NDIS_', '')}` : 'CONDIS_STATUS_NONE';

class Writer {
  readonly tables = new Tables();

  constructor(private readonly underTest: UnderTest) {}

  tests(tests: readonly Test[]): string {
    return this.tables.tests.of(tests.map((test) => this.#test(test)));
  }

  script(script: readonly Line[]): string {
    return this.tables.scripts.of(script.map((line) => this.tables.lines.of([this.#line(line)])));
  }

  #test({ id, title, kind, reasons, steps, isAtRest }: Test): string {
    const why = reasons.map(({ covers, name, rule, source }) =>
      row(cText(covers), cText(name), cTextOrNull(rule), cTextOrNull(source && addressOf(source))),
    );
    return row(
      ...[cText(id), cText(title), `CONDIS_${constant(kind)}`, this.tables.reasons.of(why), why.length],
      ...[this.tables.ways.of(steps.map((step) => this.#step(step))), steps.length],
      isAtRest ? 1 : 0,
    );
  }

  readonly #step = remembering(({ text, vc, script, refused }: TestStep): string =>
    this.tables.steps.of([row(cText(text), `${vc}u`, this.script(script), script.length, cTextOrNull(refused))]),
  );

  #line(line: Line): string {
    switch (line.kind) {
      case 'event':
        return row('CONDIS_EVENT', this.tables.events.of([this.#event(line.event)]), 'NULL', 'NULL', 0);
      case 'patience':
        return row('CONDIS_PATIENCE', 'NULL', cText(line.actor), 'NULL', 0);
      case 'forced':
        return row('CONDIS_FORCED', 'NULL', 'NULL', this.#alternatives([this.#forced(line.call)]), 1);
      case 'callback':
        return row('CONDIS_CALLBACK', 'NULL', 'NULL', this.#alternatives([this.#crossing(line.record)]), 1);
      case 'reply':
        return row('CONDIS_REPLY', 'NULL', 'NULL', this.#alternatives([this.#crossing(line.record)]), 1);
      case 'expect': {
        const accept = line.accept.map((one) => this.#crossing(one));
        return row('CONDIS_EXPECT', 'NULL', 'NULL', this.#alternatives(accept), accept.length);
      }
    }
  }

  #alternatives(rows: readonly string[]): string {
    return this.tables.alternatives.of(rows.map((one) => this.tables.crossings.of([one])));
  }

  #event({ type, vc = 1, irql, ...others }: EnvironmentEvent): string {
    const fields = Object.entries(others).flatMap(([name, value]: readonly [string, unknown]) =>
      (Array.isArray(value) ? (value as readonly unknown[]) : [value]).map((one) =>
        row(cText(name), cText(typeof one === 'string' ? one : JSON.stringify(one))),
      ),
    );
    return row(cText(type), `${vc}u`, levelOf(irql), this.tables.fields.of(fields), fields.length);
  }

  #crossing(record: Crossing): string {
    const { kind, from, fn, irql, thread, args = {} } = record;
    const parts = [`CONDIS_FN_${fn}`, levelOf(irql), cTextOrNull(thread), this.#arguments(args)];
    if (kind === 'call') return row('CONDIS_CALL', roleOf(from), roleOf(record.to), ...parts, 'CONDIS_STATUS_NONE');
    return row('CONDIS_RETURN', roleOf(from), 'CONDIS_NOBODY', ...parts, statusOf(record.status));
  }

  #forced({ from, fn, vc = 1, irql, resources, ...args }: ForcedCall): string {
    const flags = resources ? { flags: 'NDIS_RECEIVE_FLAGS_RESOURCES' as const } : {};
    const named = this.#arguments({ ...args, ...flags, vc: vcHandle(vc) });
    return row(
      ...['CONDIS_CALL', roleOf(from), 'CONDIS_NDIS', `CONDIS_FN_${fn}`, levelOf(irql), 'NULL', named],
      'CONDIS_STATUS_NONE',
    );
  }

  #arguments({ af, sap, vc, party, nbl = [], callParameters, status, flags }: TraceArgs): string {
    return row(
      af === null ? '""' : cTextOrNull(af),
      ...[sap, vc, party].map(cTextOrNull),
      this.tables.texts.of(nbl.map(cText)),
      nbl.length,
      cTextOrNull(callParameters),
      statusOf(status),
      flags === undefined ? 0 : 1,
    );
  }
}

const levelOf = (irql: string | undefined): string => (irql === undefined ? 'CONDIS_UNKNOWN_LEVEL' : `CONDIS_${irql}`);
