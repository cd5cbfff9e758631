import { factOf } from '../../protocol/functions.js';
import { ruleAgainst, ruleAgainstCallback } from '../callers.js';
import { nothing } from '../monitor.js';
import type { Monitor } from '../monitor.js';
import { isSelfCall } from '../steps.js';

/** The wrong twin for the kind of driver, and entry points that an MCM does not have. */
export const callers: Monitor = {
  name: 'callers',
  rules: [
    'MCM-01',
    'MCM-03',
    'MCM-04',
    'MCM-07',
    'MCM-08',
    'MCM-09',
    'MCM-14',
    'MCM-15',
    'NAME-01',
    'REG-02',
    'VC-ACT-02',
    'VC-CREATE-17',
    'VC-DEACT-11',
    'VC-DEL-01',
  ],
  judge(_, step) {
    if (step.kind !== 'call' || isSelfCall(step.frame)) return nothing;
    const { fn, from, to } = step.frame;
    if (from === 'ndis') {
      const rule = to === 'mcm' ? ruleAgainstCallback(fn) : undefined;
      return rule ? [{ rule, by: 'ndis', message: `NDIS calls ${fn} of an MCM, which has none` }] : nothing;
    }
    const { kind, calledBy } = factOf(fn);
    if (kind !== 'ndisCall' || calledBy.includes(from)) return nothing;
    return [
      { rule: ruleAgainst(fn, from), by: from, message: `${from} calls ${fn}, which is for ${calledBy.join(' and ')}` },
    ];
  },
};
