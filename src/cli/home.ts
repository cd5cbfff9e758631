import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Manifest {
  readonly name?: string;
  readonly version?: string;
}

const manifestIn = (folder: string): Manifest | undefined => {
  const path = join(folder, 'package.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Manifest) : undefined;
};

/** The folder of the package, from its sources and from its build: the build has manifests of its own, without a name. */
function findHome(folder: string): string {
  const parent = dirname(folder);
  if (manifestIn(folder)?.name === 'condis' || parent === folder) {
    return folder;
  }
  return findHome(parent);
}

export const home = findHome(__dirname);

export const version = (): string => manifestIn(home)?.version ?? 'unknown';
