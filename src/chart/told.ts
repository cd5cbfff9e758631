import { factOf, isFunctionName } from '../protocol/functions.js';
import { isRuleId, rules } from '../protocol/rules.js';
import type { TraceRecord } from '../protocol/trace.js';
import { sequenceWith } from './sequence.js';
import type { Contract, Sequence, SequenceOptions } from './sequence.types.js';

/** What the catalogues of rules and functions say. They are large: a page may bring a contract of its own. */
const catalogue: Contract = {
  sentenceOf: (rule) => (isRuleId(rule) ? rules[rule].rule : undefined),
  completionOf: (fn, topology) => {
    if (!isFunctionName(fn)) return undefined;
    const fact = factOf(fn);
    return 'completion' in fact ? fact.completion[topology] : undefined;
  },
};

/** A run as lanes, rows and bars. */
export const sequenceOf = (records: readonly TraceRecord[], options: SequenceOptions = {}): Sequence =>
  sequenceWith(catalogue, records, options);
