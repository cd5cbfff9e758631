import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addresses } from '../common/protocol.js';
import { bundlePage } from './bundle.js';
import { Refusal } from './trouble.js';

/** The files of the page, as texts. */
export interface Page {
  readonly html: string;
  readonly script: string;
  readonly style: string;
}

/** Names of the page's files where they are kept. */
export const pageFiles = { html: 'index.html', script: 'main.js', style: 'main.css' } as const;

/** The page: bundled here from its sources, or as the build of the package has left it. */
export async function loadPage(): Promise<Page> {
  const sources = join(__dirname, '../web');
  if (existsSync(join(sources, 'main.tsx'))) return bundlePage(sources);
  const built = join(__dirname, '../../../page');
  try {
    const read = (name: string): string => readFileSync(join(built, name), 'utf8');
    return { html: read(pageFiles.html), script: read(pageFiles.script), style: read(pageFiles.style) };
  } catch {
    throw new Refusal('CONDIS6006', 'The page of the inspector is not there.');
  }
}

/** The page with the token in the addresses of its files, which are asked for by their addresses alone. */
export const withToken = (html: string, token: string): string =>
  html.replace(
    /\b(src|href)=(["'])(?:\.?\/)?(main\.js|main\.css)\2/g,
    (_, attribute: string, quote: string, name: string) => `${attribute}=${quote}/${name}?token=${token}${quote}`,
  );

/** What is behind the addresses of a page. */
export const filesOf = ({ html, script, style }: Page, token: string) =>
  new Map<string, { readonly type: string; readonly text: string }>([
    [addresses.page, { type: 'text/html; charset=utf-8', text: withToken(html, token) }],
    [addresses.script, { type: 'text/javascript; charset=utf-8', text: script }],
    [addresses.style, { type: 'text/css; charset=utf-8', text: style }],
  ]);
