import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { anew, inBrowser, Inspector, launch, placeOf, steps, until, visit } from './browser.js';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on a page, one line a finding. */
async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<{
    readonly violations: readonly {
      readonly id: string;
      readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
    }[];
  }>('axe.run()');
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

inBrowser('the inspector for everybody', () => {
  let browser: Browser;
  let inspector: Inspector;

  beforeAll(async () => {
    [browser, inspector] = await Promise.all([launch(), Inspector.start('outgoing-call')]);
  });
  afterAll(async () => {
    inspector.stop();
    await browser.close();
  });

  test.each(['light', 'dark'] as const)('axe finds nothing in the %s theme', async (colorScheme) => {
    const seen = await visit(browser, inspector.url, { colorScheme });
    const { page } = seen;
    await page.locator('.coming').waitFor();
    await steps(page, 8);
    await page.locator('.picture svg').first().waitFor({ timeout: 50_000 });
    expect(await findings(page)).toEqual([]);
    for (const key of ['2', '3', '?']) {
      await page.keyboard.press(key);
      await page.waitForTimeout(200);
      expect(await findings(page)).toEqual([]);
    }
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.locator('#palette').waitFor();
    expect(await findings(page)).toEqual([]);
    await seen.close();
  });

  test('everything is done by keys alone', async () => {
    const seen = await visit(browser, inspector.url);
    const { page } = seen;
    await page.locator('.coming').waitFor();
    await anew(page);
    await page.keyboard.press('n');
    await page.locator('[data-actor="vc[1]"]', { hasText: 'created' }).waitFor();
    await page.keyboard.press('k');
    await page.locator('.mode[data-mode=paused]').waitFor();
    const place = await placeOf(page);
    await page.keyboard.press('[');
    await until(page, `Number(document.getElementById('cursor').value) < ${place}`);
    await page.keyboard.press(']');
    await until(page, `Number(document.getElementById('cursor').value) === ${place}`);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('map of');
    await page.keyboard.press('Enter');
    await page.locator('#tab-map[aria-selected=true]').waitFor();
    await page.keyboard.press('a');
    await until(page, `document.activeElement?.id === 'wish'`);
    await page.keyboard.type('makeCall');
    await page.keyboard.press('Escape');
    await page.keyboard.press('End');
    await page.locator('.mode[data-mode=live]').waitFor();
    await page.locator('.possibility').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('.result').waitFor();
    await page.locator('.lane-head').first().focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('.lane-head').allInnerTexts()).toEqual(expect.arrayContaining(['callManager', 'client']));
    await until(page, `document.querySelector('.lane-head').innerText === 'callManager'`);
    await page.locator('[role=separator]').first().focus();
    const before = await page.locator('[role=separator]').first().getAttribute('aria-valuenow');
    await page.keyboard.press('ArrowRight');
    await until(page, `document.querySelector('[role=separator]').getAttribute('aria-valuenow') !== '${before}'`);
    await seen.close();
  });

  test('the focus is always seen, and leaves nobody in a corner', async () => {
    const seen = await visit(browser, inspector.url);
    const { page } = seen;
    await page.locator('.coming').waitFor();
    const outline = () => page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
    for (let n = 0; n < 60; n += 1) {
      await page.keyboard.press('Tab');
      if ((await page.evaluate('document.activeElement === document.body')) !== true) {
        expect(await outline()).not.toBe('none');
      }
    }
    for (const [key, panel] of ['v charts', 's sequence', 'l log', 'x detail'].map((text) => text.split(' '))) {
      await page.keyboard.press(key!);
      await until(page, `document.activeElement.closest('section.panel')?.id === '${panel!}'`);
      expect(await outline()).not.toBe('none');
    }
    await page.keyboard.press('l');
    const before = await page.evaluate('document.activeElement.innerText');
    await page.keyboard.press('ArrowUp');
    await until(
      page,
      `document.activeElement.role === 'row' && document.activeElement.innerText !== ${JSON.stringify(before)}`,
    );
    await seen.close();
  });
});
