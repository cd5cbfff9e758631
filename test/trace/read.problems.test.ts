import { renderReport } from '../../src/errors.js';
import { readTrace } from '../../src/trace/index.js';

/** Each problem as `column code message`. */
const problemsOf = (text: string): readonly string[] =>
  readTrace(text).problems.map(({ code, column, message }) => `${column} ${code} ${message}`);

describe('a line that is no JSON object', () => {
  test.each([
    ['x', 1, 'a value', '`x`'],
    ['{"kind":"call"', 15, '`,` or `}`', 'the end of the line'],
    ['{"kind":"ca', 12, '`"`', 'the end of the line'],
    ['{"kind"', 8, '`:`', 'the end of the line'],
    ['{"kind":', 9, 'a value', 'the end of the line'],
    ['{', 2, 'a key in quotes', 'the end of the line'],
    ['{kind:1}', 2, 'a key in quotes', '`k`'],
    ["{'kind':1}", 2, 'a key in quotes', "`'`"],
    ['{"kind":"end",}', 15, 'a key in quotes', '`}`'],
    ['{"kind":"end"}}', 15, 'the end of the line', '`}`'],
    ['{"kind":"end"} {"kind":"end"}', 16, 'the end of the line', '`{`'],
    ['{"a":[1,]}', 9, 'a value', '`]`'],
    ['{"a":[1 2]}', 9, '`,` or `]`', '`2`'],
    ['{"a":tru}', 6, 'a value', '`t`'],
    ['{"a":01}', 7, '`,` or `}`', '`1`'],
    ['{"a":+1}', 6, 'a value', '`+`'],
    ['{"a":.5}', 6, 'a value', '`.`'],
    ['{"a":1.}', 7, '`,` or `}`', '`.`'],
    ['{"a":1e}', 7, '`,` or `}`', '`e`'],
    ['{"a":NaN}', 6, 'a value', '`N`'],
    ['{"a":"\\x41"}', 7, 'an escape that JSON knows', '`\\`'],
    ['{"a":"\\u00e"}', 7, 'an escape that JSON knows', '`\\`'],
    ['{"a":"\t"}', 7, 'no control character', '`\t`'],
    ['{"a":1}\u0000', 8, 'the end of the line', '`\u0000`'],
    ['\u0000\u0000', 1, 'a value', '`\u0000`'],
    ['\u00a0', 1, 'a value', '`\u00a0`'],
    ['😀', 1, 'a value', '`😀`'],
    ['[1]', 1, 'a JSON object', '[1]'],
    ['null', 1, 'a JSON object', 'null'],
    [' "call"', 2, 'a JSON object', '"call"'],
  ])('%j', (line, column, expected, got) => {
    expect(problemsOf(line)).toEqual([`${column} CONDIS5201 Expected ${expected}, got ${got}.`]);
  });

  test.each<[string, readonly number[], string]>([
    ['Latin-1', [0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x7d], '3 CONDIS5207 Expected UTF-8, got other bytes.'],
    ['half a character', [0x22, 0xc3], '2 CONDIS5207 Expected UTF-8, got other bytes.'],
    ['a surrogate', [0x22, 0xed, 0xa0, 0x80, 0x22], '2 CONDIS5207 Expected UTF-8, got other bytes.'],
    ['UTF-16', [0xff, 0xfe, 0x7b, 0x00], '1 CONDIS5207 Expected UTF-8, got UTF-16.'],
  ])('%s', (_what, bytes, problem) => {
    const end = new TextEncoder().encode('\n{"kind":"end"}');
    const { records, problems } = readTrace(Uint8Array.from([...bytes, ...end]));
    expect(problems.map(({ code, column, message }) => `${column} ${code} ${message}`)).toEqual([problem]);
    expect(records).toEqual([{ kind: 'end', n: 2, line: 2 }]);
  });
});

const status = 'CONDIS5205 Expected `status` to be a status or null, got';
const handle = 'to be a text, a number or null, got';

