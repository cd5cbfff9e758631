import { hashOf, layoutOf, mostTries, structureOf } from '../../src/chart/index.js';
import type { Layout } from '../../src/chart/index.js';
import { shippedMachines } from '../../src/chart/shipped.js';

/** The names of the machines that come with condis. */
export const machineNames: readonly string[] = [...shippedMachines.keys()];

const structureNamed = (name: string) => {
  const machine = shippedMachines.get(name);
  if (!machine) throw new Error(`No room exports ${name}Machine.`);
  return structureOf(machine);
};

/** What the layout of a machine must have been made from. */
export const hashNamed = (name: string): string => hashOf(structureNamed(name));

/** The best layout that can be found, however long it takes. */
export const layoutNamed = (name: string): Promise<Layout> => layoutOf(structureNamed(name), { tries: mostTries });
