import { life, play, system } from './lives.js';

/** Run with --expose-gc: prints the heap after the first tenth of the lives and after the last, in bytes. */
const [lives = '200000', vcs = '20'] = process.argv.slice(2);
const total = Number(lives);
const alive = Number(vcs);
const soaked = system();
const heap = (): number => {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

let early = 0;
for (let lived = 0; lived < total; lived += alive) {
  play(soaked, alive, life);
  if (early === 0 && lived >= total / 10) {
    early = heap();
  }
}
process.stdout.write(`${JSON.stringify({ early, late: heap() })}\n`);
