import assert from 'node:assert/strict';
import { startInspector } from 'condis/inspector';
import { createActor, createMachine } from 'xstate';

const machine = createMachine({ id: 'light', initial: 'off', states: { off: { on: { flip: 'on' } }, on: {} } });

const watch = async () => {
  const inspector = await startInspector({ title: 'a light' });
  const actor = createActor(machine, { inspect: inspector.inspect }).start();
  actor.send({ type: 'flip' });
  const page = await globalThis.fetch(inspector.url);
  assert.match(await page.text(), /<script src="\/main\.js\?token=/);
  assert.equal((await globalThis.fetch(inspector.url.replace(/\?.*/, ''))).status, 403);
  await inspector.stop();
};

await watch();
