import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import { Recorder } from '../inspector/common/recorder.js';
import { createSystem } from '../src/system/index.js';
import type { CondisSystem, EnvironmentEvent } from '../src/system/index.js';

const executablePath = '/usr/bin/chromium';

const life = [
  ...['client.createVc', 'client.makeCall', 'network.accept', 'client.send', 'adapter.receive', 'client.closeCall'],
  ...[
    'network.released',
    'adapter.sendDone',
    'client.returnLists',
    'client.closeCall',
    'network.released',
    'client.deleteVc',
  ],
] as readonly EnvironmentEvent['type'][];

/** So many records of a run, a line each: lives of one VC, one after the other. */
function recorded(count: number): string {
  const lines: string[] = [];
  const clock: { system?: CondisSystem } = {};
  const recorder = new Recorder({
    emit: (record) => lines.push(JSON.stringify(record)),
    now: () => (clock.system?.time ?? 0) / 1000,
    hides: (name) => name === 'system',
  });
  const system = createSystem({ topology: 'cm' }, recorder.inspect);
  clock.system = system;
  lines.push(JSON.stringify(system.meta('A long run')));
  system.subscribe((record) => lines.push(JSON.stringify(record)));
  system.start();
  while (lines.length < count) {
    for (const type of life) {
      system.send({ type, vc: 1 } as EnvironmentEvent);
      recorder.flush();
    }
  }
  return `${lines.slice(0, count).join('\n')}\n`;
}

/** What it is like to drag through a long run. */
export interface Scrubbing {
  /** Milliseconds until all records are shown. */
  readonly loading: number;
  /** Milliseconds of work a frame: in the middle, and of the slowest twentieth. */
  readonly frame: number;
  readonly slow: number;
  /** Milliseconds until something is drawn. */
  readonly paint: number;
}

/** Every frame another place; told is how long the page works on it. A page that draws in time works less than 16.7 ms. */
const scrub = `new Promise((resolve) => {
  const cursor = document.getElementById('cursor');
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  const times = [];
  let n = 0;
  const next = () => {
    n += 1;
    if (n > 240) { resolve(times.sort((a, b) => a - b)); return; }
    set.call(cursor, String(Math.round((Number(cursor.max) * (n * 37 % 240)) / 240)));
    cursor.dispatchEvent(new Event('input', { bubbles: true }));
    requestAnimationFrame((begin) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => { times.push(performance.now() - begin); requestAnimationFrame(next); };
      channel.port2.postMessage(0);
    });
  };
  requestAnimationFrame(next);
})`;

/** Opens a run of so many records in a browser and drags through it; nothing where there is no browser. */
export async function scrubbing(records: number): Promise<Scrubbing | undefined> {
  if (!existsSync(executablePath)) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'condis-bench-'));
  const file = join(folder, 'run.ndjson');
  writeFileSync(file, recorded(records));
  const main = join(__dirname, '../src/cli/main.ts');
  const flags = ['-r', 'ts-node/register/transpile-only', main, 'inspect', file, '--no-open'];
  const server = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve) =>
    server.stdout.once('data', (data) => resolve(String(data).trim())),
  );
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    return await drag(await browser.newPage({ viewport: { width: 1440, height: 900 } }), url, records);
  } finally {
    await browser.close();
    server.kill('SIGINT');
    rmSync(folder, { recursive: true, force: true });
  }
}

async function drag(page: Page, url: string, records: number): Promise<Scrubbing> {
  const begin = performance.now();
  await page.goto(url);
  while (Number(await page.evaluate(`document.getElementById('cursor')?.max ?? 0`)) < records - 1) {
    await page.waitForTimeout(20);
  }
  const loading = performance.now() - begin;
  const paint = Number(
    await page.evaluate(`performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0`),
  );
  await page.waitForTimeout(5000);
  const times = await page.evaluate<readonly number[]>(scrub);
  return { loading, paint, frame: times[times.length >> 1] ?? 0, slow: times[Math.floor(times.length * 0.95)] ?? 0 };
}
