/** The package as its users get it: packed, installed beside XState in an empty folder, and used from there. */
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, parse } from 'node:path';
import { manifestOf, must, node, run, toolOf } from './commands.js';
import { root } from './sources.js';

const minutes = 60_000;
const snippets = join(__dirname, 'consumers');
const consumers = readdirSync(snippets);
const own = manifestOf('.');
const quiet = { code: 0, stdout: '', stderr: '' };

const home = realpathSync(mkdtempSync(join(tmpdir(), 'condis-package-')));
const consumer = join(home, 'consumer');
let tarball = '';

beforeAll(() => {
  must(run('npm', ['pack', '--pack-destination', home], root));
  tarball = join(home, readdirSync(home).find((name) => name.endsWith('.tgz')) ?? 'no-tarball.tgz');

  mkdirSync(consumer);
  writeFileSync(join(consumer, 'package.json'), '{ "private": true }\n');
  const xstate = `xstate@${manifestOf('node_modules/xstate').version}`;
  must(run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', tarball, xstate], consumer));
  for (const name of consumers) {
    copyFileSync(join(snippets, name), join(consumer, name));
  }
}, 5 * minutes);

afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

describe('the tarball', () => {
  test('holds the build and the papers, nothing else', () => {
    const files = must(run('tar', ['-tzf', tarball], home)).split('\n');
    const strangers = files.filter(
      (name) =>
        !/^package\/(dist\/(cjs|esm|page)\/|src\/(scenario\/library|chart\/layouts)\/|test\/conformance\/[A-Z-]+\/[^/]+\.bad\.|(package\.json|README\.md|LICENSE|CHANGELOG\.md)$)/.test(
          name,
        ),
    );
    expect(strangers).toEqual([]);
    expect(files).toEqual(
      expect.arrayContaining([
        'package/README.md',
        'package/LICENSE',
        'package/CHANGELOG.md',
        'package/dist/cjs/src/cli/main.js',
        'package/dist/page/main.js',
        'package/src/scenario/library/outgoing-call.yaml',
        'package/src/chart/layouts/vc.json',
        'package/test/conformance/VC-DEACT/VC-DEACT-04-late.bad.ndjson',
      ]),
    );
  });

  test(
    'publint finds nothing',
    () => {
      const { code, stdout } = node([toolOf('publint'), 'run', '--strict', tarball], root);
      expect(stdout).toMatch(/All good!/);
      expect(code).toBe(0);
    },
    minutes,
  );

  test(
    'every resolution finds the right types',
    () => {
      const { code, stdout } = node(
        [toolOf('@arethetypeswrong/cli', 'attw'), '--no-definitely-typed', '--no-color', tarball],
        root,
      );
      expect(stdout).toMatch(/No problems found/);
      expect(code).toBe(0);
    },
    minutes,
  );
});

describe('installed', () => {
  test('every entry point has a consumer of each kind', () => {
    const entries = Object.keys(own.exports).filter((entry) => entry !== './package.json');
    const due = entries.map((entry) => (entry === '.' ? 'index' : entry.slice('./'.length)));
    expect([...consumers].sort()).toEqual(due.flatMap((name) => [`${name}.cjs`, `${name}.mjs`, `${name}.ts`]).sort());
  });

  test.each(consumers.filter((name) => /\.[cm]js$/.test(name)))('%s runs', (name) => {
    expect(node([name], consumer)).toEqual(quiet);
  });

  const resolutions = [
    { name: 'node16, as CommonJS', extension: '.ts', module: 'node16', moduleResolution: 'node16' },
    { name: 'node16, as an ES module', extension: '.mts', module: 'node16', moduleResolution: 'node16' },
    { name: 'a bundler', extension: '.ts', module: 'esnext', moduleResolution: 'bundler' },
  ];
  test.each(resolutions)(
    'strict TypeScript accepts it under $name',
    ({ extension, module, moduleResolution }) => {
      const scripts = consumers.filter((name) => name.endsWith('.ts')).map((name) => `${parse(name).name}${extension}`);
      for (const script of scripts) {
        copyFileSync(join(snippets, `${parse(script).name}.ts`), join(consumer, script));
      }
      const options = [
        '--strict',
        '--noEmit',
        '--target',
        'es2022',
        '--module',
        module,
        '--moduleResolution',
        moduleResolution,
      ];
      expect(node([toolOf('typescript', 'tsc'), ...options, ...scripts], consumer)).toEqual(quiet);
    },
    minutes,
  );

  test('it shares the XState of its user', () => {
    const resolve = "require.resolve('xstate', { paths: [require.resolve('condis/machines')] })";
    expect(node(['-p', `${resolve} === require.resolve('xstate')`], consumer)).toEqual({ ...quiet, stdout: 'true' });
  });

  test(
    'the command is there',
    () => {
      expect(must(run('npx', ['--no-install', 'condis', '--version'], consumer))).toBe(own.version);
      expect(must(run('npx', ['--no-install', 'condis', 'run', 'SEQ-VC-10'], consumer))).toContain(
        'MiniportCoDeactivateVc',
      );
    },
    minutes,
  );
});