describe('a record that breaks the table', () => {
  test.each<[string, readonly string[]]>([
    ['{}', ['1 CONDIS5203 Expected a record to have `kind`: a name.']],
    ['{"kind":1}', ['9 CONDIS5204 Expected `kind` to be a name, got 1.']],
    [
      '{"kind":"call"}',
      [
        '1 CONDIS5203 Expected a call to have `fn`: the name of a function.',
        '1 CONDIS5203 Expected a call to have `from`: a name.',
        '1 CONDIS5203 Expected a call to have `to`: a name.',
      ],
    ],
    [
      '{"kind":"return","fn":"NdisCoCreateVc","from":"ndis"}',
      ['1 CONDIS5203 Expected a return to have `status`: a status or null.'],
    ],
    [
      '{"kind":"call","fn":["NdisCoCreateVc"],"from":"","to":{},"thread":null,"t":"1","irql":"HIGH","n":"7"}',
      [
        '21 CONDIS5204 Expected `fn` to be the name of a function, got ["NdisCoCreateVc"].',
        '47 CONDIS5204 Expected `from` to be a name, got "".',
        '55 CONDIS5204 Expected `to` to be a name, got {}.',
        '67 CONDIS5204 Expected `thread` to be a text or a number, got null.',
        '76 CONDIS5204 Expected `t` to be a number, got "1".',
        '87 CONDIS5205 Expected `irql` to be `PASSIVE_LEVEL`, `APC_LEVEL`, `DISPATCH_LEVEL` or a number, got "HIGH".',
        '98 CONDIS5204 Expected `n` to be a number, got "7".',
      ],
    ],
    [
      '{"kind":"call","fn":"NdisCoCreateVc","from":"a","to":"b","args":[]}',
      ['65 CONDIS5204 Expected `args` to be an object, got [].'],
    ],
    [
      '{"kind":"call","fn":"NdisCoCreateVc","from":"a","to":"b","args":{"vc":{"a":1},"af":true,"nbl":["x",null,[]]}}',
      [
        `71 CONDIS5204 Expected \`args.vc\` ${handle} {"a":1}.`,
        `84 CONDIS5204 Expected \`args.af\` ${handle} true.`,
        '100 CONDIS5204 Expected `args.nbl.1` to be a text or a number, got null.',
        '105 CONDIS5204 Expected `args.nbl.2` to be a text or a number, got [].',
      ],
    ],
    [
      '{"kind":"call","fn":"NdisCoCreateVc","from":"a","to":"b","args":{"nbl":null,"status":null}}',
      [
        '72 CONDIS5204 Expected `args.nbl` to be a text, a number or a list of them, got null.',
        '86 CONDIS5204 Expected `args.status` to be a status, got null.',
      ],
    ],
    ['{"kind":"return","fn":"NdisCoCreateVc","from":"ndis","status":"no good"}', [`63 ${status} "no good".`]],
    [
      '{"kind":"return","fn":"NdisCoCreateVc","from":"ndis","status":1.5}',
      [`63 ${status} 1.5.`.replace('5205', '5204')],
    ],
    [
      '{"kind":"return","fn":"NdisCoCreateVc","from":"ndis","status":null,"t":1e400}',
      ['72 CONDIS5204 Expected `t` to be a number, got Infinity.'],
    ],
    ['{"kind":"meta"}', ['1 CONDIS5203 Expected a meta to have `version`: 1.']],
    [
      '{"kind":"meta","version":2,"topology":"ring","actors":{"a":"boss","b":7},"title":[]}',
      [
        '26 CONDIS5204 Expected `version` to be 1, got 2.',
        '39 CONDIS5205 Expected `topology` to be `cm` or `mcm`, got "ring".',
        '60 CONDIS5205 Expected `actors.a` to be `client`, `callManager`, `mcm`, `miniport` or `ndis`, got "boss".',
        '71 CONDIS5204 Expected `actors.b` to be `client`, `callManager`, `mcm`, `miniport` or `ndis`, got 7.',
        '82 CONDIS5204 Expected `title` to be a text, got [].',
      ],
    ],
    [
      '{"kind":"assume","object":"wire","state":"any"}',
      [
        '1 CONDIS5203 Expected an assume to have `handle`: a text or a number.',
        '27 CONDIS5205 Expected `object` to be `af`, `sap`, `vc`, `party`, `send` or `receive`, got "wire".',
      ],
    ],
    [
      '{"kind":"assume","object":"af","handle":{},"state":"active","args":{"client":1}}',
      [
        '41 CONDIS5204 Expected `handle` to be a text or a number, got {}.',
        '52 CONDIS5205 Expected `state` to be `opening`, `open` or `closing`, got "active".',
        '78 CONDIS5204 Expected `args.client` to be a name, got 1.',
      ],
    ],
    [
      '{"kind":"assume","object":"vc","handle":1,"args":{"call":"talking"}}',
      [
        '58 CONDIS5205 Expected `args.call` to be `none`, `making`, `offered`, `accepted`, `connected`, `modifying`, ' +
          '`hungUp` or `closing`, got "talking".',
      ],
    ],
    [
      '{"kind":"assume","object":"receive","handle":"p","state":"active"}',
      ['58 CONDIS5204 Expected `state` to be absent, as a packet has none, got "active".'],
    ],
    ['{"kind":"note"}', ['1 CONDIS5203 Expected a note to have `text`: a text.']],
    ['{"kind":"note","text":1}', ['23 CONDIS5204 Expected `text` to be a text, got 1.']],
    ['{"kind":"end","n":null}', ['19 CONDIS5204 Expected `n` to be a number, got null.']],
    ['{"\\u006bind":"note","\\u0074ext":1}', ['33 CONDIS5204 Expected `text` to be a text, got 1.']],
    ['{"kind":"note","text":1,"text":[1]}', ['32 CONDIS5204 Expected `text` to be a text, got [1].']],
  ])('%s', (line, problems) => {
    expect(problemsOf(line)).toEqual(problems);
    expect(readTrace(line)).toMatchObject({ records: [], stats: { bad: problems.length } });
  });

  test('what a function that is unknown says is no concern of ours', () => {
    expect(problemsOf('{"kind":"call","fn":"NdisAllocateMemory","from":7,"args":[]}')).toEqual([]);
    expect(problemsOf('{"kind":"cpu","n":[]}')).toEqual([]);
  });
});

