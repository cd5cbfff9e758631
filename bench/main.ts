import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { checking } from './checking.js';
import { exploring } from './exploring.js';
import { flatRate } from './flat.js';
import { generating } from './generating.js';
import { inspecting } from './inspector.js';
import { birth, death, life, messagesPerLife, play, system, traffic } from './lives.js';

interface Ratio {
  readonly what: string;
  readonly ratio: number;
  readonly target: string;
  readonly isMet: boolean;
  readonly detail: string;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** Milliseconds for a whole life, when so many VCs are alive at once. */
function costOfLife(vcs: number): number {
  const bench = system();
  const begin = performance.now();
  [birth, traffic, death].forEach((phase) => play(bench, vcs, phase));
  const cost = (performance.now() - begin) / vcs;
  bench.stop();
  return cost;
}

/** The same number of lives, ten at a time and ten thousand at a time, in turn. */
function crowd(rounds: number, many: number, few: number): Ratio {
  const fewCosts: number[] = [];
  const manyCosts: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    fewCosts.push(median(Array.from({ length: many / few / 4 }, () => costOfLife(few))));
    manyCosts.push(costOfLife(many));
  }
  const [one, other] = [median(manyCosts), median(fewCosts)];
  return {
    what: `a life among ${many.toLocaleString('en')} VCs : among ${few}`,
    ratio: one / other,
    target: '<= 1.5',
    isMet: one / other <= 1.5,
    detail: `${one.toFixed(2)} ms : ${other.toFixed(2)} ms a life`,
  };
}

/** Messages a second of the whole system, and of one flat machine, in turn. */
function throughput(rounds: number): Ratio {
  const perLife = messagesPerLife();
  const bench = system();
  const ours: number[] = [];
  const flat: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const begin = performance.now();
    for (let n = 0; n < 50; n += 1) {
      play(bench, 20, life);
    }
    ours.push((perLife * 1000) / ((performance.now() - begin) / 1000));
    flat.push(flatRate(perLife * 1000));
  }
  const [one, other] = [median(ours.slice(1)), median(flat.slice(1))];
  return {
    what: 'messages a second, whole system : one flat machine',
    ratio: one / other,
    target: '>= 0.5',
    isMet: one / other >= 0.5,
    detail: `${Math.round(one / 1000)} : ${Math.round(other / 1000)} thousand, ${perLife} messages a life`,
  };
}

/** Heap at the end of many things, and after the first tenth of them, in a process of their own. */
function soak(script: string, many: number, things: string): Ratio {
  const root = join(__dirname, '..');
  const output = execFileSync(
    process.execPath,
    ['--expose-gc', '-r', 'ts-node/register/transpile-only', join(__dirname, script), String(many)],
    { cwd: root, encoding: 'utf8' },
  );
  const { early, late } = JSON.parse(output) as { early: number; late: number };
  return {
    what: `heap after ${many.toLocaleString('en')} ${things} : after a tenth`,
    ratio: late / early,
    target: '<= 1.05',
    isMet: late / early <= 1.05,
    detail: `${(late / 1e6).toFixed(1)} MB : ${(early / 1e6).toFixed(1)} MB`,
  };
}

/** The checker beside what else could be done with the lines of a log. */
async function checks(lines: number, rounds: number): Promise<readonly Ratio[]> {
  const { parsed, read, judged, checked, acted } = await checking(lines, rounds);
  const row = (what: string, one: number, other: number, least: number, how = ''): Ratio => ({
    what,
    ratio: one / other,
    target: `>= ${least}`,
    isMet: one / other >= least,
    detail: `${Math.round(one)} : ${Math.round(other)} thousand lines a second${how}`,
  });
  const threaded = ', the reader in a thread of its own';
  return [
    row('lines read : JSON.parse alone', read, parsed, 1.6),
    row('lines read and judged in one thread : JSON.parse alone', judged, parsed, 0.6),
    row('lines read and judged : JSON.parse alone', checked, parsed, 0.75, threaded),
    row('lines read and judged : one XState actor a VC', checked, acted, 10, threaded),
  ];
}

async function measure(isQuick: boolean): Promise<readonly Ratio[]> {
  return [
    throughput(isQuick ? 1 : 5),
    crowd(isQuick ? 1 : 3, isQuick ? 1000 : 10_000, 10),
    soak('soak.ts', isQuick ? 4000 : 200_000, 'lives'),
    ...(await checks(isQuick ? 150_000 : 300_000, isQuick ? 2 : 7)),
    soak('checkSoak.ts', isQuick ? 500_000 : 10_000_000, 'records'),
    ...(await exploring(isQuick)),
    ...generating(isQuick),
    ...(await inspecting(isQuick)),
  ];
}

void measure(process.argv.includes('--quick')).then((ratios) => {
  for (const { what, ratio, target, isMet, detail } of ratios) {
    process.stdout.write(
      `${what.padEnd(58)} ${ratio.toFixed(2).padStart(6)}  ${target.padEnd(8)} ${isMet ? 'ok  ' : 'MISS'}  ${detail}\n`,
    );
  }
});
