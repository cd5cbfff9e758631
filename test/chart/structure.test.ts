import { createMachine } from 'xstate';
import { hashOf, structureOf, transitionIds } from '../../src/chart/index.js';
import { everything, hostile } from './machines.js';

const structure = structureOf(everything);
const nodeNamed = (id: string) => structure.nodes.find((node) => node.id === `everything.${id}`)!;
const from = (id: string, event: string) =>
  structure.transitions.filter((each) => each.source === id && each.event.startsWith(event));
const idle = 'everything.idle';

test('it is plain JSON', () => {
  expect(JSON.parse(JSON.stringify(structure))).toEqual(structure);
});

test('states stand before those inside them', () => {
  const seen = new Set<string>();
  for (const { id, parent } of structure.nodes) {
    expect(parent === undefined ? seen.size : seen.has(parent)).toBe(parent === undefined ? 0 : true);
    seen.add(id);
  }
});

test('a state has its kind, its beginning, and what it does by itself', () => {
  expect(structure).toMatchObject({ id: 'everything', description: 'Something of everything.' });
  expect(nodeNamed('idle')).toEqual({
    id: idle,
    key: 'idle',
    kind: 'atomic',
    parent: 'everything',
    description: 'Nothing happens.',
    entry: ['greet', 'raise(ping)'],
    exit: ['count'],
    invokes: [],
    rules: ['VC-DEL-01'],
  });
  expect(nodeNamed('busy')).toMatchObject({ kind: 'compound', initial: 'everything.busy.first', invokes: ['work'] });
  expect(nodeNamed('busy.second').kind).toBe('final');
  expect(nodeNamed('busy.then')).toMatchObject({ kind: 'history', history: 'shallow' });
  expect(nodeNamed('both').kind).toBe('parallel');
  expect(structure.nodes.find(({ id }) => id === 'busy-then')).toMatchObject({ history: 'deep' });
});

test.each([
  [idle, 'start', ['isOpen and not isLate', 'isOpen or (isLate and in busy.first)']],
  [idle, 'inline', ['inline']],
  ['everything.busy.first', '', ['isLate']],
])('the guards of %s on %s', (source, event, guards) => {
  expect(from(source, event).map(({ guard }) => guard)).toEqual(guards);
});

test.each([
  [idle, 'xstate.after.patience', { trigger: 'after', text: 'after patience', targets: ['everything.busy'] }],
  [idle, 'xstate.after.500', { trigger: 'after', text: 'after 500 ms', isSelf: true }],
  [idle, 'never', { isForbidden: true, targets: [], isSelf: true }],
  [idle, 'again', { isSelf: true, reenters: true }],
  [idle, 'inline', { actions: ['inline'], isForbidden: false }],
  [idle, 'start', { actions: ['greet', 'count'], rules: ['AF-01'], isSelf: false }],
  ['everything', '*', { text: '*', actions: ['greet'] }],
  ['everything', 'jump', { targets: ['everything.both.left.b', 'everything.both.right.d'] }],
  ['everything.busy.first', '', { trigger: 'always', text: 'always' }],
  ['everything.busy', 'xstate.done.state', { trigger: 'done', text: 'when done' }],
  ['everything.busy', 'xstate.done.actor', { trigger: 'done', text: 'when worker is done' }],
  ['everything.busy', 'xstate.error.actor', { trigger: 'error', text: 'when worker fails' }],
  ['busy-then', 'xstate.default', { trigger: 'default', targets: ['everything.both.right.d'] }],
])('%s on %s', (source, event, expected) => {
  expect(from(source, event)[0]).toMatchObject(expected);
});

test('every transition has an id of its own, which leads back to it', () => {
  const ids = structure.transitions.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...transitionIds(everything).values()]).toEqual(ids);
});

test('two states with one id are two states', () => {
  const twins = createMachine({ id: 'm', initial: 'a', states: { a: { id: 'same' }, b: { id: 'same' } } });
  expect(structureOf(twins).nodes.map(({ id }) => id)).toEqual(['m', 'same', 'same (2)']);
});

test('names may be anything', () => {
  expect(structureOf(hostile).nodes.map(({ key }) => key.length)).toContain(10_000);
});

test('the hash tells structures apart, and nothing else', () => {
  expect(hashOf(structure)).toBe(hashOf(structureOf(everything)));
  expect(hashOf(structure)).not.toBe(hashOf(structureOf(hostile)));
  expect(hashOf(structure)).toMatch(/^[0-9a-f]{16}$/);
});
