import type { FunctionName, Role, RuleId, SequenceId, VcHandle } from '../../src/protocol/index.js';
import { afHandle, factOf, functions, rules, vcHandle } from '../../src/protocol/index.js';
import { defineFunctions } from '../../src/protocol/functions/define.js';

// The compiler is the test: each line below an expected error fails the type check once it compiles.
test('what is not in the vocabulary does not compile', () => {
  // @ts-expect-error NdisCoActivateVc is a slip of one page (AMB-17)
  const slip: FunctionName = 'NdisCoActivateVc';
  // @ts-expect-error no such rule
  const rule: RuleId = 'VC-DEL-99';
  // @ts-expect-error no such sequence
  const sequence: SequenceId = 'SEQ-VC-99';
  // @ts-expect-error roles are lowerCamel
  const role: Role = 'call-manager';
  // @ts-expect-error an address family is no virtual connection
  const vc: VcHandle = afHandle(1);
  // @ts-expect-error a plain string is no handle
  const plain: VcHandle = 'vc1';
  expect([slip, rule, sequence, role, vc, plain]).toHaveLength(6);
});

test('what is in the vocabulary compiles, with its own type', () => {
  const fn: FunctionName = 'NdisCmActivateVc';
  const id: RuleId = 'VC-DEL-01';
  const vc: VcHandle = vcHandle(1);
  const twin: FunctionName | undefined = factOf(fn).twin;
  expect([functions[fn].kind, rules[id].level, vc, twin]).toEqual(['ndisCall', 'MUST', 'vc1', 'NdisMCmActivateVc']);
});

test('a family that names an unknown function does not fit in', () => {
  const family = defineFunctions({
    NdisCoDeleteVc: {
      kind: 'ndisCall',
      layer: 'any',
      timing: 'synchronous',
      returns: 'status',
      irql: 'DISPATCH_LEVEL',
      twin: 'NdisMCmDestroyVc',
      source: 'nf-ndis-ndiscodeletevc.md',
    },
  });
  // @ts-expect-error its twin is no function
  const merged: typeof functions = { ...functions, ...family };
  expect(Object.keys(merged)).toHaveLength(107);
});
