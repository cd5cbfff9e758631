import type { Rule } from '../../src/protocol/index.js';
import { ambiguities, isRuleId, ruleAreas, ruleIds, rules, seedPages } from '../../src/protocol/index.js';

const countBy = (field: keyof Rule): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const id of ruleIds) {
    const value = String(rules[id][field]);
    counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
};

const page = /^[a-z0-9_-]+\.md$/;

/** A structure whose page is only in the archive of previous versions (PVC-02). */
const archived = 'CO_CALL_PARAMETERS (previous-versions ff545384)';

test('the catalogue is complete', () => {
  expect(ruleIds).toHaveLength(382);
  expect(countBy('level')).toEqual({ MUST: 270, 'MUST NOT': 66, SHOULD: 21, MAY: 25 });
  expect(countBy('observable')).toEqual({ trace: 306, memory: 32, 'over-strict-checker': 19, internal: 16, static: 9 });
  expect(countBy('fromSeed')).toEqual({ true: 57, false: 325 });
  expect(countBy('derived')).toEqual({ true: 22, false: 360 });
  expect(Object.keys(countBy('area')).sort()).toEqual(Object.keys(ruleAreas).sort());
});

test.each(ruleIds)('%s says whom it binds, what it says and where', (id) => {
  const rule = rules[id];
  expect(rule.id).toBe(id);
  expect(id.replace(/-\d\d$/, '')).toBe(rule.area);
  expect(rule.actors).not.toHaveLength(0);
  expect(rule.rule).toMatch(/\.$/);
  expect(rule.violation).not.toBe('');
  expect([rule.source, ...rule.alsoSee].filter((source) => !page.test(source) && source !== archived)).toEqual([]);
  expect(rule.ambiguities.filter((ambiguity) => !(ambiguity in ambiguities))).toEqual([]);
  expect(rule.seedDocs.filter((doc) => !(doc in seedPages))).toEqual([]);
  expect(rule.fromSeed).toBe(rule.seedDocs.length > 0);
});

test('what only an over-strict checker breaks is a MAY, but for concurrency and overtaking', () => {
  const strict = ruleIds.filter((id) => rules[id].observable === 'over-strict-checker');
  expect(strict.filter((id) => rules[id].level !== 'MAY')).toEqual(['REG-07', 'SAP-07']);
});

test.each([
  ['VC-DEL-01', true],
  ['VC-DEL-99', false],
  ['constructor', false],
])('%s is a rule: %s', (text, known) => {
  expect(isRuleId(text)).toBe(known);
});

test('the ambiguities are complete', () => {
  expect(Object.keys(ambiguities)).toHaveLength(51);
  for (const { topic, readings, resolution, sources } of Object.values(ambiguities)) {
    expect([topic, resolution, ...readings]).not.toContain('');
    expect(sources.filter((source) => !page.test(source))).toEqual([]);
    expect(sources).not.toHaveLength(0);
  }
});
