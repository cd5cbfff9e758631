/** The outlet, heard by the real @xstate/inspect with XState 4, in a process of its own. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { createActor, createMachine, sendTo } from 'xstate';
import { startInspector } from '../../../inspector/server/index.js';
import { page } from './support.js';
import { root } from '../../house/sources.js';

const child = createMachine({ id: 'child', initial: 'idle', states: { idle: { on: { ping: 'done' } }, done: {} } });
const parent = createMachine({
  id: 'parent',
  context: { n: 0 },
  invoke: { src: child, id: 'kid' },
  initial: 'off',
  states: {
    off: { on: { go: { target: 'on.deep', actions: sendTo('kid', { type: 'ping' }) } } },
    on: { initial: 'shallow', states: { shallow: { always: 'deep' }, deep: { after: { 50: '#end' } } } },
    end: { id: 'end', type: 'final' },
  },
});

test('a receiver of @xstate/inspect draws the charts, follows the actors, and sends them events', async () => {
  const inspector = await startInspector({ page });
  const actor = createActor(parent, { inspect: inspector.inspect }).start();
  const lines: Record<string, unknown>[] = [];
  let complaints = '';
  const receiver = execFile(process.execPath, [join(root, 'test/receivers/receiver.cjs'), inspector.outlet]);
  let rest = '';
  receiver.stdout?.on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts.map((line) => JSON.parse(line) as Record<string, unknown>));
  });
  receiver.stderr?.on('data', (text: string) => (complaints += text));
  await new Promise((resolve) => receiver.on('exit', resolve));
  expect(complaints).toBe('');
  expect(lines.filter(({ type }) => type === 'service.register')).toMatchObject([
    { sessionId: 'parent', machine: 'parent', value: 'off', context: { n: 0 }, next: { on: 'deep' } },
    { sessionId: 'kid', machine: 'child', value: 'idle', parent: 'parent' },
  ]);
  expect(lines[0]?.['states']).toEqual(expect.arrayContaining(['parent.on.shallow', 'end']));
  expect(lines).toContainEqual({ type: 'service.event', sessionId: 'parent', event: 'go' });
  expect(lines).toContainEqual({ type: 'service.event', sessionId: 'kid', event: 'ping', origin: 'parent' });
  expect(lines).toContainEqual(expect.objectContaining({ type: 'service.state', sessionId: 'kid', value: 'done' }));
  expect(lines.findLast(({ type }) => type === 'service.state')).toMatchObject({ value: 'end', done: true });
  expect(actor.getSnapshot().status).toBe('done');
  await inspector.stop();
});
