import fc from 'fast-check';
import { applied, diff, pathText } from '../../inspector/common/patch.js';
import { lineOf, plain } from '../../inspector/common/plain.js';
import type { Plain } from '../../inspector/common/plain.js';

class Channel {
  readonly open = true;
}
const cyclic: { name: string; self?: unknown } = { name: 'loop' };
cyclic.self = cyclic;
const trap = {
  get value(): never {
    throw new Error('not now');
  },
};
const hostile = new Proxy(
  {},
  {
    ownKeys: () => {
      throw new Error('go away');
    },
  },
);

describe('a value as plain data', () => {
  test.each<[string, unknown, Plain, string]>([
    ['text', 'vc1', 'vc1', '"vc1"'],
    ['nothing', undefined, { $: 'undefined' }, 'undefined'],
    ['a big integer', 12n, { $: 'bigint', value: '12' }, '12n'],
    ['no number', NaN, { $: 'number', value: 'NaN' }, 'NaN'],
    ['a negative zero', -0, { $: 'number', value: '-0' }, '-0'],
    ['a date', new Date(0), { $: 'date', value: '1970-01-01T00:00:00.000Z' }, '1970-01-01T00:00:00.000Z'],
    ['no date', new Date(NaN), { $: 'date', value: 'invalid' }, 'invalid'],
    ['a function', cyclicName, { $: 'function', value: 'cyclicName' }, 'function cyclicName'],
    ['a symbol', Symbol('s'), { $: 'symbol', value: 's' }, 'symbol "s"'],
    ['a map', new Map([[{ a: 1 }, 2]]), { $: 'map', size: 1, value: [[{ a: 1 }, 2]] }, 'map [[{ a: 1 }, 2]]'],
    ['a set', new Set(['a']), { $: 'set', size: 1, value: ['a'] }, 'set ["a"]'],
    ['bytes', new Uint8Array(3), { $: 'bytes', size: 3 }, 'bytes'],
    ['an error', new TypeError('no'), { $: 'error', name: 'TypeError', message: 'no' }, 'TypeError: no'],
    ['an instance', new Channel(), { $: 'object', type: 'Channel', value: { open: true } }, 'Channel { open: true }'],
    ['a cycle', cyclic, { name: 'loop', self: { $: 'cycle' } }, '{ name: "loop", self: cycle }'],
    ['a getter that throws', trap, { value: { $: 'unreadable', value: 'not now' } }, '{ value: unreadable "not now" }'],
    ['a proxy that throws', hostile, { $: 'unreadable', value: 'go away' }, 'unreadable "go away"'],
    ['a record that looks like a tag', { $: 'cut' }, { $: 'record', value: { $: 'cut' } }, 'cut …'],
  ])('%s', (_, value, expected, line) => {
    expect(plain(value)).toEqual(expected);
    if (line !== 'cut …') expect(lineOf(plain(value))).toBe(line);
  });

  test('what is large is cut, and says how large it was', () => {
    const limits = { depth: 2, text: 3, entries: 2, values: 100 };
    expect(plain({ text: 'abcdef', list: [1, 2, 3], deep: {} }, undefined, { ...limits, entries: 3 })).toEqual({
      text: { $: 'cut', of: 'text', size: 6, value: 'abc' },
      list: [1, 2, 3],
      deep: {},
    });
    expect(plain([1, 2, 3], undefined, limits)).toEqual({ $: 'cut', of: 'list', size: 3, value: [1, 2] });
    expect(plain([[[1]]], undefined, limits)).toEqual([[{ $: 'cut', of: 'depth' }]]);
  });

  test('a structure of a million values ends soon', () => {
    const wide = Array.from({ length: 1000 }, () => Array.from({ length: 1000 }, (_, n) => n));
    expect(JSON.stringify(plain(wide)).length).toBeLessThan(500_000);
  });

  test('a key is never more than a key', () => {
    const value = plain(JSON.parse('{"__proto__": {"polluted": true}}'));
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(JSON.stringify(value)).toBe('{"__proto__":{"polluted":true}}');
  });

  test('whatever it is given, JSON carries it', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true }), (value) => {
        const encoded = plain(value);
        expect(JSON.parse(JSON.stringify(encoded))).toEqual(encoded);
      }),
    );
  });
});

function cyclicName(): void {
  // Only its name matters.
}

describe('patches', () => {
  const values = fc.jsonValue().map((value) => value as Plain);

  test('what makes one value of another makes it', () => {
    fc.assert(
      fc.property(values, values, (before, after) => {
        expect(applied(before, diff(before, after))).toEqual(after);
      }),
    );
  });

  test('nothing is said of what is the same, and it is shared', () => {
    const before = { sends: ['a', 'b'], call: { isUp: true, vc: 'vc1' } };
    const after = { sends: ['a', 'b'], call: { isUp: false, vc: 'vc1' }, lent: [] };
    const patch = diff(before, after);
    expect(patch).toEqual([
      [['call', 'isUp'], false],
      [['lent'], []],
    ]);
    expect((applied(before, patch) as typeof after).sends).toBe(before.sends);
    expect(patch.map(([path]) => pathText(['context', ...path]))).toEqual(['context.call.isUp', 'context.lent']);
  });

  test('what is gone is gone', () => {
    expect(diff({ a: 1, b: 2 }, { b: 2 })).toEqual([[['a']]]);
    expect(applied({ a: 1, b: 2 }, [[['a']]])).toEqual({ b: 2 });
  });
});
