import { leavesOf } from '../../machines/chart.js';
import type { VcContext } from '../../machines/vc/vc.types.js';
import type { SystemSnapshot } from '../system/index.js';

/** States of an object in which somebody still has to do something about it, and what. */
const unfinished: Readonly<Record<string, string>> = {
  opening: 'the opening is not completed',
  registering: 'the registration is not completed',
  deregistering: 'the deregistration is not completed',
  activating: 'the activation is not completed',
  reactivating: 'the activation is not completed',
  deactivating: 'the deactivation is not completed',
  making: 'the make-call is not completed',
  offered: 'the offer is not answered',
  modifying: 'the change of parameters is not completed',
  hungUp: 'the hang-up is not answered',
  closing: 'the close is not completed',
};

/** What is still owed about the objects of a system: completions, answers and packets. Empty where a trace may end. */
export function owed({ actors, deferred, status }: SystemSnapshot): readonly string[] {
  if (status === 'bugCheck') {
    return ['the system is down'];
  }
  const objects = Object.entries(actors).filter(([name]) => /^(af|sap|vc\[\d+\])$/.test(name));
  const operations = objects.flatMap(([name, { value }]) =>
    leavesOf(value).flatMap((leaf) => (unfinished[leaf] === undefined ? [] : [`${name}: ${unfinished[leaf]}`])),
  );
  const packets = objects.flatMap(([name, { context }]) => {
    const { sends = [], receives = [], makePending, offerPending } = context as Partial<VcContext>;
    return [
      ...sends.map(({ nbl }) => `${name}: the send ${nbl} is not completed`),
      ...receives.map((nbl) => `${name}: the received list ${nbl} is not returned`),
      ...(makePending ? [`${name}: the make-call is not completed`] : []),
      ...(offerPending ? [`${name}: the offer is not answered`] : []),
    ];
  });
  const waiting = deferred.map(({ actor, type }) => `${actor}: ${type} waits`);
  return [...new Set([...operations, ...packets, ...waiting])];
}
