import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { flatRate } from './flat.js';
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

/** Heap at the end of many lives, and after the first tenth of them. */
function soak(lives: number): Ratio {
  const root = join(__dirname, '..');
  const output = execFileSync(
    process.execPath,
    ['--expose-gc', '-r', 'ts-node/register/transpile-only', join(__dirname, 'soak.ts'), String(lives)],
    { cwd: root, encoding: 'utf8' },
  );
  const { early, late } = JSON.parse(output) as { early: number; late: number };
  return {
    what: `heap after ${lives.toLocaleString('en')} lives : after a tenth`,
    ratio: late / early,
    target: '<= 1.05',
    isMet: late / early <= 1.05,
    detail: `${(late / 1e6).toFixed(1)} MB : ${(early / 1e6).toFixed(1)} MB`,
  };
}

const isQuick = process.argv.includes('--quick');
const ratios = [
  throughput(isQuick ? 1 : 5),
  crowd(isQuick ? 1 : 3, isQuick ? 1000 : 10_000, 10),
  soak(isQuick ? 4000 : 200_000),
];
for (const { what, ratio, target, isMet, detail } of ratios) {
  process.stdout.write(
    `${what.padEnd(56)} ${ratio.toFixed(2).padStart(6)}  ${target.padEnd(8)} ${isMet ? 'ok  ' : 'MISS'}  ${detail}\n`,
  );
}
