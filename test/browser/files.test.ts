import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { inBrowser, Inspector, launch, placeOf, playOut, until, visit } from './browser.js';

inBrowser('files in the inspector', () => {
  let browser: Browser;
  let inspector: Inspector;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'condis-browser-'));
    [browser, inspector] = await Promise.all([launch(), Inspector.start('outgoing-call')]);
  });
  afterAll(async () => {
    inspector.stop();
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a trace of a driver is shown and judged: the broken rule is marked in the log and in the sequence', async () => {
    const seen = await visit(browser, inspector.url);
    await seen.page.locator('.coming').waitFor();
    await seen.page
      .locator('input[type=file]')
      .setInputFiles(join(__dirname, '../conformance/VC-DEACT/VC-DEACT-04-beside.bad.ndjson'));
    await seen.page.locator('.mode[data-mode=file]').waitFor();
    await seen.page.locator('.timeline .mark').first().waitFor({ state: 'attached' });
    await seen.page.keyboard.press('Home');
    await seen.page.keyboard.press('e');
    await seen.page.locator('#detail .mark.violation').waitFor();
    await seen.page.locator('.line.violation.selected').waitFor();
    expect(await seen.page.locator('#detail .rule-box').first().innerText()).toMatch(/^[A-Z]+-/);
    await seen.page.locator('.drawn .broken').first().waitFor();
    expect([seen.foreign, seen.complaints]).toEqual([[], []]);
    await seen.close();
  });

  test('what is no trace is refused in words', async () => {
    const seen = await visit(browser, inspector.url);
    await seen.page.locator('.coming').waitFor();
    const file = { name: 'photo.ndjson', mimeType: 'text/plain', buffer: Buffer.from('not a record\n') };
    await seen.page.locator('input[type=file]').setInputFiles(file);
    await seen.page.locator('.toast.bad', { hasText: 'photo.ndjson is no recorded run: line 1 is no JSON' }).waitFor();
    await seen.close();
  });

  test('a report opens from a disk, asks nobody for anything, and shows the same', async () => {
    const live = await visit(browser, inspector.url);
    await playOut(live.page);
    const end = await placeOf(live.page);
    await live.page.getByRole('button', { name: 'Save as …' }).click();
    const [download] = await Promise.all([
      live.page.waitForEvent('download', { timeout: 60_000 }),
      live.page.getByRole('menuitem', { name: /^Report/ }).click(),
    ]);
    const path = join(folder, 'report.html');
    copyFileSync(await download.path(), path);
    await live.close();

    const asked: string[] = [];
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => asked.push(message.text()));
    await page.goto(String(pathToFileURL(path)));
    await page.locator('.mode[data-mode=file]').waitFor();
    await until(page, `document.getElementById('cursor').value === '${end}'`);
    await page.locator('.picture svg [data-node="adapter.draining"]').waitFor();
    await page.keyboard.press('Home');
    await page.keyboard.press('j');
    await until(page, `Number(document.getElementById('cursor').value) < 20`);
    expect(asked.filter((address) => !/^(?:file|data|blob):/.test(address))).toEqual([]);
    await context.close();
  });
});
