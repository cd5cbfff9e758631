import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createActor } from 'xstate';
import type { AnyActorRef } from 'xstate';
import type { AnyFates } from '../machines/chart.js';
import { judge } from '../machines/judge.js';
import type { ActorState } from '../machines/judge.js';
import { vcFates, vcMachine } from '../machines/vc/index.js';
import { sourceOf } from '../src/cli/input.js';
import { Reading } from '../src/cli/reading.js';
import { Check, createReader } from '../src/trace/index.js';
import { legalLog } from './logs.js';

/** Thousand lines a second of each way through one log. */
export interface Checking {
  /** `JSON.parse` of every line, nothing else. */
  readonly parsed: number;
  /** Our reader alone. */
  readonly read: number;
  /** Reader and all judges, in one thread. */
  readonly judged: number;
  /** The same as `condis check` does it with a large file: the reader has a thread of its own. */
  readonly checked: number;
  /** `JSON.parse`, and one XState actor for each VC. */
  readonly acted: number;
}

type Way = (log: readonly Uint8Array[]) => number | Promise<number>;

/** Measures in turn, after a warm-up, and takes the medians. */
export async function checking(lines = 300_000, rounds = 5): Promise<Checking> {
  const log = [...legalLog({ lines, vcs: Math.min(10_000, lines / 100) })];
  const folder = mkdtempSync(join(tmpdir(), 'condis-bench-'));
  const file = join(folder, 'log.ndjson');
  writeFileSync(file, Buffer.concat(log));
  const reading = new Reading();
  const checked: Way = () => checkedIn(file, reading);
  const ways: Readonly<Record<keyof Checking, Way>> = { parsed, read, judged, checked, acted };
  const rates: Record<keyof Checking, number[]> = { parsed: [], read: [], judged: [], checked: [], acted: [] };
  try {
    for (let round = 0; round <= rounds; round += 1) {
      for (const name of Object.keys(ways) as (keyof Checking)[]) {
        const begin = performance.now();
        const seen = await ways[name](log);
        if (seen !== lines) throw new Error(`${name}: saw ${seen} of ${lines} lines`);
        if (round > 0) rates[name].push(lines / (performance.now() - begin));
      }
    }
  } finally {
    await reading.close();
    rmSync(folder, { recursive: true });
  }
  return {
    parsed: median(rates.parsed),
    read: median(rates.read),
    judged: median(rates.judged),
    checked: median(rates.checked),
    acted: median(rates.acted),
  };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

const parsed: Way = (log) => {
  let seen = 0;
  parseEach(log, ({ kind }) => {
    seen += kind === '' ? 0 : 1;
  });
  return seen;
};

const read: Way = (log) => {
  let seen = 0;
  const reader = createReader({
    onRecord: ({ line }) => {
      seen += line > 0 ? 1 : 0;
    },
  });
  for (const chunk of log) reader.push(chunk);
  reader.end();
  return seen;
};

const judged: Way = (log) => {
  const check = new Check();
  let seen = 0;
  const reader = createReader({
    onRecord: (record) => {
      check.observe(record);
      seen += 1;
    },
  });
  for (const chunk of log) reader.push(chunk);
  reader.end();
  conforms(check);
  return seen;
};

/** One thread reads the file in all rounds, and is as warm as everything else. */
async function checkedIn(file: string, reading: Reading): Promise<number> {
  const check = new Check();
  let seen = 0;
  await reading.read(sourceOf(file), {
    onRecord: (record) => {
      check.observe(record);
      seen += 1;
    },
  });
  conforms(check);
  return seen;
}

function conforms(check: Check): void {
  const { violations, warnings } = check.result();
  const [wrong] = [...violations, ...warnings];
  if (wrong) throw new Error(`the log is legal, and yet: ${wrong.rule} at record ${wrong.record}: ${wrong.message}`);
}

const fates = vcFates as unknown as AnyFates;

/**
 * What one would write first: an actor of the `vc` machine for each VC. Of each record about a VC the fates are asked
 * whether it is legal, as the checker asks them, and its actor is sent it as an event. It knows VCs only, and judges
 * none of what the monitors and the other contracts do.
 */
const acted: Way = (log) => {
  const actors = new Map<string, AnyActorRef>();
  const open: Parsed[] = [];
  let seen = 0;
  const tell = (handle: string, { kind, fn = '', from: by, status, args = {} }: Parsed): void => {
    let actor = actors.get(handle);
    if (!actor) {
      actor = createActor(vcMachine, { input: {} }).start();
      actors.set(handle, actor);
    }
    const type = kind === 'return' ? `${fn} returns` : fn;
    const lists = args.nbl === undefined ? {} : { nbl: [args.nbl].flat() };
    const event = { ...args, ...lists, type, by, ...(status === undefined ? {} : { status }) };
    const { verdict } = judge(fates, actor.getSnapshot() as ActorState, event);
    if (verdict === 'illegal') throw new Error(`the log is legal, and yet: ${type} of ${handle} is ${verdict}`);
    actor.send(event);
    if ((actor.getSnapshot() as { status: string }).status !== 'active') actors.delete(handle);
  };
  parseEach(log, (record) => {
    seen += 1;
    const { kind, status, args } = record;
    if (kind === 'call') {
      if (args?.vc !== undefined) tell(args.vc, record);
      if (status === undefined) open.push(record);
    } else if (kind === 'return') {
      const call = open.pop();
      const handle = call?.args?.vc ?? args?.vc;
      if (call === undefined || handle === undefined) return;
      // A creation names its VC when it is over.
      if (call.args?.vc === undefined) tell(handle, call);
      tell(handle, { ...record, from: call.from });
    }
  });
  return seen;
};

interface Parsed {
  readonly kind: string;
  readonly fn?: string;
  readonly from: string;
  readonly status?: string | null;
  readonly args?: { readonly vc?: string; readonly nbl?: string | readonly string[] };
}

function parseEach(log: readonly Uint8Array[], hear: (record: Parsed) => void): void {
  const decoder = new TextDecoder();
  let rest = '';
  for (const chunk of log) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) hear(JSON.parse(line) as Parsed);
  }
}
