/** The library runs wherever JavaScript runs: nothing behind its doors needs Node, nor a package that it does not name. */
import { manifestOf } from './commands.js';
import { exists, importsOf, targetOf } from './sources.js';

const own = manifestOf('.');

/** The source behind each entry point, out of what package.json says about its build. */
const doors = Object.values(own.exports).flatMap((conditions) => {
  const built = /"\.\/dist\/esm\/([^"]+)\.js"/.exec(JSON.stringify(conditions));
  return built ? [`${built[1] ?? ''}.ts`] : [];
});

interface Foreign {
  readonly kind: 'package' | 'builtin';
  readonly name: string;
  readonly at: string;
}

/** What the sources reachable from a door import from outside the house; types are erased before it matters. */
const foreignersBehind = (door: string): readonly Foreign[] => {
  const seen = new Set([door]);
  const foreigners: Foreign[] = [];
  for (const path of seen) {
    for (const { specifier, line, typeOnly } of importsOf(path)) {
      const target = targetOf(path, specifier);
      if (target.kind === 'file') {
        if (!typeOnly) seen.add(target.path);
      } else {
        foreigners.push({ ...target, at: `${path}:${line}` });
      }
    }
  }
  return foreigners;
};

test('the doors are known', () => {
  expect(doors).toEqual(expect.arrayContaining(['src/index.ts', 'machines/index.ts']));
});

describe.each(doors)('%s', (door) => {
  test('opens', () => {
    expect(exists(door)).toBe(true);
  });

  const foreigners = exists(door) ? foreignersBehind(door) : [];

  test('leads to no part of Node', () => {
    expect(foreigners.filter(({ kind }) => kind === 'builtin')).toEqual([]);
  });

  test('leads to no package that package.json does not name', () => {
    const named = Object.keys({ ...own.dependencies, ...own.peerDependencies });
    expect(foreigners.filter(({ kind, name }) => kind === 'package' && !named.includes(name))).toEqual([]);
  });
});
