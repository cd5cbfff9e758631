import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openFile } from '../../inspector/server/fileSession.js';
import { Layouts } from '../../inspector/server/layouts.js';
import { SystemSession } from '../../inspector/server/systemSession.js';
import { parseScenario, runScenario } from '../../src/scenario/index.js';
import { createSystem } from '../../src/system/index.js';
import { checkRecords, readTrace } from '../../src/trace/index.js';
import {
  another,
  anew,
  inBrowser,
  Inspector,
  launch,
  placeOf,
  playOut,
  saved,
  seek,
  steps,
  until,
  visit,
} from './browser.js';
import type { Visit } from './browser.js';

inBrowser('a system that is driven', () => {
  let browser: Browser;
  let inspector: Inspector;
  let seen: Visit;
  let page: Page;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'condis-driving-'));
    [browser, inspector] = await Promise.all([launch(), Inspector.start('outgoing-call')]);
  });
  afterAll(async () => {
    inspector.stop();
    await browser.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    seen = await visit(browser, inspector.url);
    page = seen.page;
    await page.locator('.coming').waitFor();
    await anew(page);
  });
  afterEach(async () => {
    expect([seen.foreign, seen.complaints]).toEqual([[], []]);
    await seen.close();
  });

  /** What the log shows, line by line. */
  const lines = (): Promise<readonly string[]> => page.locator('.lines .line').allInnerTexts();

  test('a fork goes on from the place that is looked at, with the same past', async () => {
    await playOut(page);
    const end = await placeOf(page);
    await seek(page, 'kind:note "network.accept"');
    await until(page, `Number(document.getElementById('cursor').value) < ${end}`);
    await page.locator('#query').fill('kind:call step:0..200');
    const before = await lines();
    await another(page, () => page.getByRole('button', { name: 'Fork here' }).click());
    await page.locator('.mode[data-mode=live]').waitFor();
    expect(await placeOf(page)).toBeLessThan(end);
    // What follows from the step that was forked at has happened; the step after it is to come.
    await page.locator('.coming .primary', { hasText: 'adapter.activated' }).waitFor();
    const after = await lines();
    expect(after.length).toBeGreaterThan(2);
    expect(after).toEqual(before.slice(0, after.length));
    await page.locator('#query').fill('');
    await playOut(page);
    await until(page, `document.getElementById('cursor').value === '${end}'`);
  });

  test('by key, too', async () => {
    await steps(page, 3);
    await seek(page, 'kind:note "client.makeCall"');
    await another(page, () => page.keyboard.press('b'));
    await page.locator('.coming .primary', { hasText: 'network.accept' }).waitFor();
  });

  test('time passes when it is told to: who has waited long enough goes on', async () => {
    await playOut(page, 'network.released');
    await page.locator('#tab-map').click();
    await page.locator('.map .mail', { hasText: 'end of releasing after 60000 ms' }).waitFor();
    await page.locator('#tab-act').click();
    await page.getByRole('button', { name: '10 s', exact: true }).click();
    await page.locator('#query').fill('"10000 ms pass"');
    await page.locator('.lines .line').first().waitFor();
    await page.getByRole('button', { name: '1 min', exact: true }).click();
    await page.locator('#query').fill('lane:call[1] event:xstate.after*');
    await page.locator('.lines .line', { hasText: 'call[1]' }).first().waitFor();
    await page.locator('#tab-map').click();
    await until(
      page,
      `![...document.querySelectorAll('.map .mail')].some((mail) => mail.textContent.includes('releasing'))`,
    );
  });

  test('a scenario is saved that plays the same', async () => {
    await playOut(page);
    const { name, text } = await saved(page, /^Scenario/);
    expect(name).toMatch(/\.yaml$/);
    const parsed = parseScenario(text, name);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const { records } = runScenario(parsed.scenario, 'cm');
    const { text: trace } = await saved(page, /^Trace/);
    const crossing = readTrace(Buffer.from(trace)).records.filter(({ kind }) => kind === 'call' || kind === 'return');
    const again = records.filter(({ kind }) => kind === 'call' || kind === 'return');
    expect(again.map(({ kind, ...record }) => [kind, 'fn' in record && record.fn])).toEqual(
      crossing.map(({ kind, ...record }) => [kind, 'fn' in record && record.fn]),
    );
    // And the inspector makes the same run of it.
    const services = { layouts: new Layouts(), page: () => Promise.reject(new Error('no page is asked for')) };
    const session = new SystemSession({ services, scenario: parsed.scenario, topology: 'cm' });
    while (session.coming.length > 0) await session.handle({ ask: 'step' });
    expect(session.length - 1).toBe(await placeOf(page));
    session.stop();
  });

  test('a trace is saved that the checker takes', async () => {
    await playOut(page);
    const { name, text } = await saved(page, /^Trace/);
    expect(name).toMatch(/\.ndjson$/);
    const { records, problems } = readTrace(Buffer.from(text));
    expect(problems).toEqual([]);
    expect(records.length).toBeGreaterThan(50);
    expect(checkRecords(records)).toMatchObject({ verdict: 'conforms', violations: [] });
  });

  test('a run is saved that the page shows again, up to the place that is looked at', async () => {
    await playOut(page);
    await seek(page, 'kind:note "client.returnLists"');
    const place = await placeOf(page);
    const { name, text } = await saved(page, /^Recorded run/);
    expect(name).toMatch(/\.run\.ndjson$/);
    const path = join(folder, name);
    writeFileSync(path, text);
    const { records, problems } = await openFile(path);
    expect([problems, records.length]).toEqual([[], place + 1]);
    await page.locator('input[type=file]').setInputFiles(path);
    await page.locator('.mode[data-mode=file]').waitFor();
    await until(page, `document.getElementById('cursor').value === '${place}'`);
    await page.locator('[data-actor="adapter[1]"]', { hasText: 'draining' }).waitFor();
  });

  test('a test is saved that does the same, and passes', async () => {
    await playOut(page);
    const { name, text } = await saved(page, /^Test/);
    expect(name).toMatch(/\.test\.js$/);
    const body = text.replace(/^import .*$/m, '');
    const passed: string[] = [];
    const run = (title: string, check: () => void): void => {
      check();
      passed.push(title);
    };
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the saved test is a program, and is to be run
    const program = new Function('createSystem', 'test', 'expect', body) as (...given: readonly unknown[]) => void;
    program(createSystem, run, expect);
    expect(passed).toHaveLength(1);
  });
});
