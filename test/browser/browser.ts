import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Services } from '../../inspector/server/common.js';
import { serve } from '../../inspector/server/http.js';
import type { Serving } from '../../inspector/server/http.js';
import { Layouts } from '../../inspector/server/layouts.js';
import { loadPage } from '../../inspector/server/page.js';
import type { Session } from '../../inspector/server/session.js';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** Milliseconds after which something is waited for in vain. */
const patience = 45_000;

const executablePath = places.find((path) => existsSync(path));

/** Tests that need a browser; where there is none, one test says so. */
export function inBrowser(name: string, tests: () => void): void {
  if (executablePath === undefined) {
    test(`${name}: not run, for there is no Chromium here (${places.join(', ')})`, () => undefined);
  } else describe(name, tests);
}

export const launch = (): Promise<Browser> =>
  chromium.launch({ args: ['--no-sandbox'], ...(executablePath !== undefined && { executablePath }) });

/** The command `condis inspect`, as a user starts it. */
export class Inspector {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
  ) {}

  static start(...args: readonly string[]): Promise<Inspector> {
    const main = join(__dirname, '../../src/cli/main.ts');
    const flags = ['-r', 'ts-node/register/transpile-only', main, 'inspect', ...args, '--no-open'];
    const child = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'inherit'] });
    return new Promise((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`condis inspect has ended with ${String(code)}`)));
      child.stdout.once('data', (data: Buffer) => resolve(new Inspector(String(data).trim(), child)));
    });
  }

  stop(): void {
    this.child.kill('SIGINT');
  }
}

/** A page that shows a session of this very process. */
export async function serveHere(session: (services: Services) => Session): Promise<Serving> {
  const page = await loadPage();
  const layouts = new Layouts();
  const shown = session({ layouts, page: () => Promise.resolve(page) });
  const serving = await serve({ session: shown, page });
  return {
    ...serving,
    async stop() {
      layouts.stop();
      shown.stop();
      await serving.stop();
    },
  };
}

/** A page, and what it has asked for that it should not, and complained about. */
export interface Visit {
  readonly page: Page;
  readonly foreign: readonly string[];
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Opens an address in a window of its own; `before` prepares the window. */
export async function visit(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
  before: (page: Page) => Promise<void> = () => Promise.resolve(),
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  await before(page);
  page.setDefaultTimeout(patience);
  const foreign: string[] = [];
  const complaints: string[] = [];
  const { host } = new URL(url);
  const note = (address: string): void => {
    if (!/^(?:data|blob|about):/.test(address) && new URL(address).host !== host) foreign.push(address);
  };
  page.on('request', (request) => note(request.url()));
  page.on('websocket', (socket) => note(socket.url()));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(url);
  return { page, foreign, complaints, close: () => context.close() };
}

/** The place that the page shows. */
export const placeOf = async (page: Page): Promise<number> => Number(await page.locator('#cursor').inputValue());

/** Waits until an expression holds in the page. The page's policy lets nothing evaluate text, so it is asked from outside. */
export async function until(page: Page, expression: string): Promise<void> {
  for (const end = Date.now() + patience; Date.now() < end;) {
    if (await page.evaluate(expression)) return;
    await page.waitForTimeout(40);
  }
  throw new Error(`In vain was waited for ${expression}`);
}

/** Something is done that begins another run; afterwards that is shown. */
export async function another(page: Page, act: () => Promise<unknown>): Promise<void> {
  const run = JSON.stringify(await page.locator('.app').getAttribute('data-run'));
  await act();
  await until(page, `document.querySelector('.app').dataset.run !== ${run}`);
  await page.locator('.coming .primary').waitFor();
}

/** Waits until no more records come. */
async function calm(page: Page): Promise<void> {
  for (let [before, now] = [-1, await placeOf(page)]; before !== now; [before, now] = [now, await placeOf(page)]) {
    await page.waitForTimeout(150);
  }
}

/** Takes steps of the scenario until none is left, or the one named is next. */
export async function playOut(page: Page, last?: string): Promise<void> {
  const next = page.locator('.coming .primary');
  for (;;) {
    await page.locator('.coming').waitFor();
    const text = (await next.count()) === 0 ? undefined : await next.innerText();
    if (text === undefined || (last !== undefined && text.includes(last))) {
      await calm(page);
      return;
    }
    await next.click();
    await until(
      page,
      `(document.querySelector('.coming .primary') ?? { innerText: '' }).innerText !== ${JSON.stringify(text)}`,
    );
  }
}

/** Chooses a scenario. */
export const begin = (page: Page, scenario: string): Promise<void> =>
  another(page, () => page.locator('#scenario').selectOption(scenario));

/** The scenario from its beginning. */
export const anew = (page: Page): Promise<void> => another(page, () => page.keyboard.press('r'));

/** Takes so many steps of the scenario. */
export async function steps(page: Page, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await page.keyboard.press('n');
}

/** What a save of the page gives: its name, and its text. */
export async function saved(page: Page, kind: RegExp): Promise<{ readonly name: string; readonly text: string }> {
  await page.getByRole('button', { name: 'Save as …' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: kind }).click(),
  ]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

/** Goes to the first record that a query means. */
export async function seek(page: Page, query: string): Promise<void> {
  await page.locator('#query').fill(query);
  await page.locator('.lines .line').first().click();
  await page.locator('#query').fill('');
  await page.locator('#query').blur();
}
