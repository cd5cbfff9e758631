/** A thread that explores a system, and says now and then how far it is. */
import { faultsOf } from '../../src/system/index.js';
import { explore } from '../../src/verify/index.js';
import { serveOrders } from './thread.js';

const tellEvery = 200;

serveOrders((order, tell) => {
  if (order.kind !== 'explore') throw new Error(`Expected an exploration to be asked for, got \`${order.kind}\`.`);
  const { topology, faults, vcs, maxSeconds } = order.expedition;
  let last = 0;
  return explore(
    { topology, vcs, maxSeconds, ...(faults && { faults: faultsOf(topology) }) },
    {
      tell: (stage, { states = 0 }) => {
        const now = performance.now();
        if (now - last < tellEvery) return;
        last = now;
        tell(`${stage}: ${states.toLocaleString('en')} states`);
      },
    },
  );
});
