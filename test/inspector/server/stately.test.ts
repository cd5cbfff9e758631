/** The inlet, told by the real @statelyai/inspect, in a process of its own: the package is an ES module. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { startInspector } from '../../../inspector/server/index.js';
import type { ActorRecord, ChartRecord, StepRecord } from '../../../inspector/common/wire.js';
import { Client } from './client.js';
import { page } from './support.js';

test('a program that uses @statelyai/inspect is shown, with its charts', async () => {
  const inspector = await startInspector({ page });
  const { host, search } = new URL(inspector.url);
  const client = await new Client(`ws://${host}/socket${search}`).open();
  await client.ask({ ask: 'hello' });
  const child = execFile(process.execPath, [join(__dirname, 'statelyProgram.mjs'), inspector.inlet]);
  const ended = new Promise((resolve) => child.on('exit', resolve));
  await client.until((message) => message.kind === 'records' && JSON.stringify(message).includes('"gone"'));
  await ended;
  const records = client.now();
  const actors = records.filter((record): record is ActorRecord => record.kind === 'actor');
  expect(actors.map(({ name, parent, chart }) => [name, parent, chart])).toEqual([
    ['parent', null, 'parent'],
    ['kid', 'parent', 'child'],
  ]);
  const chart = records.find((record): record is ChartRecord => record.kind === 'chart' && record.chart === 'parent');
  expect(chart?.structure.nodes.map(({ key }) => key)).toEqual(['parent', 'off', 'on']);
  const steps = records.filter((record): record is StepRecord => record.kind === 'step');
  expect(steps.find(({ event }) => JSON.stringify(event) === '{"type":"go"}')).toMatchObject({
    actor: 'parent',
    before: 'off',
    value: 'on',
    status: 'done',
  });
  client.socket.terminate();
  await inspector.stop();
});
