import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { indexLibrary, runScenario } from '../../src/scenario/index.js';
import type { LibraryFile, Run, Scenario } from '../../src/scenario/index.js';
import type { Topology } from '../../src/protocol/roles.js';

const folder = join(__dirname, '../../src/scenario/library');

/** The files that come with condis. */
export const files: readonly LibraryFile[] = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

export const library = indexLibrary(files);

/** Every shipped scenario in every topology that it is for. */
export const performances: readonly {
  readonly name: string;
  readonly scenario: Scenario;
  readonly topology: Topology;
}[] = library.scenarios.flatMap((scenario) =>
  scenario.topologies.map((topology) => ({ name: scenario.name, scenario, topology })),
);

/** Plays a scenario of the library. */
export const played = (name: string, topology: Topology): Run => {
  const scenario = library.find(name);
  if (!scenario) {
    throw new Error(`There is no scenario ${name}.`);
  }
  return runScenario(scenario, topology);
};
