import { refusals, roles, rooms, rowOf, rows } from './house/directions.js';
import {
  cycleIn,
  exists,
  filesBelow,
  importsIn,
  importsOf,
  isFolder,
  isTypeScript,
  read,
  targetOf,
} from './house/sources.js';

const folders = ['machines', 'src', 'inspector', 'scripts', 'bench', 'test'];
const files = folders.flatMap(filesBelow).filter((path) => !path.startsWith('test/house/consumers/'));
const sources = files.filter(isTypeScript);
const products = sources.filter((path) => /^(machines|src|inspector)\//.test(path) && !path.endsWith('.test.ts'));

/** What is wrong with the imports of some files: file, line, import, reason. */
const complaints = (paths: readonly string[], fits = (_because: string) => true): readonly string[] =>
  paths.flatMap((path) =>
    importsOf(path).flatMap(({ specifier, line }) =>
      refusals(path, specifier)
        .filter(fits)
        .map((because) => `${path}:${line} imports ${specifier}: ${because}`),
    ),
  );

describe('imports', () => {
  test.each(rows)('$area · $because', (row) => {
    expect(
      complaints(
        sources.filter((path) => rowOf(path) === row),
        (because) => because === row.because,
      ),
    ).toEqual([]);
  });

  test.each(roles)('$files · $because', ({ fits, because }) => {
    expect(complaints(sources.filter(fits), (reason) => reason === because)).toEqual([]);
  });

  test('every source belongs to a row', () => {
    expect(sources.filter((path) => rowOf(path) === undefined)).toEqual([]);
  });

  test('every import leads to a file', () => {
    const lost = sources.flatMap((path) =>
      importsOf(path)
        .map(({ specifier, line }) => ({ line, specifier, target: targetOf(path, specifier) }))
        .filter(
          ({ target, specifier }) =>
            target.kind === 'file' && !exists(target.path) && !/\.(json|c?js)$/.test(specifier),
        )
        .map(({ line, specifier }) => `${path}:${line} imports ${specifier}`),
    );
    expect(lost).toEqual([]);
  });
});

describe('the table refuses', () => {
  test.each([
    ['src/protocol/status.ts', 'xstate'],
    ['src/protocol/status.ts', '../rules/index.js'],
    ['machines/vc/vc.machine.ts', '../client/index.js'],
    ['machines/vc/vc.machine.ts', '../index.js'],
    ['machines/vc/vc.machine.ts', 'node:fs'],
    ['machines/vc/vc.logic.ts', 'xstate'],
    ['machines/vc/vc.types.ts', './vc.logic.js'],
    ['machines/mcm/mcm.machine.ts', '../callManager/call.machine.js'],
    ['machines/mcm/mcm.machine.ts', '../client/index.js'],
    ['machines/chart.ts', './vc/index.js'],
    ['src/rules/index.ts', '../../machines/index.js'],
    ['src/explore/bfs.ts', '../protocol/index.js'],
    ['src/trace/reader.ts', 'fs'],
    ['src/trace/reader.ts', 'yaml'],
    ['src/system/index.ts', '../cli/main.js'],
    ['src/index.ts', './cli/main.js'],
    ['src/scenario/parse.ts', 'commander'],
    ['src/unknown/x.ts', 'xstate'],
  ])('%s imports %s', (path, specifier) => {
    expect(refusals(path, specifier)).not.toEqual([]);
  });

  test.each([
    ['machines/vc/vc.machine.ts', 'xstate'],
    ['machines/vc/vc.machine.ts', '../chart.js'],
    ['machines/vc/vc.types.ts', '../../src/protocol/handles.js'],
    ['machines/mcm/mcm.machine.ts', '../callManager/index.js'],
    ['src/scenario/parse.ts', 'yaml'],
    ['src/cli/main.ts', 'node:fs'],
  ])('but not %s imports %s', (path, specifier) => {
    expect(refusals(path, specifier)).toEqual([]);
  });

  test('imports are found in every form', () => {
    const text = [
      "import { a } from 'a';",
      "import type { b } from 'b';",
      "import { type c } from 'c';",
      "export * from 'd';",
      "export type { e } from 'e';",
      "type F = import('f').F;",
      "const g = await import('g');",
      "const h = require('h');",
      "import 'i';",
    ].join('\n');
    expect(
      importsIn('x.ts', text).map(({ specifier, line, typeOnly }) => `${line}${specifier}${typeOnly ? '?' : ''}`),
    ).toEqual([...['1a', '2b?', '3c?', '4d', '5e?', '6f?', '7g', '8h', '9i']]);
  });
});

describe('cycles', () => {
  const graph = (from: (path: string) => string, counts: (typeOnly: boolean) => boolean) => {
    const edges = new Map<string, Set<string>>();
    for (const path of products) {
      for (const { specifier, typeOnly } of importsOf(path)) {
        const target = targetOf(path, specifier);
        if (target.kind === 'file' && counts(typeOnly) && from(target.path) !== from(path)) {
          edges.set(from(path), (edges.get(from(path)) ?? new Set()).add(from(target.path)));
        }
      }
    }
    return edges;
  };

  test('no area imports itself by way of others, types included', () => {
    expect(
      cycleIn(
        graph(
          (path) => rowOf(path)?.area ?? path,
          () => true,
        ),
      ),
    ).toEqual([]);
  });

  test('no file needs itself to be loaded', () => {
    expect(
      cycleIn(
        graph(
          (path) => path,
          (typeOnly) => !typeOnly,
        ),
      ),
    ).toEqual([]);
  });

  test('a cycle is found', () => {
    expect(
      cycleIn(
        new Map([
          ['a', ['b']],
          ['b', ['c']],
          ['c', ['b']],
        ]),
      ),
    ).toEqual(['b', 'c', 'b']);
  });
});

describe('sizes', () => {
  const linesOf = (path: string): number => read(path).split('\n').length - 1;
  const over = (limit: number, paths: readonly string[]): readonly string[] =>
    paths
      .map((path) => ({ path, lines: linesOf(path) }))
      .flatMap(({ path, lines }) => (lines > limit ? [`${path}: ${lines} lines`] : []));

  test('no file has more than 500 lines: it would be two', () => {
    expect(
      over(
        500,
        files.filter((path) => /\.(tsx?|[cm]?js|css)$/.test(path)),
      ),
    ).toEqual([]);
  });

  test('no machine has more than 300 lines: it would be two', () => {
    expect(
      over(
        300,
        sources.filter((path) => path.endsWith('.machine.ts')),
      ),
    ).toEqual([]);
  });

  test('half of the sources have at most 120 lines', () => {
    const isData = (path: string) => /^src\/protocol\/[^/]+\//.test(path);
    const lines = products
      .filter((path) => !isData(path))
      .map(linesOf)
      .sort((a, b) => a - b);
    expect(lines[Math.floor((lines.length - 1) / 2)] ?? 0).toBeLessThanOrEqual(120);
  });
});

describe('rooms', () => {
  const roleFiles = ['types', 'logic', 'machine', 'fates'];
  /** A chart that is too long for one page is drawn in parts: `vc.life.ts` and `vc.call.ts` of `vc.machine.ts`. */
  const isPartOfAChart = (name: string, machines: readonly string[]) => {
    const [, machine = '', part = ''] = /^(\w+)\.(\w+)\.ts$/.exec(name) ?? [];
    return machines.includes(machine) && !roleFiles.includes(part);
  };

  test.each(rooms)('%s exists once the model has a door', (room) => {
    expect(isFolder(`machines/${room}`) || !exists('machines/index.ts')).toBe(true);
  });

  test('there are no others', () => {
    const found = filesBelow('machines').flatMap((path) => path.split('/').slice(1, -1));
    expect([...new Set(found)].filter((room) => !(rooms as readonly string[]).includes(room))).toEqual([]);
  });

  test.each(rooms.filter((room) => isFolder(`machines/${room}`)))(
    '%s has the files of a room and no others',
    (room) => {
      const present = filesBelow(`machines/${room}`).map((path) => path.slice(`machines/${room}/`.length));
      const machines = present
        .filter((name) => name.endsWith('.machine.ts'))
        .map((name) => name.slice(0, -'.machine.ts'.length));
      const due = [
        'README.md',
        'index.ts',
        ...machines.flatMap((name) => roleFiles.map((role) => `${name}.${role}.ts`)),
      ];
      expect(machines).not.toEqual([]);
      expect({
        missing: due.filter((name) => !present.includes(name)),
        strangers: present.filter((name) => !due.includes(name) && !isPartOfAChart(name, machines)),
      }).toEqual({ missing: [], strangers: [] });
    },
  );
});
