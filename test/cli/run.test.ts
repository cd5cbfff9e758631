import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectGolden } from '../export/golden.js';
import { startWith } from './start.js';

const home = mkdtempSync(join(tmpdir(), 'condis-cli-'));
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

const file = (name: string, text: string): string => {
  const path = join(home, name);
  writeFileSync(path, text);
  return path;
};

/** Messages without the folder that only this test knows. */
const withoutHome = (text: string): string => text.replaceAll(join(home, '/'), '');

describe.each(['cm', 'mcm'])('an outgoing call, %s', (topology) => {
  test.each([
    ['text', 'txt'],
    ['mermaid', 'mmd'],
    ['ndjson', 'ndjson'],
  ])('as %s', async (format, ending) => {
    const { code, stdout, stderr } = await startWith('run', 'outgoing-call', '-t', topology, '-f', format);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expectGolden(`outgoing-call.${topology}.${ending}`, stdout);
  });
});

test.each([
  ['SEQ-FAIL-11a', 'a refusal'],
  ['SEQ-FAIL-04a', 'a bug check'],
])('%s, %s', async (id) => {
  const { code, stdout } = await startWith('run', id);
  expect(code).toBe(0);
  expectGolden(`${id}.txt`, stdout);
});

describe('what is played', () => {
  test.each([
    { args: [], title: /^An outgoing call, .* cm$/m },
    { args: ['-t', 'mcm'], title: /^An outgoing call, .* mcm$/m },
    { args: ['seq-vc-10'], title: /^Deactivat.* cm$/m },
    { args: ['OUTGOING-CALL'], title: /^An outgoing call/m },
    { args: ['SEQ-VC-07'], title: /^Activate a VC, .* cm$[^]*^Activate a VC, .* cm$/m },
    { args: ['SEQ-VC-02'], title: / mcm$/m },
  ])('run $args', async ({ args, title }) => {
    const { code, stdout, stderr } = await startWith('run', ...args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(title);
  });

  test('one run as JSON is one document', async () => {
    const { stdout } = await startWith('run', '--format', 'json');
    expect(Object.keys(JSON.parse(stdout) as object)).toEqual([
      ...['title', 'topology', 'status', 'steps', 'expectations', 'records'],
    ]);
  });

  test('several variants as JSON are one document, too', async () => {
    expect(JSON.parse((await startWith('run', 'SEQ-VC-07', '--format', 'json')).stdout)).toHaveLength(2);
  });

  test('all scenarios are listed', async () => {
    expect((await startWith('run', '--list')).stdout).toMatch(/^outgoing-call +cm mcm {2}An outgoing call/);
    const { scenarios } = JSON.parse((await startWith('run', '--list', '--format', 'json')).stdout) as {
      scenarios: { id: string; title: string; topologies: string[] }[];
    };
    expect(scenarios).toContainEqual(expect.objectContaining({ id: 'outgoing-call', topologies: ['cm', 'mcm'] }));
    expect(scenarios.filter(({ title }) => title === '')).toEqual([]);
  });

  test('the documented sequences are one document, whose numbers agree', async () => {
    const { code, stdout, stderr } = await startWith('run', '--documented', '--format', 'json');
    const { total, reproduced, sequences, notCovered } = JSON.parse(stdout) as {
      total: number;
      reproduced: number;
      sequences: { reproduced: boolean; firstDifference?: unknown }[];
      notCovered: unknown[];
    };
    expect({ stderr, total }).toEqual({ stderr: '', total: sequences.length });
    expect(sequences.filter((sequence) => sequence.reproduced)).toHaveLength(reproduced);
    expect(code).toBe(reproduced === total ? 0 : 1);
    expect(total + notCovered.length).toBe(63);
  });

  test('the documented sequences are a table', async () => {
    expect((await startWith('run', '--documented')).stdout).toMatch(/^\d+ of \d+ documented sequences reproduced$/m);
  });

  test('a document goes to a file', async () => {
    const out = join(home, 'out.mmd');
    expect(await startWith('run', '-f', 'mermaid', '-o', out)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(out, 'utf8')).toBe((await startWith('run', '-f', 'mermaid')).stdout);
  });
});

describe('a scenario of one’s own', () => {
  const play = (text: string, ...args: string[]) => startWith('run', file('mine.yaml', text), ...args);

  test('ends with 0 where all is as expected', async () => {
    expect((await play('title: T\nsteps: [client.createVc]\nexpect: [vc 1 is created]')).code).toBe(0);
  });

  test('ends with 1 where an expectation is not met', async () => {
    const { code, stdout } = await play('title: T\nsteps: [client.createVc]\nexpect: [vc 1 is active]');
    expect(code).toBe(1);
    expect(stdout).toContain('not met: vc 1 is active (found: vc 1 is ');
  });

  const early = (more: string) =>
    `title: T\nsteps: [client.createVc, {call: {from: callManager, fn: NdisCoDeleteVc${more}}}]`;

  test('ends with 1 where a driver breaks a rule', async () => {
    const { code, stdout } = await play(early(''));
    expect(code).toBe(1);
    expect(stdout).toContain('rules broken: VC-DEL-01');
  });

  test('ends with 0 where a driver breaks the rule that it is meant to break', async () => {
    expect((await play(early(', refused: VC-DEL-01'))).code).toBe(0);
  });

  test('ends with 1 where it breaks another one', async () => {
    expect((await play(early(', refused: VC-DEL-02'))).code).toBe(1);
  });

  test('may be JSON', async () => {
    expect((await startWith('run', file('mine.json', '{"title": "T", "steps": []}'))).code).toBe(0);
  });

  test('may have a hostile title', async () => {
    const { stdout } = await play('title: "\\e]0;x\\a\\u202e"\nsteps: []');
    expect(stdout).toContain('\\u{1b}]0;x\\u{7}\\u{202e}');
    expect(stdout).not.toMatch(/[^\P{C}\n]/u);
  });

  test('that is wrong is reported with all that is wrong', async () => {
    const { code, stdout, stderr } = await play(
      [
        'title: T',
        'topology: [cm, atm]',
        'steps:',
        '  - client.makeCall: { calParameters: P1 }',
        '  - wait: -3',
        'expct: []',
      ].join('\n'),
      '--format',
      'json',
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expectGolden('wrong-scenario.txt', withoutHome(stderr));
  });
});

describe('bad usage', () => {
  test.each([
    { args: [], says: ['CONDIS7001  A command is needed.', 'Usage: condis'] },
    { args: ['rum'], says: ['CONDIS7001  There is no command rum.', 'did you mean  run'] },
    {
      args: ['run', '--formt=json'],
      says: ['CONDIS7002  condis run has no option --formt.', 'did you mean  --format'],
    },
    { args: ['--nonsense'], says: ['CONDIS7002  condis has no option --nonsense.'] },
    { args: ['run', '--format'], says: ['CONDIS7003  The option --format needs a value.'] },
    {
      args: ['run', 'outgoing-cal', '--format', 'jsn', '--topology', 'atm'],
      says: [
        'CONDIS7003  Expected --format to be text or ndjson or mermaid or svg or json, got `jsn`.',
        'CONDIS7003  Expected --topology to be cm or mcm, got `atm`.',
        'CONDIS7005  There is no scenario outgoing-cal.',
        'did you mean  outgoing-call',
      ],
    },
    { args: ['run', 'a', 'b'], says: ['CONDIS7004  Too many arguments'] },
    {
      args: ['run', 'a', '--list', '--documented', '-t', 'cm', '-f', 'mermaid'],
      says: [
        'CONDIS7004  --list does not go with the scenario a and --topology and --documented.',
        'CONDIS7003  Expected --format with --list to be text or json, got `mermaid`.',
      ],
    },
    { args: ['run', '\u001b[2J'], says: ['CONDIS7005  There is no scenario \\u{1b}[2J.'] },
    { args: ['run', '[a-z'], says: ['CONDIS7005'] },
    { args: ['run', join(home, 'none.yaml')], says: ['CONDIS7006', 'reason  there is no such file or folder'] },
    { args: ['run', '-o', home], says: ['CONDIS7007', 'reason  it is a folder'] },
    { args: ['run', '--list', '-o', join(home, 'no/such')], says: ['CONDIS7007'] },
    {
      args: ['run', 'SEQ-VC-02', '-t', 'cm'],
      says: ['CONDIS7008  Topology cm does not know SEQ-VC-02.', 'known to  mcm'],
    },
    { args: ['run', 'SEQ-VC-07', '-f', 'ndjson'], says: ['CONDIS7009', 'SEQ-VC-07a', 'SEQ-VC-07b'] },
  ])('condis $args', async ({ args, says }) => {
    const { code, stdout, stderr } = await startWith(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    says.forEach((text) => {
      expect(stderr).toContain(text);
    });
    expect(stderr).not.toMatch(/[^\P{C}\n]/u);
  });

  test('a folder that is called like a scenario is reported', async () => {
    const folder = join(home, 'folder.yaml');
    mkdirSync(folder);
    expect((await startWith('run', folder)).stderr).toContain('reason  it is a folder');
  });
});

test.each([['--help'], ['run', '--help'], ['help', 'run']])('help is no error: %s %s', async (...args) => {
  const { code, stdout, stderr } = await startWith(...args.filter(Boolean));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('Usage: condis');
});
