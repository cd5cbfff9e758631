import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { assign, createActor, setup } from 'xstate';
import { Recorder } from '../inspector/common/recorder.js';
import { startInspector } from '../inspector/server/index.js';
import { loadPage } from '../inspector/server/page.js';
import { createSystem } from '../src/system/index.js';
import type { CondisSystem, EnvironmentEvent } from '../src/system/index.js';
import type { Measured } from './exploring.js';

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

/** Looks at the page with every frame: when all panels show what is at the end, and the longest time without a frame. */
const watch = (records: number): string => `{
  const seen = window.seen = { usable: 0, longest: 0 };
  const all = (selector) => document.querySelectorAll(selector);
  const isUsable = () =>
    Number(document.getElementById('cursor')?.max ?? 0) >= ${records - 1} &&
    Number(document.querySelector('.lines [aria-selected=true]')?.firstChild.textContent ?? 0) >= ${records - 10} &&
    all('.drawn [data-row]').length > 5 && all('.picture [data-node].active').length > 1 &&
    document.getElementById('side-panel').textContent.length > 80 && all('#detail .fact').length > 0;
  let last = performance.now();
  const look = () => {
    const now = performance.now();
    seen.longest = Math.max(seen.longest, now - last);
    last = now;
    if (seen.usable === 0 && isUsable()) seen.usable = now;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}`;

/** Goes to another place with every frame, and says how many frames there were in a second. */
const scrub = (act: string): string => `new Promise((resolve) => {
  const cursor = document.getElementById('cursor');
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  const drag = (n) => {
    set.call(cursor, String(Math.round((Number(cursor.max) * (n * 37 % 240)) / 240)));
    cursor.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const press = (key) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  let [n, begin] = [0, 0];
  const next = (now) => {
    if (n === 0) begin = now;
    n += 1;
    if (n > 240) { resolve(240_000 / (now - begin)); return; }
    ${act};
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
})`;

const window = { viewport: { width: 1440, height: 900 } } as const;

interface Loading {
  /** Milliseconds from the request of the page until all panels can be used, and until something is drawn. */
  readonly usable: number;
  readonly paint: number;
}

async function loading(browser: Browser, url: string, records: number): Promise<Loading> {
  const page = await browser.newPage(window);
  await page.addInitScript(watch(records));
  await page.goto(url);
  const usable = await until(page, 'seen.usable');
  const paint = await until(page, `performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0`);
  await page.close();
  return { usable, paint };
}

/** How long is waited for something that may never be, in milliseconds. */
const patience = 30_000;

/** The value of an expression in a page, once it is above zero. */
async function until(page: Page, expression: string): Promise<number> {
  for (const end = performance.now() + patience; performance.now() < end;) {
    const value = Number(await page.evaluate(expression));
    if (value > 0) return value;
    await page.waitForTimeout(20);
  }
  throw new Error(`In vain was waited for ${expression}`);
}

/** The frames of a second, dragging through a run, and with a key that is held: the best of some rounds of each. */
async function scrubbing(browser: Browser, url: string, records: number, rounds: number) {
  const page = await browser.newPage(window);
  await page.addInitScript(watch(records));
  await page.goto(url);
  await until(page, 'seen.usable');
  const best = async (act: string): Promise<number> => {
    let most = 0;
    for (let round = 0; round < rounds && most < 59.5; round += 1) {
      await page.waitForTimeout(500);
      most = Math.max(most, Number(await page.evaluate(scrub(act))));
    }
    return most;
  };
  const dragged = await best('drag(n)');
  const held = await best(`press('k')`);
  await page.close();
  return { dragged, held };
}

/** Its types are those of examples. */
const counter = setup({
  types: { context: { count: 0 }, events: { type: 'tick' as const, at: 0 } },
  actions: { count: assign({ count: ({ context }) => context.count + 1 }) },
}).createMachine({
  id: 'counter',
  context: { count: 0 },
  initial: 'even',
  states: {
    even: { on: { tick: { target: 'odd', actions: 'count' } } },
    odd: { on: { tick: { target: 'even', actions: 'count' } } },
  },
});

