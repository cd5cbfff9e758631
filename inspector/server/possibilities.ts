import { argumentText } from '../../src/export/words.js';
import { driversOf } from '../../src/protocol/roles.js';
import type { DriverRole } from '../../src/protocol/roles.js';
import { rules } from '../../src/protocol/rules.js';
import type { TraceArgs } from '../../src/protocol/trace.js';
import { mostVcs } from '../../src/scenario/steps.js';
import { deedsOf, faultsOf, partsOf } from '../../src/system/index.js';
import type {
  CondisSystem,
  EnvironmentEvent,
  ForcedCall,
  Outcome,
  Part,
  SystemSnapshot,
} from '../../src/system/index.js';
import { chaoticCalls } from '../../src/system/chaosCalls.js';
import type { ChaoticCall } from '../../src/system/chaosCalls.js';
import { isCreation } from '../../src/system/switchboard.js';
import type { Possibility } from '../common/protocol.js';
import { textOf } from './inputs.js';

const groups: Readonly<Record<string, Possibility['group']>> = { adapter: 'hardware', network: 'network' };
const ranks: readonly Possibility['result'][] = ['taken', 'deferred', 'ignored', 'refused'];

/** Everything that may happen to a system now, what would come of it, and which rule speaks against it. */
export function possibilitiesOf(system: CondisSystem): readonly Possibility[] {
  const { topology } = system;
  const snapshot = system.snapshot();
  const alive = vcsOf(snapshot);
  const next = Math.min(mostVcs, (alive.at(-1) ?? 0) + 1);
  const numbers = [...new Set([...alive, next])];
  const deeds = numbers.flatMap((vc) => deedsOf(topology).map(({ event }) => decided(system, { ...event, vc })));
  const faults = numbers.flatMap((vc) =>
    faultsOf(topology).map(({ event, status, on }) =>
      decided(system, { type: 'answer.next', event, status, vc, ...(on !== undefined && { on }) }),
    ),
  );
  const parts = partsOf(topology, { topology });
  const calls = driversOf[topology].flatMap((role) =>
    sorted(numbers.flatMap((vc) => callsOf(system, parts, snapshot, role, vc))),
  );
  return [...sorted(deeds), ...calls, ...sorted(faults)];
}

/** The numbers of the VCs that somebody has to do with. */
export const vcsOf = ({ actors }: SystemSnapshot): readonly number[] =>
  [...new Set(Object.keys(actors).flatMap((name) => Number(/\[(\d+)\]$/.exec(name)?.[1] ?? 0) || []))].sort(
    (a, b) => a - b,
  );

const sorted = (all: readonly Possibility[]): readonly Possibility[] =>
  [...all].sort((a, b) => ranks.indexOf(a.result) - ranks.indexOf(b.result));

function decided(system: CondisSystem, event: EnvironmentEvent): Possibility {
  const [side = ''] = event.type.split('.');
  return {
    label: textOf({ kind: 'send', event }),
    group: event.type === 'answer.next' ? 'fault' : (groups[side] ?? 'user'),
    request: { ask: 'send', event },
    ...becauseOf(system.may(event)),
  };
}

const becauseOf = ({ result, rule }: Outcome) => ({
  result,
  ...(rule !== undefined && { rule, because: rules[rule].rule }),
});

/** The calls that a driver can make about a VC; about one that is not there yet, only its creation. */
function callsOf(
  system: CondisSystem,
  parts: readonly Part[],
  { actors }: SystemSnapshot,
  role: DriverRole,
  vc: number,
): readonly Possibility[] {
  const gate = actors[`vc[${vc}]`];
  const { sends = [], receives = [] } = (gate?.context ?? {}) as {
    readonly sends?: readonly unknown[];
    readonly receives?: readonly unknown[];
  };
  return chaoticCalls(parts, role, vc, { sends: sends.length, receives: receives.length })
    .filter(({ message, isShared }) => (isShared ? vc === 1 : gate !== undefined || isCreation(message.type)))
    .map((chaotic) => {
      const { type: fn, ...args } = chaotic.message;
      const call = forcedCall(chaotic, role, vc);
      return {
        label: `${role} calls ${fn}(${argumentText(args as TraceArgs)})`,
        group: 'call',
        request: { ask: 'call', call },
        ...becauseOf(system.mayCall(call)),
      };
    });
}

function forcedCall({ message }: ChaoticCall, from: DriverRole, vc: number): ForcedCall {
  const { type: fn, vc: _, ...fields } = message;
  return { ...(fields as Omit<ForcedCall, 'from' | 'fn'>), from, fn, vc };
}
