import type * as Esbuild from 'esbuild';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from './page.js';

/** Makes the files of the page out of its sources. Only the repository has the bundler; it is loaded when asked for. */
export async function bundlePage(sources: string): Promise<Page> {
  const { build } = createRequire(__filename)('esbuild') as typeof Esbuild;
  const theme = join(sources, 'theme.css');
  const { outputFiles } = await build({
    entryPoints: [
      { in: join(sources, 'main.tsx'), out: 'main' },
      ...(existsSync(theme) ? [{ in: theme, out: 'theme' }] : []),
    ],
    bundle: true,
    write: false,
    outdir: sources,
    format: 'iife',
    target: 'es2022',
    minify: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const endingIn = (name: string): string | undefined => outputFiles.find(({ path }) => path.endsWith(name))?.text;
  return {
    html: readFileSync(join(sources, 'index.html'), 'utf8'),
    script: endingIn('main.js') ?? '',
    // What the script imports holds the theme already.
    style: endingIn('main.css') ?? endingIn('theme.css') ?? '',
  };
}