/** An actor takes so many steps a second, for some seconds, while a page looks on. */
async function streaming(browser: Browser, perSecond: number, seconds: number) {
  const inspector = await startInspector({ title: 'A stream' });
  const page = await browser.newPage(window);
  await page.addInitScript(watch(1));
  await page.goto(inspector.url);
  const actor = createActor(counter, { inspect: inspector.inspect }).start();
  const count = perSecond * seconds;
  let sent = 0;
  const tick = (upTo: number): void => {
    for (; sent < Math.min(count, upTo); sent += 1) actor.send({ type: 'tick', at: sent });
  };
  tick(10);
  await until(page, `document.querySelectorAll('.picture svg').length`);
  await page.evaluate('{ seen.longest = 0; }');
  const begin = performance.now();
  const given = sent;
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      tick(given + ((performance.now() - begin) * perSecond) / 1000);
      if (sent < count) return;
      clearInterval(timer);
      resolve();
    }, 5);
  });
  const took = performance.now() - begin;
  // All is there when the last step is: a page that cannot follow would need longer.
  await until(page, `Number(document.getElementById('cursor').max) >= ${count} ? 1 : 0`);
  const behind = performance.now() - begin - took;
  const longest = Number(await page.evaluate('seen.longest'));
  await page.locator('#query').fill('kind:step');
  await page.waitForTimeout(1500);
  const told = await page.locator('#log [role=status]').first().innerText();
  const arrived = Number((/^[\d,]+/.exec(told)?.[0] ?? '0').replaceAll(',', ''));
  await page.close();
  actor.stop();
  await inspector.stop();
  return { arrived, count, rate: ((count - given) * 1000) / took, longest, behind };
}

const row = (what: string, ratio: number, target: '<= 1' | '>= 0.95' | '>= 1', detail: string): Measured => ({
  ...{ what, ratio, target, detail },
  isMet: target === '<= 1' ? ratio <= 1 : ratio >= Number(target.slice(3)),
});

/** What the page of the inspector costs to send. */
async function weight(): Promise<Measured> {
  const { html, script, style } = await loadPage();
  const size = [html, script, style].reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0) / 1024;
  return row('the page, gzipped : 80 KB', size / 80, '<= 1', `${size.toFixed(1)} KB`);
}

/** The inspector in a browser: a long run is opened, dragged through, and a stream is watched; nothing where there is none. */
export async function inspecting(isQuick: boolean): Promise<readonly Measured[]> {
  if (!existsSync(executablePath)) return [await weight()];
  const [records, rounds, seconds] = isQuick ? [10_000, 3, 1] : [100_000, 5, 4];
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
    const loads: Loading[] = [];
    for (let round = 0; round < rounds; round += 1) loads.push(await loading(browser, url, records));
    const [usable, paint] = [
      Math.min(...loads.map((each) => each.usable)),
      Math.min(...loads.map((each) => each.paint)),
    ];
    const { dragged, held } = await scrubbing(browser, url, records, rounds);
    const { arrived, count, rate, longest, behind } = await streaming(browser, 5000, seconds);
    const of = `of ${records.toLocaleString('en')} records`;
    return [
      await weight(),
      row('first paint of the page : 300 ms', paint / 300, '<= 1', `${Math.round(paint)} ms`),
      row(`a run ${of}, all panels : 1.5 s`, usable / 1500, '<= 1', `${Math.round(usable)} ms from the request`),
      row('frames a second, dragging : 60', dragged / 60, '>= 0.95', `${dragged.toFixed(1)}, through a run ${of}`),
      row('frames a second, a key held : 60', held / 60, '>= 0.95', `${held.toFixed(1)}, through a run ${of}`),
      row(
        'live steps that arrive : that were sent',
        arrived / count,
        '>= 1',
        `${arrived}, ${Math.round(rate)} a second`,
      ),
      row(
        'longest time without a frame meanwhile : 100 ms',
        longest / 100,
        '<= 1',
        `${Math.round(longest)} ms; all was there ${Math.round(behind)} ms after the last step`,
      ),
    ];
  } finally {
    await browser.close();
    server.kill('SIGINT');
    rmSync(folder, { recursive: true, force: true });
  }
}
