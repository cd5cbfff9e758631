import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { anew, begin, inBrowser, Inspector, launch, placeOf, playOut, steps, until, visit } from './browser.js';
import type { Visit } from './browser.js';

inBrowser('the inspector in a browser', () => {
  let browser: Browser;
  let inspector: Inspector;
  let seen: Visit;
  let page: Page;

  beforeAll(async () => {
    [browser, inspector] = await Promise.all([launch(), Inspector.start('outgoing-call')]);
  });
  afterAll(async () => {
    inspector.stop();
    await browser.close();
  });
  beforeEach(async () => {
    seen = await visit(browser, inspector.url);
    page = seen.page;
    await page.locator('.coming').waitFor();
    await anew(page);
  });
  afterEach(async () => {
    expect(seen.foreign).toEqual([]);
    expect(seen.complaints).toEqual([]);
    await seen.close();
  });

  test('a scenario is chosen and played step by step; back is back, and all panels are at one place', async () => {
    await begin(page, 'SEQ-CALL-01');
    await begin(page, 'outgoing-call');
    await page.keyboard.press('n');
    await page.locator('[data-actor="vc[1]"]', { hasText: 'created' }).waitFor();
    await playOut(page);
    const end = await placeOf(page);
    await page.keyboard.press('k');
    await page.keyboard.press(',');
    await until(page, `Number(document.getElementById('cursor').value) < ${end}`);
    const place = await placeOf(page);
    await page.locator('#detail', { hasText: `place ${place}` }).waitFor();
    expect(await page.locator('[role=row][aria-selected=true] [role=gridcell]').first().innerText()).toBe(
      String(place),
    );
    expect(await page.locator('.mode').getAttribute('data-mode')).toBe('paused');
    await page.keyboard.press('End');
    await page.locator('.mode[data-mode=live]').waitFor();
  });

  test('during the drain the adapter is draining, and the deactivation is an open bar', async () => {
    await playOut(page);
    await page.locator('#query').fill('event:channel.close lane:adapter[1]');
    await page.locator('.lines .line').first().click();
    await page.locator('[data-actor="adapter[1]"]', { hasText: 'draining' }).waitFor();
    await page.locator('[data-node="adapter.draining"].active[aria-current]').waitFor({ timeout: 30_000 });
    expect(await page.locator('.drawn .bar.pended').count()).toBeGreaterThan(0);
  });

  test('it plays by itself, through a run that is there and on from its end', async () => {
    await page.locator('.pace').selectOption({ label: 'flying' });
    await page.keyboard.press(' ');
    await page.locator('.mode[data-mode=replaying]').waitFor();
    await page.locator('.mode[data-mode=live]').waitFor({ timeout: 30_000 });
    expect(await page.locator('.coming .primary').count()).toBe(0);
  });

  test('pointing at an event says why it is illegal; sending it shows the refusal with its rule', async () => {
    await steps(page, 4);
    await page.locator('[data-actor="vc[1]"]', { hasText: 'active' }).waitFor();
    await page.getByLabel('Find an event of vc[1]').fill('NdisCoDeleteVc');
    const fate = page.locator('[data-fate=refused]', { hasText: 'NdisCoDeleteVc' }).first();
    await fate.hover();
    expect(await page.locator('.tip').innerText()).toMatch(/illegal now — VC-DEL-02/);
    await fate.click();
    await page.locator('.possibility', { hasText: 'client.deleteVc' }).first().click();
    await page.locator('.result', { hasText: 'was refused' }).waitFor();
    expect(await page.locator('.result .rule-box').innerText()).toMatch(/^VC-DEL-02/);
  });

  test('a driver calls out of turn, and NDIS refuses', async () => {
    await steps(page, 4);
    await page.locator('[data-actor="vc[1]"]', { hasText: 'active' }).waitFor();
    await page.getByText('Any call of any driver').click();
    await page.getByLabel('Function').fill('NdisCoDeleteVc');
    await page.getByRole('button', { name: 'Call', exact: true }).click();
    await page.locator('.result', { hasText: 'was refused' }).waitFor();
    expect(await page.locator('.result').innerText()).toMatch(/VC-DEL-02/);
  });

  test('a fault is set in advance, and then happens', async () => {
    await page.locator('#wish').fill('MiniportCoCreateVc');
    await page
      .locator('.possibility', { hasText: /MiniportCoCreateVc.*RESOURCES/ })
      .first()
      .click();
    await page.locator('.coming .primary').click();
    await page.locator('#query').fill('status:RESOURCES');
    await page.locator('.lines .status.bad', { hasText: 'RESOURCES' }).first().waitFor();
  });

  test('records are found by a query, and what is wrong with one is said', async () => {
    await playOut(page);
    await page.keyboard.press('/');
    await page.keyboard.type('kind:return status:PEND');
    await page.locator('#query-options [role=option]').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await until(
      page,
      `[...document.querySelectorAll('.lines .line .status')].every((e) => e.innerText.includes('PENDING'))`,
    );
    const states = await page.locator('.lines .line .status').allInnerTexts();
    expect(states.every((text) => text.includes('PENDING'))).toBe(true);
    expect(await page.evaluate('location.hash')).toBeDefined();
    await page.locator('#query').fill('colour:red');
    expect(await page.getByRole('alert').innerText()).toMatch(/there is no field colour/);
  });

  test('an exploration gives verdicts, and a counterexample is played', async () => {
    await page.keyboard.press('3');
    await page.getByRole('button', { name: 'Explore', exact: true }).click();
    await page.getByRole('heading', { name: 'Verdicts' }).waitFor({ timeout: 50_000 });
    const way = page.getByRole('button', { name: 'Play the way' });
    const rest = page.getByRole('button', { name: /more that hold/ });
    // A model that is sound has no counterexample: then there is nothing to be played, and all that holds is listed.
    if ((await way.count()) > 0) await way.first().click();
    else await rest.click();
    await page.locator('.verdicts li').first().waitFor();
  });

  test('a chart is saved as a picture that stands alone', async () => {
    await page.keyboard.press('n');
    const button = page.getByRole('button', { name: 'Save the chart as SVG' }).first();
    await page.locator('.picture svg').first().waitFor({ timeout: 50_000 });
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
    const text = readFileSync(await download.path(), 'utf8');
    expect(text).toMatch(/^<svg [^]*<style>[^]*data-node="vc\.life\.created"[^]*<\/svg>\s*$/);
  });

  test('the address brings somebody else to the same place', async () => {
    await playOut(page);
    await page.locator('#query').fill('kind:call');
    await until(
      page,
      `[...document.querySelectorAll('.lines .line')].every((line) => line.classList.contains('call'))`,
    );
    const end = await placeOf(page);
    await page.locator('.lines .line').nth(3).click();
    await until(page, `Number(document.getElementById('cursor').value) < ${end}`);
    const place = await placeOf(page);
    await until(page, `location.hash.includes('at=${place}') && location.hash.includes('query=')`);
    const other = await visit(browser, page.url());
    await until(other.page, `document.getElementById('cursor')?.value === '${place}'`);
    expect(await other.page.locator('#query').inputValue()).toBe('kind:call');
    await other.close();
  });
});
