/** Lays out the machines that come with condis; those whose charts have not changed stay as they are. `--all` does all. */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashNamed, layoutNamed, machineNames } from './pages/layouts.js';

const folder = join(__dirname, '../src/chart/layouts');
const pathOf = (name: string): string => join(folder, `${name}.json`);

const isStale = (name: string): boolean =>
  !existsSync(pathOf(name)) ||
  (JSON.parse(readFileSync(pathOf(name), 'utf8')) as { readonly hash?: string }).hash !== hashNamed(name);

/** A line for each state and each edge, so that a change can be read. */
const compact = (layout: object): string =>
  `{\n${Object.entries(layout)
    .map(([key, value]) =>
      Array.isArray(value) && value.length > 0
        ? `${JSON.stringify(key)}:[\n${value.map((each) => JSON.stringify(each)).join(',\n')}\n]`
        : `${JSON.stringify(key)}:${JSON.stringify(value)}`,
    )
    .join(',\n')}\n}\n`;

const write = async (all: boolean): Promise<void> => {
  mkdirSync(folder, { recursive: true });
  const strangers = readdirSync(folder).filter((file) => !machineNames.includes(file.replace(/\.json$/, '')));
  strangers.forEach((file) => rmSync(join(folder, file)));
  for (const name of machineNames.filter((each) => all || isStale(each))) {
    const begun = performance.now();
    const layout = await layoutNamed(name);
    writeFileSync(pathOf(name), compact(layout));
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    console.log(`${name.padEnd(14)} ${seconds.padStart(5)} s  ${layout.width} × ${layout.height}`);
  }
};

if (require.main === module) {
  void write(process.argv.includes('--all')).then(() => console.log('The layouts are as the charts.'));
}
