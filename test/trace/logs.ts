import fc from 'fast-check';
import { otherNames } from '../../src/protocol/index.js';

/** The usual, and seldom something else. */
const mostly = (usual: fc.Arbitrary<string>, odd: fc.Arbitrary<string>, weight = 40): fc.Arbitrary<string> =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: odd });

/** A JSON text, seldom with one of its characters escaped. */
const written = (text: string): fc.Arbitrary<string> =>
  mostly(
    fc.constant(JSON.stringify(text)),
    fc.nat({ max: Math.max(0, text.length - 1) }).map((at) => {
      const code = `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`;
      return text === '' ? '""' : `"${text.slice(0, at)}${code}${text.slice(at + 1)}"`;
    }),
    100,
  );
const oneOf = (...texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts).chain(written);

const integer = fc.oneof(fc.nat({ max: 20_000 }), fc.maxSafeNat()).map(String);
const decimal = fc
  .tuple(fc.oneof(fc.nat(), fc.maxSafeNat()), fc.nat({ max: 12 }), fc.constantFrom('', '-'))
  .map(([digits, places, sign]) => `${sign}${(digits / 10 ** places).toFixed(places)}`);
const number = mostly(
  fc.oneof(integer, decimal),
  fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
    fc.constantFrom('0', '-0', '1.0', '1e3', '1E-2', '01', '18446603336221196289', '1.', '.1', '-', '1e400', '+1'),
  ),
  10,
);
const anything = fc.oneof(
  number,
  fc.json({ maxDepth: 2 }),
  fc.constantFrom('true', 'false', 'null', '[]', '{}', '[1,"a"]', '{"a":[{}]}', 'nul', '"', '', '"\t"', '[1,]', '""'),
);
const any = mostly(fc.constantFrom('true', 'null', '{}', '[[1],{"a":"b"}]', '""', '"x"', '1.5'), anything);

const name = mostly(oneOf('client', 'ndis', 'callManager', 'a b!', 'x'), oneOf('é', ''));
const handle = mostly(
  fc.oneof(
    fc.nat({ max: 300 }).chain((n) => written(`vc${n}`)),
    integer,
    oneOf('0xffffa80012345678', 'a handle that is longer than any that is kept'),
  ),
  fc.constantFrom('null', '"ü"', '""', '-1', '1.0'),
);
const lists = fc.oneof(
  handle,
  fc
    .array(fc.tuple(handle, fc.constantFrom('', ' ')), { maxLength: 3 })
    .map((items) => `[${items.map((item) => item.join('')).join()}]`),
);
const status = mostly(
  fc.oneof(
    oneOf('NDIS_STATUS_SUCCESS', 'PENDING', '0xC0000001', 'STATUS_X'),
    fc.constantFrom('0', '-1073741823', 'null'),
  ),
  fc.constantFrom('"no"', '1.5', '[]'),
);

const argument: Readonly<Record<string, fc.Arbitrary<string>>> = {
  ...{ af: handle, sap: handle, vc: handle, party: handle, nbl: lists, status },
  ...{ callParameters: any, flags: oneOf('R'), references: integer },
};
const value: Readonly<Record<string, fc.Arbitrary<string>>> = {
  kind: mostly(oneOf('call', 'return'), fc.constant('"note"')),
  fn: mostly(
    oneOf('NdisCoCreateVc', 'ProtocolCoDeleteVc', 'Other', ...Object.keys(otherNames).slice(0, 3)),
    fc.constant('""'),
  ),
  ...{ from: name, to: name, thread: fc.oneof(name, integer), status, n: integer, t: number },
  irql: mostly(
    fc.oneof(oneOf('PASSIVE_LEVEL', 'DISPATCH_LEVEL'), fc.constantFrom('0', '2')),
    fc.constantFrom('-1', '1.5'),
  ),
  ...{ cpu: any, toString: any },
};

const space = mostly(fc.constant(''), fc.constantFrom(' ', '\t', '\r', ' \t ', '\n'), 200);

/** An object with some of these members, seldom with any value at all, twice the same key, or a key of its own. */
function objectOf(
  members: Readonly<Record<string, fc.Arbitrary<string>>>,
  always: readonly string[],
): fc.Arbitrary<string> {
  const entry = (key: string): fc.Arbitrary<string> =>
    fc
      .tuple(
        space,
        written(key),
        space,
        mostly((Object.hasOwn(members, key) && members[key]) || any, anything, 100),
        space,
      )
      .map(([before, quoted, between, text, behind]) => `${before}${quoted}${between}:${between}${text}${behind}`);
  const some = fc.subarray(Object.keys(members).filter((key) => !always.includes(key)));
  const seldom = (key: string): fc.Arbitrary<readonly string[]> =>
    fc.oneof({ weight: 30, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.constant([key]) });
  return fc
    .tuple(some, seldom('__proto__'), seldom('status'), seldom('args'))
    .chain((keys) => {
      const all = [...always, ...keys.flat()];
      return fc.shuffledSubarray(all, { minLength: all.length });
    })
    .chain((keys) => fc.tuple(...keys.map(entry)))
    .map((entries) => `{${entries.join()}}`);
}

const args = objectOf(argument, []);
/** A line of a call or a return: nearly always one, in every way that a log may write it. */
export const record = objectOf({ ...value, args }, ['kind', 'from', 'fn', 'to', 'status', 'args']);
const framing = fc.constantFrom(
  ...['{"kind":"note","text":"x"}', '{"kind":"assume","object":"af","handle":1}', '{"kind":"meta","version":1}'],
  ...['', ' \r', 'x', '[', '{"kind":"cpu"}', '{}'],
);
/** Lines of all kinds. */
export const log = fc
  .array(fc.oneof({ weight: 12, arbitrary: record }, { weight: 1, arbitrary: framing }), {
    minLength: 1,
    maxLength: 40,
  })
  .map((lines) => lines.join('\n'));
