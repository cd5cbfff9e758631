import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf } from '../../src/chart/index.js';
import type { Layout, Structure } from '../../src/chart/index.js';
import { Labourer } from './workers.js';

/** How many layouts are remembered. */
const mostKept = 256;

/** Finds a place for everything in a chart: once for each chart, and beside the server. */
export class Layouts {
  readonly #known = new Map<string, Promise<Layout>>();
  readonly #labourer = new Labourer('layout');

  /** The layout of a chart, with some of its states drawn closed. */
  async of(structure: Structure, collapsed: readonly string[] = []): Promise<Layout> {
    const closed = [...new Set(collapsed)].sort();
    const hash = hashOf(structure);
    const ready = closed.length === 0 ? shippedLayouts().get(hash) : undefined;
    if (ready) return ready;
    const key = `${hash} ${JSON.stringify(closed)}`;
    const known = this.#known.get(key) ?? this.#labourer.do<Layout>({ kind: 'layout', structure, collapsed: closed });
    this.#known.delete(key);
    this.#known.set(key, known);
    const [oldest] = this.#known.keys();
    if (this.#known.size > mostKept && oldest !== undefined) this.#known.delete(oldest);
    try {
      return await known;
    } catch (error) {
      this.#known.delete(key);
      throw error;
    }
  }

  stop(): void {
    this.#labourer.dismiss();
  }
}

let shipped: ReadonlyMap<string, Layout> | undefined;

/** The layouts that come with condis, of whole charts and of outlines, by the hashes of these. */
function shippedLayouts(): ReadonlyMap<string, Layout> {
  return (shipped ??= new Map(readLayouts().map((layout) => [layout.hash, layout])));
}

function readLayouts(): readonly Layout[] {
  const folder = ['../..', '../../../..'].map((up) => join(__dirname, up, 'src/chart/layouts')).find(existsSync);
  if (folder === undefined) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  return names.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Layout);
}
