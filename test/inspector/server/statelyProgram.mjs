/** A program that tells of itself with @statelyai/inspect, to the address that it is given. */
import { setTimeout } from 'node:timers/promises';
import { createWebSocketInspector } from '@statelyai/inspect';
import { createActor, createMachine, sendParent } from 'xstate';

const child = createMachine({ id: 'child', on: { ping: { actions: sendParent({ type: 'pong' }) } } });
const parent = createMachine({
  id: 'parent',
  invoke: { src: child, id: 'kid' },
  initial: 'off',
  states: { off: { on: { go: 'on' } }, on: { type: 'final' } },
});
const inspector = createWebSocketInspector({ url: process.argv[2] });
const actor = createActor(parent, { inspect: inspector.inspect }).start();
await setTimeout(100);
actor.send({ type: 'go' });
await setTimeout(500);
inspector.stop();
