/** Random walks of the live system conform, and so does whatever else a log of them might have shown. */
import type { LogRecord } from '../../src/protocol/log.js';
import type { Topology } from '../../src/protocol/roles.js';
import type { Violation } from '../../src/rules/index.js';
import { Check } from '../../src/trace/index.js';
import { Dice } from './dice.js';
import { mutations, renumbered } from './mutations.js';
import type { Log } from './projections.js';
import { record } from './recordings.js';
import type { Recording } from './recordings.js';
import { views } from './views.js';

/** Every run walks the same ways; SEED=fresh walks new ones, and WALK_SEED the ways of that run again. */
const usual = process.env['SEED'] === 'fresh' ? Date.now() % 2 ** 31 : 1;
const seed = Number(process.env['WALK_SEED'] ?? usual);
const walks = 16;
const steps = 100;
/** How often each mutation is tried on each walk. */
const tries = 3;
/** A log of a thousand records is judged in a few milliseconds. */
const patience = 5_000;

const topologies: readonly Topology[] = ['cm', 'mcm'];
const dice = new Dice(seed);
const recordings: readonly Recording[] = topologies.flatMap((topology) =>
  Array.from({ length: walks }, () => record(topology, dice.next(), steps)),
);
const [itself] = views;

describe(`random walks (WALK_SEED=${seed})`, () => {
  test.each(views)('conform: $name', ({ topology, isPartial = false, of }) => {
    const fit = recordings.filter((recording) => topology === undefined || recording.topology === topology);
    const faults = fit.flatMap((recording) => {
      const fault = faultIn(of(recording, new Dice(recording.seed)), isPartial);
      return fault === undefined ? [] : [`walk ${recordings.indexOf(recording)}: ${fault}`];
    });
    expect(faults).toEqual([]);
  });

  test('are of some size', () => {
    expect(recordings.flatMap(({ records }) => records).length).toBeGreaterThan(walks * steps * 4);
  });
});

describe(`random walks with something wrong (WALK_SEED=${seed})`, () => {
  test.each(Object.entries(mutations))('%s: is found fault with from there on, if at all', (_name, mutate) => {
    let noticed = 0;
    for (const recording of recordings) {
      const log = itself?.of(recording, dice) ?? [];
      for (let n = 0; n < tries; n += 1) {
        const at = 1 + dice.below(log.length - 2);
        const mutant = mutate(log, at, dice);
        if (!mutant) continue;
        const began = performance.now();
        const { first, orphan } = judge(renumbered(mutant));
        expect(performance.now() - began).toBeLessThan(patience);
        if (first) expect({ walk: recording.seed, ...first }).toEqual(expect.objectContaining({ isLate: true }));
        if (first ?? orphan) noticed += 1;

        function judge(wrong: Log) {
          const check = new Check();
          const [found] = wrong.flatMap((one) => check.observe(one));
          return {
            first: found && { rule: found.rule, message: found.message, isLate: found.record > at },
            orphan: check.result().orphans[0],
          };
        }
      }
    }
    expect(noticed).toBeGreaterThan(0);
  });
});

/** What is found first, and the records about it that led there. */
function faultIn(log: Log, isPartial: boolean): string | undefined {
  const check = new Check({ isPartial });
  for (const [index, one] of log.entries()) {
    const [found] = check.observe(one);
    if (found) return [`${found.rule} ${found.message}`, ...past(log.slice(0, index + 1), found)].join('\n');
  }
  const [orphan] = check.result().orphans;
  return orphan && `record ${orphan.n} returns from ${orphan.fn}, which nothing has called`;
}

const past = (log: Log, { about: [handle] = [] }: Violation): readonly string[] =>
  log
    .filter((one) => isAbout(one, handle))
    .map((one) => JSON.stringify(one))
    .slice(-20);

const isAbout = (one: LogRecord, handle: string | undefined): boolean =>
  one.kind !== 'note' && (one.kind !== 'call' || handle === undefined || (one.args.vc ?? handle) === handle);
