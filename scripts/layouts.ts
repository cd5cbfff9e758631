/** Lays out the machines that come with condis, whole and in outline. What has not changed stays; `--all` does all. */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hashFor, layoutFor, pictures } from './pages/layouts.js';
import type { Picture } from './pages/layouts.js';

const folder = join(__dirname, '../src/chart/layouts');
const fileOf = ({ name }: Picture): string => `${name}.json`;
const pathOf = (picture: Picture): string => join(folder, fileOf(picture));

const isStale = (picture: Picture): boolean =>
  !existsSync(pathOf(picture)) ||
  (JSON.parse(readFileSync(pathOf(picture), 'utf8')) as { readonly hash?: string }).hash !== hashFor(picture);

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
  const known = new Set(pictures.map(fileOf));
  const strangers = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.json') && !known.has(file),
  );
  strangers.forEach((file) => rmSync(join(folder, file)));
  for (const picture of pictures.filter((each) => all || isStale(each))) {
    const begun = performance.now();
    const layout = await layoutFor(picture);
    mkdirSync(dirname(pathOf(picture)), { recursive: true });
    writeFileSync(pathOf(picture), compact(layout));
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    console.log(`${picture.name.padEnd(23)} ${seconds.padStart(5)} s  ${layout.width} × ${layout.height}`);
  }
};

if (require.main === module) {
  void write(process.argv.includes('--all')).then(() => console.log('The layouts are as the charts.'));
}
