import { toMermaid } from '../../src/export/index.js';
import { expectGolden } from './golden.js';
import { call, nested, note, refusedDeletion, returns, sheetOf } from './sheets.js';

test('a refusal', () => expectGolden('refused-deletion.mmd', toMermaid(refusedDeletion)));
test('nesting', () => expectGolden('nested.mmd', toMermaid(nested)));

test('participants stand from those who ask to those who carry', () => {
  const diagram = toMermaid(
    sheetOf([
      note('setup', { from: 'callManager', to: 'network' }),
      call('ndis', 'miniport', 'MiniportCoCreateVc'),
      call('client', 'ndis', 'NdisCoCreateVc'),
    ]),
  );
  expect(diagram.match(/participant \w+/g)).toEqual(
    ['client', 'callManager', 'ndis', 'miniport', 'network'].map((name) => `participant ${name}`),
  );
});

test('nothing is left that was not entered', () => {
  expect(toMermaid(sheetOf([returns('ndis', 'NdisCoCreateVc', null)]))).toContain(
    '  ndis-->>ndis: NdisCoCreateVc returns\n',
  );
});

test('an empty run is an empty diagram', () => {
  expect(toMermaid(sheetOf([]))).toBe('sequenceDiagram\n  title By hand (cm)\n');
});

test.each([
  ['a statement', 'x; participant y', 'x#59; participant y'],
  ['an entity', '#35;', '#35;35#59;'],
  ['a directive', '%%{init: {}}%%', '#37;#37;#123;init: #123;#125;#125;#37;#37;'],
  ['HTML', '<b onclick="x">', '#60;b onclick=#34;x#34;#62;'],
  ['a formula', '$$x$$', '#36;#36;x#36;#36;'],
  ['an order', 'wrap: x', 'wrap#58; x'],
  ['a line break', 'x\nend', 'x#92;nend'],
])('%s in a text remains text', (_what, text, escaped) => {
  expect(toMermaid(sheetOf([note(text, { from: 'callManager', to: 'network' })]))).toContain(
    `  callManager-)network: ${escaped}\n`,
  );
});

test('a name that could be a word of Mermaid is only shown', () => {
  const diagram = toMermaid(sheetOf([note('x', { from: 'end', to: 'client' })]));
  expect(diagram).toContain('  participant p1 as end\n');
  expect(diagram).toContain('  p1-)client: x\n');
});
