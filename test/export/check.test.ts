import { checkJson, checkJunit, checkText, recordText } from '../../src/export/index.js';
import { rules } from '../../src/protocol/rules.js';
import { recordsOf } from '../conformance/load.js';
import { bad, broken, checked, deletedEarly, evil, good, hostile, warned } from './checked.js';
import { parseXml } from './xml.js';

// eslint-disable-next-line no-control-regex -- what must not be there
const harmful = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff\u2028]/;

const all = [bad, good, broken, warned];

test('the logs are what the tests take them for', () => {
  expect(all.map(({ verdict }) => verdict)).toEqual(['violates', 'conforms', 'bad-input', 'conforms']);
  expect(evil.violations.map(({ violation }) => violation.rule)).toEqual(['VC-DEL-02']);
  expect(warned.warnings.map(({ violation }) => violation.rule)).toEqual(['AF-17']);
});

describe('as text', () => {
  test.each([40, 60, 80, 100, 160])('what is said fits into %i columns', (width) => {
    const lines = checkText([bad, warned], { width }).split('\n');
    const isFolded = (line: string): boolean => !/ │ |https:|ndjson (conforms|violates)/.test(line);
    const tooLong = lines.filter((line) => isFolded(line) && line.length > width && line.trim().split(' ').length > 2);
    expect(tooLong).toEqual([]);
  });

  test('it has no colours unless they are asked for, and then nothing else is different', () => {
    const plain = checkText([bad]);
    const painted = checkText([bad], { paint: (style, text) => `‹${style}:${text}›` });
    expect(plain).not.toMatch(harmful);
    expect(painted.replace(/‹[a-z]+:|›/g, '')).toBe(plain);
    expect(painted).toContain('‹bad:error›');
    expect(painted).toContain('‹bad:→›');
  });

  test('what would do harm in a terminal is shown instead', () => {
    const text = checkText([evil, broken]);
    expect(text).not.toMatch(harmful);
    expect(text).toContain('\\u{1b}[31mapp');
    expect(text).toContain('\\u{7}');
    expect(text).toContain('\\r\\n<b');
  });

  test('each kind of record is a line', () => {
    const records = recordsOf(
      [
        ...deletedEarly(),
        { kind: 'call', from: 'app', to: 'ndis', fn: 'NdisClMakeCall', args: { vc: 'vc1' } },
        { kind: 'return', from: 'ndis', fn: 'NdisClMakeCall', status: 'PENDING' },
        { kind: 'note', text: 'the \u001b line is down' },
        { kind: 'end' },
      ]
        .map((line) => JSON.stringify(line))
        .join('\n'),
    );
    expect(records.map(recordText)).toEqual([
      'meta',
      'assumed: vc vc1 active',
      'app → ndis  NdisCoDeleteVc(vc1) = SUCCESS',
      'app → ndis  NdisClMakeCall(vc1)',
      'ndis returns from NdisClMakeCall = PENDING',
      'note: the \\u{1b} line is down',
      'end of the log',
    ]);
  });

  test('several logs stand one after the other, each with its verdict', () => {
    const verdicts = checkText(all).match(/^\S+ (conforms|violates the contract|is bad input):/gm);
    expect(verdicts).toEqual([
      'logs/bad.ndjson violates the contract:',
      'good.ndjson conforms:',
      'broken.ndjson is bad input:',
      'warned.ndjson conforms:',
    ]);
  });

  test('every bad line is reported, those beyond fifty without the line itself', () => {
    const report = checked(
      'x',
      Array.from({ length: 60 }, () => 'no JSON'),
    );
    const text = checkText([{ ...report, unlisted: { problems: 2, findings: 0 } }]);
    expect(text.match(/CONDIS5201 {2}Line \d+, column 1: /g)).toHaveLength(60);
    expect(text.match(/\d+ │ no JSON/g)).toHaveLength(50);
    expect(text).toContain('… and 2 bad lines more\n\nx is bad input: 0 records, 62 bad lines\n');
  });

  test('what is owed and alive is listed', () => {
    const text = checkText([
      checked('x', [
        ...deletedEarly().slice(0, 2),
        { kind: 'call', from: 'sig', to: 'ndis', fn: 'NdisCmDeactivateVc', args: { vc: 'vc1' } },
        { kind: 'call', from: 'ndis', to: 'nic', fn: 'MiniportCoDeactivateVc', args: { vc: 'vc1' }, status: 'PENDING' },
        { kind: 'return', from: 'ndis', fn: 'NdisCmDeactivateVc', status: 'PENDING' },
        { kind: 'strange' },
        { kind: 'call', from: 'app', to: 'ndis', fn: 'NdisSing\u0007', args: {} },
      ]),
    ]);
    expect(text).toMatch(/Still owed when the log ends:\n- nic .*NdisMCoDeactivateVcComplete/);
    expect(text).toContain('Alive at the end: vc1 (deactivating)');
    expect(text).toContain('1 unknown record skipped (strange)');
    expect(text).toContain('1 unknown call skipped (NdisSing\\u{7})');
  });
});

