/** Replays a suite on live systems, from the files that are written of it, without the model that it was made of. */
import { jsonFiles, ndjsonFiles, readSuite } from '../../src/export/index';
import type { Atlas, Suite, TestStep } from '../../src/generate/index';
import type { TraceRecord } from '../../src/protocol/trace';
import { createSystem } from '../../src/system/index';
import type { CondisSystem } from '../../src/system/index';
import { readTrace } from '../../src/trace/index';

/** Milliseconds: longer than any driver waits. */
const patience = 3_600_000;

/** As text, whatever the order of its keys. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );

type Happening = Pick<TestStep, 'event' | 'sleeper' | 'answers'>;

const keyOf = (actors: unknown, { event, sleeper, answers }: Happening): string =>
  canonical([actors, event, sleeper, answers]);

/** What crosses the boundary, without times. */
const crossings = (records: readonly object[]): string =>
  canonical(
    records
      .filter((record) => 'kind' in record && (record.kind === 'call' || record.kind === 'return'))
      .map((record) => ({ ...record, t: undefined, line: undefined })),
  );

/** The records of a trace under each of its steps. */
function stepsIn(text: string): readonly { readonly text: string; readonly crossings: string }[] {
  const steps: { readonly text: string; readonly records: object[] }[] = [];
  for (const record of text.trimEnd().split('\n')) {
    const parsed = JSON.parse(record) as TraceRecord;
    if (parsed.kind === 'note' && parsed.text.startsWith('» ')) steps.push({ text: parsed.text.slice(2), records: [] });
    else steps.at(-1)?.records.push(parsed);
  }
  return steps.map((step) => ({ text: step.text, crossings: crossings(step.records) }));
}

/** What a live system has come by. */
export interface Relived {
  /** Distinct states with what happens in them, by what can be seen of them. */
  readonly edges: ReadonlySet<string>;
  readonly states: ReadonlySet<string>;
  /** Where another thing crossed the boundary than the files say. */
  readonly departures: readonly string[];
}

/** Takes a step of a test, and says what crosses the boundary. */
function taken(system: CondisSystem, { event, answers }: Happening): readonly TraceRecord[] {
  const heard: TraceRecord[] = [];
  const unsubscribe = system.subscribe((record) => heard.push(record));
  answers.forEach((answer) => system.send(answer));
  if (event) system.send(event);
  else system.advance(patience);
  unsubscribe();
  return heard;
}

/** Positive tests as their files have them, on live systems. */
export function relive(suite: Suite): Relived {
  const positive = { ...suite, tests: suite.tests.filter(({ kind }) => kind === 'positive') };
  const { suite: read } = readSuite(jsonFiles(positive)[0]!.text);
  const traces = ndjsonFiles(positive).map(({ text }) => text);
  const [edges, states] = [new Set<string>(), new Set<string>()];
  const departures: string[] = [];
  for (const [n, test] of read!.tests.entries()) {
    expect(readTrace(traces[n]!).problems).toEqual([]);
    const told = stepsIn(traces[n]!);
    expect(told.map(({ text }) => text)).toEqual(test.steps.map(({ text }) => text));
    const system = createSystem({ topology: suite.topology }).start();
    let { actors } = system.snapshot();
    states.add(canonical(actors));
    for (const [place, step] of test.steps.entries()) {
      edges.add(keyOf(actors, step));
      if (crossings(taken(system, step)) !== told[place]!.crossings) departures.push(`${test.id} step ${place}`);
      ({ actors } = system.snapshot());
      states.add(canonical(actors));
    }
  }
  return { edges, states, departures };
}

/** What there is to come by, as the atlas says; states that only the model tells apart are one. */
export function everythingIn(atlas: Atlas): Pick<Relived, 'edges' | 'states'> {
  const edges = Array.from({ length: atlas.edges }, (_, edge) =>
    keyOf(atlas.actors(atlas.from(edge)), atlas.stepOf(edge)),
  );
  const states = Array.from({ length: atlas.states }, (_, state) => canonical(atlas.actors(state)));
  return { edges: new Set(edges), states: new Set(states) };
}
