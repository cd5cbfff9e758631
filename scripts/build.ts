/**
 * Builds the package: CommonJS and ES modules, each with its types, and a marker that tells Node which is which; and the
 * page of the inspector, for the server to hand out.
 */
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const root = join(__dirname, '..');
const tsc = require.resolve('typescript/bin/tsc');

const formats = [
  { project: 'tsconfig.build.json', folder: 'dist/cjs', type: 'commonjs' },
  { project: 'tsconfig.esm.json', folder: 'dist/esm', type: 'module' },
] as const;

const compile = (project: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [tsc, '-p', project], { cwd: root, stdio: 'inherit' });
    child.on('error', reject);
    child.on('exit', (code) => {
      resolve(code ?? 1);
    });
  });

/** As much of the inspector's own bundling as is asked for here. */
interface Bundling {
  readonly bundlePage: (
    sources: string,
  ) => Promise<{ readonly html: string; readonly script: string; readonly style: string }>;
}

/** The page is bundled as the server in the repository bundles it. */
const bundle = async (): Promise<void> => {
  const { bundlePage } = createRequire(__filename)(join(root, 'dist/cjs/inspector/server/bundle.js')) as Bundling;
  const { html, script, style } = await bundlePage(join(root, 'inspector/web'));
  const folder = join(root, 'dist/page');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.html'), html);
  writeFileSync(join(folder, 'main.js'), script);
  writeFileSync(join(folder, 'main.css'), style);
};

const build = async (): Promise<boolean> => {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const codes = await Promise.all(formats.map(({ project }) => compile(project)));
  if (codes.some((code) => code !== 0)) {
    return false;
  }
  for (const { folder, type } of formats) {
    writeFileSync(join(root, folder, 'package.json'), `${JSON.stringify({ type, sideEffects: false })}\n`);
  }
  chmodSync(join(root, 'dist/cjs/src/cli/main.js'), 0o755);
  await bundle();
  return true;
};

void build().then((built) => {
  process.exitCode = built ? 0 : 1;
});
