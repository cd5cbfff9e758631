import { rules } from '../../src/protocol/rules.js';
import type { RuleId } from '../../src/protocol/rules.js';
import { unseen } from '../../src/rules/index.js';
import type { CatalogueEntry } from '../../src/trace/index.js';
import { specimens } from '../conformance/load.js';
import { expectGolden } from '../export/golden.js';
import { startWith } from './start.js';

const entriesOf = async (...args: string[]): Promise<readonly CatalogueEntry[]> =>
  (JSON.parse((await startWith('rules', ...args, '-f', 'json')).stdout) as { rules: CatalogueEntry[] }).rules;

test('the catalogue has every rule', async () => {
  expect((await entriesOf()).map(({ id }) => id)).toEqual(Object.keys(rules));
});

test('whatever a trace can show of a MUST or a SHOULD is enforced, and proven by a bad trace', async () => {
  const lacking = (await entriesOf()).filter(
    ({ observable, level, enforcedBy, provenBy }) =>
      observable === 'trace' && level !== 'MAY' && (enforcedBy.length === 0 || provenBy.length === 0),
  );
  expect(lacking.map(({ id }) => id).sort()).toEqual(Object.keys(unseen).sort());
  expect(new Set(lacking.map(({ level }) => level))).toEqual(new Set(['SHOULD']));
});

test('whatever is not enforced says why', async () => {
  for (const { id, enforcedBy, reason } of await entriesOf()) {
    expect([id, reason === null]).toEqual([id, enforcedBy.length > 0]);
  }
  const { stdout } = await startWith('rules', 'CALL-IN-10');
  expect(stdout).toContain(`enforced  ${unseen['CALL-IN-10'] ?? ''}`);
});

test('no line is longer than the page is wide, unless it is one word', async () => {
  const { stdout } = await startWith('rules', 'VC-DEACT-04');
  const tooLong = stdout.split('\n').filter((line) => line.length > 100 && line.trim().split(/ +/).length > 2);
  expect(tooLong).toEqual([]);
});

test('a rule about parties names the places that it guards in their chart', async () => {
  const { stdout } = await startWith('rules', 'PARTY-09');
  expect(stdout).toContain('NdisClDropParty, in the state connected of party');
  expect(stdout).toContain('NdisClDropParty, in any other state of vc');
});

test('nothing is enforced that must not be reported', async () => {
  const tooStrict = (await entriesOf()).filter(
    ({ observable, level, enforcedBy }) =>
      enforcedBy.length > 0 && (observable === 'over-strict-checker' || level === 'MAY'),
  );
  expect(tooStrict.map(({ id }) => id)).toEqual([]);
});

test('a proof of a rule breaks that rule, or the one that is reported for it', async () => {
  const broken = new Map(
    specimens().map(({ name, expected: { violations = [], warnings = [] } }) => [
      name,
      [...violations, ...warnings].map(({ rule }) => rule),
    ]),
  );
  const idle = (await entriesOf()).flatMap(({ id, reportedAs, provenBy }) =>
    provenBy.filter((name) => !broken.get(name)?.includes(reportedAs ?? id)).map((name) => `${id}: ${name}`),
  );
  expect(idle).toEqual([]);
});

test('one rule is explained, with an example', async () => {
  const { code, stdout } = await startWith('rules', 'vc-deact-04');
  expect(code).toBe(0);
  expectGolden('rule-vc-deact-04.txt', stdout);
});

test('an area is a part of the catalogue', async () => {
  const ids: readonly RuleId[] = (await entriesOf('MCM-SIG')).map(({ id }) => id);
  expect(ids).toEqual(['MCM-SIG-01', 'MCM-SIG-02', 'MCM-SIG-03']);
});

test('an unknown rule is reported', async () => {
  const { code, stderr } = await startWith('rules', 'VC-DEACT-4');
  expect(code).toBe(2);
  expect(stderr).toContain('CONDIS7010  There is no rule VC-DEACT-4.');
  expect(stderr).toContain('did you mean  VC-DEACT-04');
});
