import { createHash } from 'node:crypto';
import { briefOf } from '../../src/chart/index.js';
import type { Layout } from '../../src/chart/index.js';
import { briefName } from '../common/brief.js';
import { reportElement } from '../common/protocol.js';
import type { ReportData } from '../common/protocol.js';
import type { RunRecord } from '../common/wire.js';
import type { Layouts } from './layouts.js';
import type { Page } from './page.js';
import { fileName } from './save.js';
import type { Saved } from './save.js';

/** A run as one file that opens from a disk and asks nobody for anything: the page, its records, and every layout. */
export async function reportOf(
  title: string,
  records: readonly RunRecord[],
  layouts: Layouts,
  page: Page,
): Promise<Saved> {
  const charts = new Map(
    records.flatMap((record) => (record.kind === 'chart' ? [[record.chart, record] as const] : [])),
  );
  const placed: [string, Layout][] = [];
  for (const [chart, { structure }] of charts) {
    placed.push([chart, await layouts.of(structure)], [briefName(chart), await layouts.of(briefOf(structure))]);
  }
  const data: ReportData = { title, records, layouts: Object.fromEntries(placed) };
  return { name: fileName(title, 'html'), text: reportHtml(page, data) };
}

/** The page with everything in it. Only what is meant to run can run, and nothing can be loaded. */
export function reportHtml({ html, script, style }: Page, data: ReportData): string {
  const code = inScript(script);
  const look = style.replace(/<\/(?=style)/gi, '<\\/');
  const policy =
    `default-src 'none'; script-src ${hashOf(code)}; style-src ${hashOf(look)}; img-src data:; ` +
    "base-uri 'none'; form-action 'none'";
  const head = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  const parts = [
    `<style>${look}</style>`,
    `<script type="application/json" id="${reportElement}">${jsonInHtml(data)}</script>`,
    `<script>${code}</script>`,
  ].join('\n');
  return html
    .replace(/<script\b[^>]*\bsrc=[^>]*>\s*<\/script>\s*/gi, '')
    .replace(/<link\b[^>]*\brel=["']?stylesheet\b[^>]*>\s*/gi, '')
    .replace(/<title>[^<]*<\/title>/i, () => `<title>${textInHtml(data.title)}</title>`)
    .replace(/<head\b[^>]*>/i, (tag) => `${tag}\n${head}`)
    .replace(/<\/body>/i, () => `${parts}\n</body>`);
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

/** A program as an element holds it: no text in it ends the element. */
const inScript = (code: string): string => code.replace(/<\/(?=script)/gi, '<\\/').replace(/<!--/g, '<\\!--');

/** A value as JSON in which nothing is markup, and no line ends where HTML or an old reader would end it. */
export const jsonInHtml = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const textInHtml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
