import type { AnyStateMachine } from 'xstate';
import * as machines from '../../machines/index.js';

const ending = 'Machine';

/** The machines that come with condis, by their names, in the order of the alphabet. */
export const shippedMachines: ReadonlyMap<string, AnyStateMachine> = new Map(
  Object.entries(machines)
    .filter(([key]) => key.endsWith(ending))
    .map(([key, machine]) => [key.slice(0, -ending.length), machine as unknown as AnyStateMachine] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1)),
);