describe('a record in the wrong place', () => {
  const meta = '{"kind":"meta","version":1}';
  const call = '{"kind":"call","fn":"NdisCoCreateVc","from":"a","to":"b"}';
  const end = '{"kind":"end"}';
  const late = 'CONDIS5206 Expected `meta` to be the first record.';
  const after = 'CONDIS5206 Expected nothing after `end`, got';

  test.each<[string, readonly string[], readonly string[], readonly string[]]>([
    [
      'a meta behind what is no record',
      ['', 'x', '{"kind":"cpu"}', meta],
      ['meta'],
      ['2 CONDIS5201 Expected a value, got `x`.'],
    ],
    ['a second meta', [meta, meta, call], ['meta', 'call'], [`2 ${late}`]],
    ['a meta behind a call', [call, meta], ['call'], [`2 ${late}`]],
    ['a meta behind a call that is skipped', [call.replace('Vc', ''), meta], [], [`2 ${late}`]],
    ['two ends', [call, end, end, end], ['call', 'end'], [`3 ${after} \`end\`.`]],
    ['calls behind the end', [end, call, call], ['end'], [`2 ${after} \`call\`.`]],
    [
      'what is wrong behind the end',
      [end, '{"kind":"note"}', '{"kind":"note"}'],
      ['end'],
      [
        '2 CONDIS5203 Expected a note to have `text`: a text.',
        `2 ${after} \`note\`.`,
        '3 CONDIS5203 Expected a note to have `text`: a text.',
      ],
    ],
    ['what is skipped behind the end', [end, '{"kind":"cpu"}', call.replace('Vc', ''), ''], ['end'], []],
  ])('%s', (_what, lines, kinds, problems) => {
    const read = readTrace(lines.join('\n'));
    expect(read.records.map(({ kind }) => kind)).toEqual(kinds);
    expect(read.problems.map(({ line, code, message }) => `${line} ${code} ${message}`)).toEqual(problems);
  });
});

describe('a problem', () => {
  test('shows its place', () => {
    const [{ code, message, excerpt }] = readTrace('\n{"kind":"note","text":17}').problems as [
      ReturnType<typeof readTrace>['problems'][number],
    ];
    expect(renderReport({ code, message, excerpt })).toBe(
      [
        'CONDIS5204  Expected `text` to be a text, got 17.',
        '   2 │ {"kind":"note","text":17}',
        '     │                       ^^',
      ].join('\n'),
    );
  });

  test('shows of a long line what surrounds the place', () => {
    const [problem] = readTrace(`{"kind":"note","a":"${'x'.repeat(5000)}","text":${'1'.repeat(5000)}}`).problems;
    const { column, length, text } = problem!.excerpt;
    expect(problem!.column).toBe(5030);
    expect(text).toHaveLength(200);
    expect(text.slice(column - 1, column - 1 + length)).toBe('1'.repeat(100));
    expect(text[column - 2]).toBe(':');
    expect(problem!.message.length).toBeLessThan(200);
  });

  test('is one of a hundred at most in a line', () => {
    const items = Array.from({ length: 1000 }, () => 'null').join();
    const { problems } = readTrace(
      `{"kind":"call","fn":"NdisCoCreateVc","from":"a","to":"b","args":{"nbl":[${items}]}}`,
    );
    expect(problems).toHaveLength(100);
  });
});
