import type { Browser } from 'playwright-core';
import { SystemSession } from '../../inspector/server/systemSession.js';
import { mutate } from '../../src/mutate/index.js';
import { partsOf } from '../../src/system/index.js';
import { explore } from '../../src/verify/index.js';
import type { Serving } from '../../inspector/server/http.js';
import { inBrowser, launch, serveHere, until, visit } from './browser.js';

inBrowser('an exploration that finds something', () => {
  let browser: Browser;
  let serving: Serving;

  beforeAll(async () => {
    const parts = mutate(partsOf('cm', { topology: 'cm' }), 'adapter.draining.always.flipGuard');
    const found = explore({ topology: 'cm', vcs: 1, parts });
    const explorer = () => found;
    await found;
    [browser, serving] = await Promise.all([
      launch(),
      serveHere((services) => new SystemSession({ services, explorer })),
    ]);
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await serving.stop();
  });

  test('its counterexample is played, and the rule that it breaks is marked', async () => {
    const seen = await visit(browser, serving.url);
    const { page } = seen;
    await page.locator('.coming').waitFor();
    await page.locator('#tab-explore').click();
    await page.getByRole('button', { name: 'Explore', exact: true }).click();
    await page.getByRole('heading', { name: 'Verdicts' }).waitFor();
    const verdict = page.locator('.verdicts .violated', { hasText: 'VC-DEACT-04' });
    const run = JSON.stringify(await page.locator('.app').getAttribute('data-run'));
    await verdict.getByRole('button', { name: 'Play the way' }).click();
    await until(page, `document.querySelector('.app').dataset.run !== ${run}`);
    await page.locator('.timeline .mark').first().waitFor({ state: 'attached' });
    await page.keyboard.press('Alt+e');
    await page.locator('.line.violation.selected').waitFor();
    expect(await page.locator('#detail .rule-box').first().innerText()).toMatch(/^VC-DEACT-04/);
    await page.locator('.drawn .broken').first().waitFor();
    // The way is shown and over; another system can be begun.
    await page.locator('#tab-act').click();
    await page.getByText('This is a recorded run').waitFor();
    expect([seen.foreign, seen.complaints]).toEqual([[], []]);
    await seen.close();
  });
});