describe('as JSON', () => {
  interface Document {
    readonly files: readonly Readonly<Record<string, unknown>>[];
    readonly summary: unknown;
  }
  const parse = (text: string): Document => JSON.parse(text) as Document;
  const finding = {
    record: 3,
    line: 3,
    rule: 'VC-DEL-02',
    also: expect.arrayContaining(['VC-REACT-03']) as unknown,
    level: 'error',
    by: 'app',
    message: expect.stringContaining('app calls NdisCoDeleteVc on vc1') as unknown,
    source: expect.stringMatching(/^https:\/\/learn\.microsoft\.com\//) as unknown,
    text: rules['VC-DEL-02'].rule,
    expected: expect.arrayContaining(['sig calls NdisCmDeactivateVc']) as unknown,
    objects: [
      {
        kind: 'vc',
        handle: 'vc1',
        standing: 'is active and has no call',
        past: [{ record: 2, line: 2, fn: 'assume vc' }],
      },
    ],
    edit: {
      kind: 'insert',
      record: 3,
      text: 'sig calls NdisCmDeactivateVc(vc1) = SUCCESS before record 3',
    },
    consequences: [],
  };

  test('a violation is all there', () => {
    const { files, summary } = parse(checkJson([bad]));
    expect(files).toEqual([
      {
        ...{ file: 'logs/bad.ndjson', verdict: 'violates', topology: 'cm', violations: [finding], warnings: [] },
        ...{ open: [], left: [], problems: [], unlisted: { problems: 0, findings: 0 } },
        stats: expect.objectContaining({ records: 3, skippedKinds: {}, unknownFunctions: {} }) as unknown,
      },
    ]);
    expect(summary).toEqual({ files: 1, conforming: 0, violating: 1, badInput: 0 });
  });

  test('every file has the same keys, and bad input its problems', () => {
    const { files, summary } = parse(checkJson(all));
    const [keys] = files.map((file) => Object.keys(file));
    for (const file of files) expect(Object.keys(file)).toEqual(keys);
    expect(files.map(({ verdict }) => verdict)).toEqual(all.map(({ verdict }) => verdict));
    expect(files[2]?.['problems']).toEqual([
      { code: 'CONDIS5201', line: 1, column: expect.any(Number) as unknown, message: expect.any(String) as unknown },
      { code: 'CONDIS5208', line: 2, column: 1, message: 'NdisCoCreateVc returns, and no call of it is open.' },
    ]);
    expect(summary).toEqual({ files: 4, conforming: 2, violating: 1, badInput: 1 });
  });

  test('any name survives', () => {
    const text = checkJson([evil]);
    expect(text).not.toMatch(/\p{Cs}/u);
    const [file] = parse(text).files;
    expect(file?.['violations']).toMatchObject([{ by: hostile.app, objects: [{ handle: hostile.vc }] }]);
  });
});

describe('as JUnit', () => {
  test('each log is a suite, and each violation or problem a failure', () => {
    const root = parseXml(checkJunit(all));
    expect(root).toMatchObject({ name: 'testsuites', attributes: { tests: '5', failures: '3' } });
    const suites = root.children.map(({ name, attributes, children }) => ({
      name,
      ...attributes,
      cases: children.filter((one) => one.name === 'testcase').map((one) => one.children.map(({ name: what }) => what)),
    }));
    expect(suites).toEqual([
      { name: 'logs/bad.ndjson', tests: '1', failures: '1', time: '0.000', cases: [['failure']] },
      { name: 'good.ndjson', tests: '1', failures: '0', time: '0.000', cases: [[]] },
      { name: 'broken.ndjson', tests: '2', failures: '2', time: '0.000', cases: [['failure'], ['failure']] },
      { name: 'warned.ndjson', tests: '1', failures: '0', time: '0.000', cases: [[]] },
    ]);
  });

  test('a failure says what, where and what would have been right; a warning is said aside', () => {
    const root = parseXml(checkJunit([bad, warned]));
    const [failure] = root.children[0]?.children[0]?.children ?? [];
    expect(failure?.attributes).toMatchObject({ type: 'VC-DEL-02' });
    expect(failure?.attributes['message']).toMatch(/^app calls NdisCoDeleteVc on vc1, .* \(record 3, line 3\)$/);
    expect(failure?.text.split('\n')).toEqual([
      rules['VC-DEL-02'].rule,
      expect.stringMatching(/^https:/),
      'Legal if sig calls NdisCmDeactivateVc(vc1) = SUCCESS before record 3.',
    ]);
    const aside = root.children[1]?.children.find(({ name }) => name === 'system-out');
    expect(aside?.text).toMatch(/^AF-17 at record 5: sig refuses to close af1/);
  });

  test('any name is well-formed', () => {
    const text = checkJunit([evil, broken]);
    expect(text).not.toMatch(/[\u0000-\u0008]|\u001b|\ufffe/); // eslint-disable-line no-control-regex -- not allowed in XML
    expect(text).not.toMatch(/\p{Cs}/u);
    const [suite] = parseXml(text).children;
    expect(suite?.attributes['name']).toContain('<b a="1">&amp;]]>');
    const [failure] = suite?.children[0]?.children ?? [];
    expect(failure?.attributes['message']).toContain('vc\\u{7}"\'\\u{0}\\u{fffe}');
  });
});
