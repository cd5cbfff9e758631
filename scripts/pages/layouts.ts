import { briefOf, hashOf, layoutOf, mostTries, structureOf } from '../../src/chart/index.js';
import type { Layout, Structure } from '../../src/chart/index.js';
import { shippedMachines } from '../../src/chart/shipped.js';

/** The names of the machines that come with condis. */
export const machineNames: readonly string[] = [...shippedMachines.keys()];

/** A picture of a machine: with all that is written in it, or in outline. */
export interface Picture {
  /** The machine, or `outlines/` and the machine; its layout is in a file of that name. */
  readonly name: string;
  readonly structure: Structure;
}

/** The pictures whose layouts come with condis. */
export const pictures: readonly Picture[] = [...shippedMachines].flatMap(([name, machine]) => {
  const structure = structureOf(machine);
  return [
    { name, structure },
    { name: `outlines/${name}`, structure: briefOf(structure) },
  ];
});

/** What the layout of a picture must have been made from. */
export const hashFor = ({ structure }: Picture): string => hashOf(structure);

/** The best layout that can be found, however long it takes. */
export const layoutFor = ({ structure }: Picture): Promise<Layout> => layoutOf(structure, { tries: mostTries });
