/** Writes what the pages of the rooms take from charts and fates: everything between two markers of a kind. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emitsList } from './pages/emits.js';
import { dashboard, judgesTable, sourcesOf } from './pages/houses.js';
import { machineNamed, machinesOf, roomNames } from './pages/rooms.js';
import { fatesTable, statesTable } from './pages/tables.js';

const root = join(__dirname, '..');

/** What stands between `<!-- kind: name -->` and `<!-- /kind -->`. */
const kinds: Readonly<Record<string, (name: string) => string>> = {
  states: (name) => statesTable(machineNamed(name)),
  fates: (name) => fatesTable(machineNamed(name)),
  emits: (name) => emitsList(machineNamed(name)),
  sources: sourcesOf,
  dashboard,
  judges: judgesTable,
};

const section = new RegExp(`<!-- (${Object.keys(kinds).join('|')})(?:: (\\w+))? -->\\n[\\s\\S]*?<!-- /\\1 -->`, 'g');

/** The pages with something to fill in, by their paths in the house. */
export const pages: readonly string[] = [
  'machines/README.md',
  ...roomNames.map((room) => `machines/${room}/README.md`),
  'src/rules/README.md',
];

/** The sections that a page has to have; a room's, one of each kind for every machine. */
export const sectionsDue = (page: string): readonly string[] => {
  const [folder, room = ''] = page.split('/');
  if (folder === 'src') return ['judges'];
  if (!roomNames.includes(room)) return ['dashboard'];
  const tables = machinesOf(room).flatMap(({ name }) => [`states: ${name}`, `fates: ${name}`, `emits: ${name}`]);
  return [...tables, `sources: ${room}`];
};

export const read = (page: string): string => readFileSync(join(root, page), 'utf8');

/** The text of a page with its sections made anew. */
export const fill = (text: string): string =>
  text.replace(section, (_, kind: string, name: string | undefined) => {
    const content = kinds[kind]?.(name ?? '') ?? '';
    return `<!-- ${kind}${name === undefined ? '' : `: ${name}`} -->\n${content}\n<!-- /${kind} -->`;
  });

if (require.main === module) {
  const changed = pages.filter((page) => fill(read(page)) !== read(page));
  changed.forEach((page) => writeFileSync(join(root, page), fill(read(page))));
  console.log(changed.length === 0 ? 'The pages are as the charts.' : `Written: ${changed.join(', ')}`);
}
