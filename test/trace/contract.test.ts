/** The machines as tables: what is looked up is what the chart would have said. */
import fc from 'fast-check';
import { initialTransition } from 'xstate';
import type { AnyFates } from '../../machines/chart.js';
import { sapFates, sapMachine } from '../../machines/ndis/index.js';
import { vcFates, vcMachine } from '../../machines/vc/index.js';
import type { VcContext } from '../../machines/vc/index.js';
import { ContractTable, rulesIn } from '../../src/trace/contract/table.js';
import { implications } from '../../src/trace/contract/implied.js';
import { codeOf, essenceOf, eventOf, listsOf } from '../../src/trace/contract/vcEvents.js';
import type { Telling, Traffic, VcEventType } from '../../src/trace/contract/vcEvents.js';
import { factOf } from '../../src/protocol/functions.js';
import { checkRecords } from '../../src/trace/index.js';
import { specimens } from '../conformance/load.js';

const tableOf = () =>
  new ContractTable<VcContext, ReturnType<typeof eventOf>>(vcMachine, vcFates as unknown as AnyFates, essenceOf);
const [unborn] = initialTransition(vcMachine, {});

const flag = fc.boolean();
const telling: fc.Arbitrary<Telling> = fc.record({
  type: fc.constantFrom(...(Object.keys(vcFates) as VcEventType[])),
  by: fc.constantFrom('client', 'callManager', 'mcm', 'miniport', 'stranger'),
  outcome: fc.constantFrom(undefined, 'success', 'pending', 'failure'),
  parameters: flag,
  party: flag,
  forNobody: flag,
  resources: flag,
  list: fc.constantFrom(undefined, 'home', 'sent', 'out', 'lent'),
});
const traffic: fc.Arbitrary<Traffic> = fc.record({ ownSends: flag, otherSends: flag, receives: flag, lent: flag });

describe('a table of a machine', () => {
  test('gives equal states one number, and others another', () => {
    const table = new ContractTable<{ count: number }, { readonly type: string }>(
      sapMachine,
      sapFates as unknown as AnyFates,
      (context) => ({ ...context, count: 0 }),
    );
    const registered = table.intern('registered', { count: 3 });
    expect(table.intern('registered', { count: 7 })).toBe(registered);
    expect(table.intern('none', { count: 3 })).not.toBe(registered);
    expect(table.state(registered)).toEqual({
      id: registered,
      leaves: ['registered'],
      value: 'registered',
      context: { count: 0 },
    });
    expect(() => table.state(99)).toThrow('Internal error');
  });

  test('changes a context without changing the state', () => {
    const table = tableOf();
    const first = table.intern(unborn.value, unborn.context);
    const patched = table.patch(first, { creator: 'client' });
    expect(patched).not.toBe(first);
    expect(table.state(patched)).toMatchObject({ leaves: table.state(first).leaves, context: { creator: 'client' } });
    expect(table.patch(patched, { creator: unborn.context.creator })).toBe(first);
  });

  test('asks the machine once for each step', () => {
    const table = tableOf();
    const first = table.intern(unborn.value, unborn.context);
    const event = jest.fn(() => eventOf({ type: 'NdisCoCreateVc', by: 'client' }));
    const steps = Array.from({ length: 3 }, () => table.step(first, 1, event, () => ({})));
    expect(new Set(steps).size).toBe(1);
    expect(event).toHaveBeenCalledTimes(1);
  });

  test('an illegal event changes nothing', () => {
    const table = tableOf();
    const first = table.intern(unborn.value, unborn.context);
    expect(table.ask(first, eventOf({ type: 'NdisClMakeCall', by: 'client' }), {})).toMatchObject({
      judgement: { verdict: 'illegal' },
      next: first,
    });
  });

  test('what it has looked up is what it would find out anew, on any way through the machine', () => {
    const remembering = tableOf();
    fc.assert(
      fc.property(fc.array(fc.tuple(telling, traffic), { maxLength: 40 }), (way) => {
        const fresh = tableOf();
        let known = remembering.intern(unborn.value, unborn.context);
        let anew = fresh.intern(unborn.value, unborn.context);
        for (const [told, lists] of way) {
          const quick = remembering.step(
            known,
            codeOf(told, lists),
            () => eventOf(told),
            () => listsOf(told, lists),
          );
          const slow = fresh.ask(anew, eventOf(told), listsOf(told, lists));
          expect(quick.judgement).toEqual(slow.judgement);
          const { leaves, context } = remembering.state(quick.next);
          expect({ leaves, context }).toEqual({
            leaves: fresh.state(slow.next).leaves,
            context: fresh.state(slow.next).context,
          });
          known = quick.next;
          anew = slow.next;
        }
      }),
      { numRuns: 300 },
    );
  });

  test('different events have different codes', () => {
    const seen = new Map<number, string>();
    fc.assert(
      fc.property(telling, traffic, (told, lists) => {
        const whole = JSON.stringify([eventOf(told), listsOf(told, lists), told.by === 'stranger']);
        const code = codeOf(told, lists);
        expect(seen.get(code) ?? whole).toBe(whole);
        seen.set(code, whole);
      }),
      { numRuns: 3000 },
    );
  });
});

test('the rules of a table are those of its cells and conditions, each once', () => {
  const rules = rulesIn(sapFates);
  expect(rules).toEqual([...new Set(rules)].sort());
  expect(rules).toEqual(expect.arrayContaining(['SAP-02', 'SAP-03', 'SAP-10', 'CALL-IN-02']));
});

describe('what a callback implies', () => {
  test.each([...implications])(
    '%s is what NDIS makes of a call that the machine knows',
    (callback, { causes, entry, answer }) => {
      expect(causes.some((cause) => factOf(cause).invokes.some((invoked) => invoked.callback === callback))).toBe(true);
      if (entry) expect(vcFates).toHaveProperty([entry.type]);
      if (answer) expect(vcFates).toHaveProperty([answer.type]);
    },
  );
});

test('a log that begins in the middle is judged by what it goes on with', () => {
  const legal = specimens().filter(({ expected, records }) => expected.verdict === 'conforms' && records.length >= 8);
  const found = legal.flatMap(({ name, records, expected }) => {
    if ((expected.warnings ?? []).length > 0) return [];
    const [first] = records;
    const rest = records.filter((record, place) => place > 0 && record.kind !== 'assume');
    const { violations } = checkRecords(first?.kind === 'meta' ? [first, ...rest] : records, { isPartial: true });
    return violations.some(({ rule }) => /^(CTX-06|CTX-10)$/.test(rule)) ? [name] : [];
  });
  expect(found).toEqual([]);
});
