import { drawSequence, sequenceOf } from '../chart/index.js';
import { isRuleId, rules } from '../protocol/rules.js';
import type { Sheet } from './transcript.js';

/** A run as a sequence diagram: an SVG document that stands alone. */
export function toSequence({ title, topology, records, steps = [], violations = [] }: Sheet): string {
  const findings = violations.map(({ rule, record }) => ({
    record,
    rule,
    text: `broken ${rule}${isRuleId(rule) ? `: ${rules[rule].rule}` : ''}`,
  }));
  return drawSequence(sequenceOf(records, { title: `${title} (${topology})`, steps, findings }));
}
