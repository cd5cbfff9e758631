import { assign, emit, fromPromise, setup } from 'xstate';
import fc from 'fast-check';
import { canonical } from '../../src/explore/canonical.js';
import { Interner, MachineTable } from '../../src/explore/index.js';

describe('the text of a value', () => {
  test.each<[string, unknown, unknown]>([
    ['keys in another order', { x: 1, y: { a: 1, b: 2 } }, { y: { b: 2, a: 1 }, x: 1 }],
    ['maps in another order', new Map([['a', 1], ['b', 2]]), new Map([['b', 2], ['a', 1]])], // prettier-ignore
    ['sets in another order', new Set([1, 2]), new Set([2, 1])],
    ['one object twice', [{ a: 1 }, { a: 1 }], Array<object>(2).fill({ a: 1 })],
  ])('is the same for %s', (_, one, other) => {
    expect(canonical(one)).toBe(canonical(other));
  });

  test('is another for values that JSON takes for one', () => {
    const values = [
      ...[undefined, null, NaN, Infinity, 0, -0, 0n, 1n, 1, '1', '1n', 'undefined', true, 'true'],
      ...[{}, { a: undefined }, { a: null }, [], [undefined], [null], new Map(), new Set(), new Date(0)],
      ...[new Map([['a', 1]]), { a: 1 }, new Map([[1, 'a']]), new Set(['a']), ['a'], new Set([['a']]), [['a']]],
      ...['[]', '{}', new Date(1), new Date(0).toISOString(), ['a', 'b'], ['a,b'], ['a","b']],
    ];
    expect(new Set(values.map(canonical)).size).toBe(values.length);
  });

  test.each<[string, () => unknown, RegExp]>([
    ['a cycle', () => { const a: { b: object } = { b: {} }; a.b = { a }; return a; }, /cycles, got one at b\.a/], // prettier-ignore
    ['a function', () => ({ a: [() => 1] }), /at a\.0, got a function/],
    ['a pattern', () => ({ a: /a/ }), /Expected data at a, got a RegExp/],
    ['a symbol', () => Symbol('a'), /Expected data, got a symbol/],
  ])('is refused of %s', (_, make, message) => {
    expect(() => canonical(make())).toThrow(message);
  });

  test('is the same exactly where values are equal', () => {
    const values = fc.anything({ withBigInt: true, withDate: false, withMap: true, withSet: true, maxDepth: 2 });
    fc.assert(
      fc.property(values, values, (one, other) => {
        expect(canonical(one)).toBe(canonical(structuredClone(one)));
        if (canonical(one) === canonical(other)) expect(one).toEqual(other);
      }),
    );
  });

  test('gives equal values one number', () => {
    const interner = new Interner<unknown>();
    expect([{ a: 1, b: 2n }, { a: 1 }, { b: 2n, a: 1 }].map((value) => interner.numberOf(value))).toEqual([0, 1, 0]);
    expect(interner.valueOf(1)).toEqual({ a: 1 });
    expect(() => interner.valueOf(2)).toThrow('nothing has the number 2');
  });
});

/** The states that can be reached by these events. */
function reached(table: MachineTable, types: readonly string[]): readonly number[] {
  const found = [table.initial()];
  for (const state of found) {
    for (const type of types) {
      const { next } = table.step(state, { type });
      if (!found.includes(next)) found.push(next);
    }
  }
  return found;
}

describe('the states of a machine', () => {
  test('are told apart by what a history state remembers', () => {
    const machine = setup({}).createMachine({
      initial: 'off',
      states: {
        off: { on: { ON: 'on.before' } },
        on: {
          initial: 'low',
          on: { OFF: 'off' },
          states: { before: { type: 'history' }, low: { on: { UP: 'high' } }, high: {} },
        },
      },
    });
    const table = new MachineTable(machine);
    const after = (types: readonly string[]): number =>
      types.reduce((state, type) => table.step(state, { type }).next, table.initial());
    const [low, high] = [after(['ON', 'OFF']), after(['ON', 'UP', 'OFF'])];
    expect([low, high].map((state) => table.stateOf(state).value as unknown)).toEqual(['off', 'off']);
    const on = [low, high].map((state) => table.stateOf(table.step(state, { type: 'ON' }).next).value as unknown);
    expect(on).toEqual([{ on: 'low' }, { on: 'high' }]);
    // Asked again, every state is the one that it was.
    expect([after(['ON', 'OFF']), after(['ON', 'UP', 'OFF'])]).toEqual([low, high]);
  });

  test('are not told apart by the order of keys, and may hold a BigInt', () => {
    const machine = setup({ types: { context: {} as { readonly x: bigint; readonly y: bigint } } }).createMachine({
      context: { x: 0n, y: 0n },
      on: {
        one: { actions: assign(({ context: { x } }) => ({ y: 1n, x })) },
        other: { actions: assign({ y: 1n }) },
      },
    });
    expect(reached(new MachineTable(machine), ['one', 'other'])).toHaveLength(2);
  });

  test('are refused where an actor is invoked', () => {
    const machine = setup({ actors: { child: fromPromise(() => Promise.resolve()) } }).createMachine({
      id: 'parent',
      initial: 'idle',
      states: { idle: { on: { GO: 'busy' } }, busy: { invoke: { src: 'child', id: 'helper' } } },
    });
    const table = new MachineTable(machine);
    expect(() => table.step(table.initial(), { type: 'GO' })).toThrow(
      'without actors of its own, got parent with helper',
    );
  });

  test('are asked of XState once for each event, told apart by all that is in it', () => {
    const machine = setup({}).createMachine({ on: { HELLO: { actions: emit(({ event }) => event) } } });
    const table = new MachineTable(machine);
    const start = table.initial();
    const events = [new Set([1]), new Set([2]), 1n, undefined].map((what) => ({ type: 'HELLO', what }));
    for (const event of [...events, ...events]) expect(table.step(start, event).emitted).toEqual([event]);
    expect(table.asked).toBe(events.length);
    expect(table.step(start, { type: 'NOBODY' })).toEqual({ next: start, emitted: [], isTaken: false });
  });
});
