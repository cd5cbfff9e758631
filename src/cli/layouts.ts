import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf, structureOf } from '../chart/index.js';
import type { Layout, Structure } from '../chart/index.js';
import { shippedMachines } from '../chart/shipped.js';
import { home } from './home.js';

/** The layout that comes with the package, if it is one of this very structure. */
export function builtAhead(name: string, structure: Structure): Layout | undefined {
  const path = join(home, 'src/chart/layouts', `${name}.json`);
  if (!existsSync(path)) return undefined;
  const layout = JSON.parse(readFileSync(path, 'utf8')) as Layout;
  return layout.hash === hashOf(structure) ? layout : undefined;
}

/** The layouts of all machines that come with condis. */
export const shippedLayouts = (): readonly Layout[] =>
  [...shippedMachines].flatMap(([name, machine]) => builtAhead(name, structureOf(machine)) ?? []);
