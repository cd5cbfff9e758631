import type { Browser, Page, WebSocketRoute } from 'playwright-core';
import type { ServerMessage } from '../../inspector/common/protocol.js';
import { SystemSession } from '../../inspector/server/systemSession.js';
import type { Serving } from '../../inspector/server/http.js';
import { readLibrary } from '../../src/cli/scenarios.js';
import { inBrowser, launch, placeOf, serveHere, steps, until, visit } from './browser.js';

/** The socket between a page and its server: what passes is seen, and it can be cut. */
class Line {
  readonly hellos: { readonly since?: number; readonly run?: string }[] = [];
  /** Places of the records that were sent, in the order of their coming. */
  readonly told: number[] = [];
  #open: WebSocketRoute | undefined;
  #isDown = false;

  async lead(page: Page): Promise<void> {
    await page.routeWebSocket(/\/socket/, (socket) => {
      if (this.#isDown) {
        void socket.close();
        return;
      }
      this.#open = socket;
      const server = socket.connectToServer();
      socket.onMessage((text) => {
        const message = JSON.parse(String(text)) as { readonly ask: string; readonly since?: number };
        if (message.ask === 'hello') this.hellos.push(message);
        server.send(text);
      });
      server.onMessage((text) => {
        this.#hear(JSON.parse(String(text)) as ServerMessage);
        socket.send(text);
      });
    });
  }

  async cut(): Promise<void> {
    this.#isDown = true;
    await this.#open?.close();
  }

  mend(): void {
    this.#isDown = false;
  }

  #hear(message: ServerMessage): void {
    if (message.kind === 'records') message.records.forEach((_, at) => this.told.push(message.from + at));
  }
}

inBrowser('a socket that is cut', () => {
  let browser: Browser;
  let serving: Serving;
  let session: SystemSession;

  beforeAll(async () => {
    const library = readLibrary().scenarios;
    const scenario = library.find(({ name }) => name === 'outgoing-call');
    const open = launch();
    serving = await serveHere((services) => (session = new SystemSession({ services, library, scenario })));
    browser = await open;
  });
  afterAll(async () => {
    await browser.close();
    await serving.stop();
  });

  test('is opened again, and what has happened meanwhile follows: nothing is lost, and nothing comes twice', async () => {
    const line = new Line();
    const seen = await visit(browser, serving.url, {}, (fresh) => line.lead(fresh));
    const { page } = seen;
    await page.locator('.coming').waitFor();
    await steps(page, 2);
    await page.locator('[data-actor="vc[1]"]', { hasText: 'created' }).waitFor();
    await until(page, `document.getElementById('cursor').value === '${session.length - 1}'`);
    const known = session.length;
    await line.cut();
    await page.locator('.mode', { hasText: 'away' }).waitFor();
    while (session.coming.length > 0) await session.handle({ ask: 'step' });
    expect(session.length).toBeGreaterThan(known);
    expect(await placeOf(page)).toBe(known - 1);
    line.mend();
    await until(page, `document.getElementById('cursor').value === '${session.length - 1}'`);
    await page.locator('.mode', { hasText: 'live' }).waitFor();
    expect(line.hellos.at(-1)).toMatchObject({ run: session.run, since: known });
    // What came at the first greeting may have come packed; what came after it came record by record.
    const since = line.told.filter((place) => place >= known);
    expect(since).toEqual(Array.from({ length: session.length - known }, (_, at) => known + at));

    const other = await visit(browser, serving.url);
    await until(other.page, `document.getElementById('cursor')?.value === '${session.length - 1}'`);
    for (const query of ['step:0..40 kind:call', `step:${known - 5}..${known + 10}`, 'lane:call[1]']) {
      for (const each of [page, other.page]) {
        await each.locator('#query').fill(query);
        await each.locator('.lines .line').first().waitFor();
        await each.waitForTimeout(200);
      }
      const [mine, theirs] = await Promise.all(
        [page, other.page].map((each) => each.locator('.lines .line').allInnerTexts()),
      );
      expect(mine).toEqual(theirs);
      expect(new Set(mine).size).toBe(mine?.length);
    }
    await other.close();
    await seen.close();
  });

  test('and another run that was begun meanwhile takes the place of the old one', async () => {
    const line = new Line();
    const seen = await visit(browser, serving.url, {}, (fresh) => line.lead(fresh));
    const { page } = seen;
    await page.locator('.coming').waitFor();
    await line.cut();
    await page.locator('.mode', { hasText: 'away' }).waitFor();
    await session.handle({ ask: 'begin', scenario: 'SEQ-VC-01' });
    line.mend();
    await until(page, `document.querySelector('.app').dataset.run === ${JSON.stringify(session.run)}`);
    await until(page, `document.getElementById('cursor').value === '${session.length - 1}'`);
    expect(await page.locator('#scenario').inputValue()).toBe('SEQ-VC-01');
    await seen.close();
  });
});
