import { checkSarif } from '../../src/export/index.js';
import { rules } from '../../src/protocol/rules.js';
import type { RuleId } from '../../src/protocol/rules.js';
import { bad, broken, evil, good, warned } from './checked.js';

describe('as SARIF', () => {
  interface Result {
    readonly ruleId: RuleId;
    readonly ruleIndex: number;
    readonly level: string;
    readonly message: { readonly text: string };
    readonly locations: readonly {
      readonly physicalLocation: {
        readonly artifactLocation: { readonly uri: string };
        readonly region: { readonly startLine: number; readonly startColumn: number };
      };
    }[];
  }
  interface Sarif {
    readonly version: string;
    readonly runs: readonly {
      readonly tool: {
        readonly driver: {
          readonly name: string;
          readonly version: string;
          readonly rules: readonly { readonly id: RuleId }[];
        };
      };
      readonly invocations: readonly {
        readonly executionSuccessful: boolean;
        readonly toolExecutionNotifications: readonly Pick<Result, 'level' | 'message' | 'locations'>[];
      }[];
      readonly results: readonly Result[];
    }[];
  }
  const runOf = (text: string) => {
    const { version, runs } = JSON.parse(text) as Sarif;
    expect(version).toBe('2.1.0');
    expect(runs).toHaveLength(1);
    const [run] = runs;
    if (!run) throw new Error('There is no run.');
    return run;
  };

  test('results point into the table of rules, and into the files', () => {
    const { tool, results, invocations } = runOf(checkSarif([warned, bad, good], '1.2.3'));
    expect(tool.driver).toMatchObject({ name: 'condis', version: '1.2.3' });
    expect(tool.driver.rules).toEqual(
      (['AF-17', 'VC-DEL-02'] as const).map((id) => ({
        id,
        shortDescription: { text: rules[id].rule },
        helpUri: expect.stringMatching(/^https:/) as unknown,
        defaultConfiguration: { level: id === 'AF-17' ? 'warning' : 'error' },
      })),
    );
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    expect(results.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ['AF-17', 'warning'],
      ['VC-DEL-02', 'error'],
    ]);
    expect(results.map(({ locations }) => locations)).toEqual([
      [{ physicalLocation: { artifactLocation: { uri: 'warned.ndjson' }, region: { startLine: 5, startColumn: 1 } } }],
      [
        {
          physicalLocation: { artifactLocation: { uri: 'logs/bad.ndjson' }, region: { startLine: 3, startColumn: 1 } },
        },
      ],
    ]);
    expect(results[1]?.message.text).toMatch(/^app .*\. Legal if sig calls .*\.$/);
    expect(invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }]);
  });

  test('bad input is a notification, and the run has failed', () => {
    const { results, invocations } = runOf(checkSarif([broken], '1'));
    const [
      { executionSuccessful, toolExecutionNotifications: notes } = {
        executionSuccessful: true,
        toolExecutionNotifications: [],
      },
    ] = invocations;
    expect({ results, executionSuccessful }).toEqual({ results: [], executionSuccessful: false });
    expect(notes.map(({ level, locations }) => [level, locations[0]?.physicalLocation.region.startLine])).toEqual([
      ['error', 1],
      ['error', 2],
    ]);
  });

  test.each([
    ['a b#c?d%.ndjson', 'a%20b%23c%3Fd%25.ndjson'],
    ['C:\\logs\\a.ndjson', 'file:///C:/logs/a.ndjson'],
    ['logs\\a.ndjson', 'logs/a.ndjson'],
    ['\ud800.ndjson', '%EF%BF%BD.ndjson'],
  ])('the file %j is %s', (file, uri) => {
    const { results } = runOf(checkSarif([{ ...bad, file }], '1'));
    expect(results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe(uri);
  });

  test('any name survives', () => {
    const text = checkSarif([evil], '1');
    expect(text).not.toMatch(/\p{Cs}/u);
    expect(runOf(text).results[0]?.message.text).toContain('\\[x\\]');
  });
});
