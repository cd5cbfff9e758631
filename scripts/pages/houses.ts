import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fateOf } from '../../machines/chart.js';
import { rules } from '../../src/protocol/rules.js';
import { seedPages } from '../../src/protocol/seeds.js';
import { urlOf } from '../../src/protocol/sources.js';
import { judges } from '../../src/trace/index.js';
import { allMachines, leavesOf, machinesOf, pagesOf, rulesOf, statesIn, stepsOf } from './rooms.js';
import type { Described } from './rooms.js';
import { table } from './tables.js';

/** What every machine comes to, in numbers. */
export const dashboard = (): string => {
  const rows = allMachines().map((machine) => ({ machine, counts: countsOf(machine) }));
  const head = [
    'room',
    'machine',
    'states',
    'transitions',
    'rules',
    'events × states',
    'taken',
    'illegal',
    'ignored',
    'deferred',
  ];
  const sums = rows.reduce<readonly number[]>(
    (sum, { counts }) => counts.numbers.map((count, n) => count + (sum[n] ?? 0)),
    [],
  );
  const all = new Set(rows.flatMap(({ machine }) => rulesOf(machine)));
  return table(head, [
    ...rows.map(({ machine: { room, name }, counts: { numbers, grid } }) => [
      `[${room}](${room}/README.md)`,
      `\`${name}\``,
      ...numbers.slice(0, 3).map(String),
      `${grid} = ${numbers[3] ?? 0}`,
      ...numbers.slice(4).map(String),
    ]),
    ['**all**', String(rows.length), ...sums.map((sum, n) => (n === 2 ? `${all.size} different` : String(sum)))],
  ]);
};

const countsOf = (machine: Described): { readonly numbers: readonly number[]; readonly grid: string } => {
  const { root, fates } = machine;
  const leaves = leavesOf(root);
  const events = Object.keys(fates);
  const cells = events.flatMap((event) => leaves.map(({ key }) => fateOf(fates, key, event)?.fate));
  const count = (fate: string): number => cells.filter((cell) => cell === fate).length;
  return {
    grid: `${events.length} × ${leaves.length}`,
    numbers: [
      statesIn(root).filter(({ type }) => type !== 'history').length,
      [root, ...statesIn(root)].flatMap(stepsOf).length,
      rulesOf(machine).length,
      cells.length,
      ...['next', 'illegal', 'ignore', 'defer'].map(count),
    ],
  };
};

/** The pages that a room stands on, out of its rules and charts: first those where the project began. */
export const sourcesOf = (room: string): string => {
  const cited = machinesOf(room)
    .flatMap(rulesOf)
    .map((id) => rules[id]);
  const seeds = new Set(cited.flatMap(({ seedDocs }) => seedDocs.map((number): string => seedPages[number])));
  const pages = new Set([...cited.map(({ source }) => source), ...machinesOf(room).flatMap(pagesOf)]);
  const others = [...pages].filter((page) => !seeds.has(page)).sort();
  const isFunction = (page: string) => /^n[cfs]-/.test(page);
  const groups = [
    { title: 'Where the project began', pages: [...seeds].sort() },
    { title: 'Guides', pages: others.filter((page) => !isFunction(page)) },
    { title: 'Reference', pages: others.filter(isFunction) },
  ];
  return groups
    .filter((group) => group.pages.length > 0)
    .map((group) => `- ${group.title}: ${group.pages.map(link).join(', ')}`)
    .join('\n');
};

const link = (page: string): string =>
  page.endsWith('.md') ? `[${page.slice(0, -'.md'.length)}](${urlOf(page)})` : page;

/** Every judge, with what the comment above it says, and the rules that it may report. */
export const judgesTable = (): string => {
  const folders = ['../../src/rules/monitors', '../../src/trace/contract'].map((folder) => join(__dirname, folder));
  const sources = folders.flatMap((folder) =>
    readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8')),
  );
  const commentOn = (name: string): string => {
    const declared = new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\nexport const ${name}(Contract)?\\b`);
    const [comment = ''] = sources.flatMap((source) => declared.exec(source)?.[1] ?? []);
    return comment.replace(/\s*\n\s*\*\s*/g, ' ').trim();
  };
  return table(
    ['judge', 'what it watches', 'rules'],
    judges.map(({ name, rules: ids }) => [`\`${name}\``, commentOn(name), [...ids].sort().join(', ')]),
  );
};
