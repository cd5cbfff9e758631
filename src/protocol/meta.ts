import { driversOf } from './roles.js';
import type { Topology } from './roles.js';
import type { MetaRecord } from './trace.js';

/** The first record of every trace of a topology: who takes part, each by the name of its role. */
export const metaOf = (topology: Topology, title?: string): MetaRecord => ({
  kind: 'meta',
  version: 1,
  topology,
  actors: Object.fromEntries(driversOf[topology].map((role) => [role, role])),
  ...(title === undefined ? {} : { title }),
});
