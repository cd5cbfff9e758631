import { Check, createReader } from '../src/trace/index.js';
import { legalLog } from './logs.js';

/** Prints the heap after a tenth of a long log, by when all its VCs are at work, and at its end. Run with --expose-gc. */
const lines = Number(process.argv[2]);
const check = new Check();
const heap: number[] = [];
let seen = 0;
const reader = createReader({
  onRecord: (record) => {
    check.observe(record);
    seen += 1;
    if (seen === Math.floor(lines / 10) || seen === lines) heap.push(used());
  },
});
for (const chunk of legalLog({ lines, vcs: lines / 1000 })) reader.push(chunk);
reader.end();
const [early, late] = heap;
process.stdout.write(JSON.stringify({ early, late, verdict: check.result().verdict }));

function used(): number {
  global.gc?.();
  return process.memoryUsage().heapUsed;
}
