import type { Browser, Page } from 'playwright-core';
import { anew, inBrowser, Inspector, launch, playOut, until, visit } from './browser.js';

/** Elements that reach out of the window, or are cut off by it. */
const outside = `[...document.querySelectorAll('.top > *, .top button, .top select, .panel, .panel-head button, .timeline input')]
  .filter((one) => one.checkVisibility())
  .map((one) => [one.className || one.id || one.tagName, one.getBoundingClientRect()])
  .filter(([, box]) => box.left < -1 || box.right > innerWidth + 1 || box.width < 8)
  .map(([name, box]) => name + ' ' + Math.round(box.left) + '..' + Math.round(box.right))`;

const panelHeads = `[...document.querySelectorAll('.panel-head')]
  .flatMap((head) => [...head.querySelectorAll('button, select, input')].map((one) => [head, one]))
  .filter(([head, one]) => one.checkVisibility() && one.getBoundingClientRect().right > head.getBoundingClientRect().right + 1)
  .map(([, one]) => one.ariaLabel ?? one.innerText)`;

inBrowser('narrow windows', () => {
  let browser: Browser;
  let inspector: Inspector;

  beforeAll(async () => {
    [browser, inspector] = await Promise.all([launch(), Inspector.start('outgoing-call')]);
  });
  afterAll(async () => {
    inspector.stop();
    await browser.close();
  });

  const fits = async (page: Page): Promise<void> => {
    expect(await page.evaluate('document.scrollingElement.scrollWidth <= innerWidth')).toBe(true);
    expect(await page.evaluate('document.scrollingElement.scrollHeight <= innerHeight')).toBe(true);
    expect(await page.evaluate(outside)).toEqual([]);
    expect(await page.evaluate(panelHeads)).toEqual([]);
  };

  test.each([1024, 800])('%i pixels are enough to see, and to do, everything', async (width) => {
    const seen = await visit(browser, inspector.url, { viewport: { width, height: 720 } });
    const { page } = seen;
    await page.locator('.coming').waitFor();
    await anew(page);
    await playOut(page);
    await fits(page);
    // The sequence is wider than its panel, and scrolls inside it.
    await until(page, `document.querySelectorAll('.lane-head').length >= 6`);
    const scrolled = await page.evaluate(`(() => {
      const rows = document.querySelector('#sequence .rows');
      rows.scrollLeft = 10_000;
      return [rows.scrollLeft + rows.clientWidth >= rows.scrollWidth - 1, document.scrollingElement.scrollLeft, scrollX];
    })()`);
    expect(scrolled).toEqual([true, 0, 0]);
    const last = page.locator('.lane-head').last();
    const [lane, rows] = await Promise.all([last.boundingBox(), page.locator('#sequence .rows').boundingBox()]);
    expect(lane!.x + lane!.width).toBeLessThanOrEqual(rows!.x + rows!.width + 1);
    for (const tab of ['map', 'explore', 'act']) {
      await page.locator(`#tab-${tab}`).click();
      await page.locator(`#tab-${tab}[aria-selected=true]`).waitFor();
      await fits(page);
    }
    await page.getByRole('button', { name: 'Save as …' }).click();
    const menu = await page.getByRole('menu').boundingBox();
    expect(menu!.x).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Escape');
    await page.locator('.lines .line').first().click();
    await page.locator('.mode[data-mode=paused]').waitFor();
    expect([seen.foreign, seen.complaints]).toEqual([[], []]);
    await seen.close();
  });
});
