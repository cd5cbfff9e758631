import type { Browser, Page } from 'playwright-core';
import { assign, createActor, sendTo, setup } from 'xstate';
import { startInspector } from '../../inspector/server/index.js';
import type { Inspector } from '../../inspector/server/index.js';
import { inBrowser, launch, until, visit } from './browser.js';
import type { Visit } from './browser.js';

const oven = setup({}).createMachine({
  id: 'oven',
  initial: 'cold',
  states: { cold: { on: { heat: 'hot' } }, hot: { on: { cool: 'cold' } } },
});

const cook = setup({ actors: { oven }, types: { context: { meals: 0 } } }).createMachine({
  id: 'cook',
  context: { meals: 0 },
  invoke: { src: 'oven', id: 'oven' },
  initial: 'idle',
  states: {
    idle: { on: { cook: { target: 'cooking', actions: sendTo('oven', { type: 'heat' }) } } },
    cooking: {
      after: { 600_000: 'idle' },
      on: { serve: { target: 'idle', actions: assign({ meals: ({ context }) => context.meals + 1 }) } },
    },
  },
});

inBrowser('a program that uses XState', () => {
  let browser: Browser;
  let inspector: Inspector;
  let seen: Visit;
  let page: Page;
  const actor = () => createActor(cook, { inspect: inspector.inspect });
  let running: ReturnType<typeof actor>;

  beforeAll(async () => {
    [browser, inspector] = await Promise.all([launch(), startInspector({ title: 'A kitchen' })]);
    running = actor().start();
  });
  afterAll(async () => {
    running.stop();
    await browser.close();
    await inspector.stop();
  });
  beforeEach(async () => {
    seen = await visit(browser, inspector.url);
    page = seen.page;
    await page.getByRole('heading', { name: 'Send an event to an actor' }).waitFor();
  });
  afterEach(async () => {
    expect([seen.foreign, seen.complaints]).toEqual([[], []]);
    await seen.close();
  });

  const form = () => page.locator('form.tell');
  const send = async (to: string, event: string): Promise<void> => {
    await form().getByLabel('Actor').selectOption(to);
    await form().getByLabel('Event').fill(event);
    await form().getByRole('button', { name: 'Send' }).click();
  };

  test('is sent events, and shows what comes of them, with who has sent what', async () => {
    expect(await page.locator('.run-title').innerText()).toBe('A kitchen');
    await send('cook', '{ "type": "cook" }');
    await page.locator('[data-actor=oven]', { hasText: 'hot' }).waitFor();
    expect(running.getSnapshot().value).toBe('cooking');
    await page.locator('#query').fill('event:heat');
    expect(await page.locator('.lines .line').first().innerText()).toMatch(/cook → oven/);
    await page.locator('#tab-map').click();
    await page.locator('.map .mail', { hasText: 'end of cooking after 600000 ms' }).waitFor();
    await page.locator('#tab-act').click();
    await send('cook', '{ "type": "serve" }');
    await page.locator('[data-actor=cook]', { hasText: 'idle' }).waitFor();
    expect(running.getSnapshot().context.meals).toBe(1);
    await page.locator('#tab-map').click();
    await until(page, `!document.querySelector('.map').textContent.includes('600000')`);
  });

  test('an actor inside another is sent events, too', async () => {
    await send('oven', '{ "type": "cool" }');
    await page.locator('[data-actor=oven]', { hasText: 'cold' }).waitFor();
  });

  test.each([
    ['{ "type": ', /The event is no JSON/],
    ['{ "name": "cook" }', /An event is an object with a `type`/],
    ['"cook"', /An event is an object with a `type`/],
    ['{ "type": "xstate.stop" }', /An event is an object with a `type`/],
  ])('%s is refused in words', async (event, words) => {
    await send('cook', event);
    await page.locator('.toast.bad', { hasText: words }).waitFor();
  });

  test('an event that nobody takes changes nothing, and is in the log', async () => {
    await send('cook', '{ "type": "dance", "partner": [1, { "a": null }] }');
    await page.locator('#query').fill('event:dance');
    await page.locator('.lines .line').first().waitFor();
    expect(running.getSnapshot().value).toBe('idle');
  });
});
