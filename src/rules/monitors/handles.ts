import { nothing } from '../monitor.js';
import type { Monitor } from '../monitor.js';
import { isCreateCallback, isCreation, isSelfCall, vcOf } from '../steps.js';

/** Every call that names a VC names one that was created, and that has not been deleted. */
export const handles: Monitor = {
  name: 'handles',
  rules: ['ASYNC-07', 'CTX-06', 'CTX-10'],
  judge({ vcs }, step) {
    if (step.kind !== 'call' || isSelfCall(step.frame) || isCreation(step.frame.fn)) return nothing;
    const { fn, from, to } = step.frame;
    const handle = vcOf(step.frame);
    if (handle === undefined) return nothing;
    const what = from === 'ndis' ? `NDIS calls ${fn} of ${to}` : `${from} calls ${fn}`;
    const life = vcs[handle]?.life;
    if (isCreateCallback(fn)) {
      const isLate = life !== undefined && life !== 'creating' && life !== 'deleted' && life !== 'unknown';
      if (!isLate || (step.outer && isCreation(step.outer.fn))) return nothing;
      return [{ rule: 'ASYNC-07', by: from, message: `${what} for ${handle}, whose creation is over` }];
    }
    if (life === undefined) {
      return [{ rule: 'CTX-06', by: from, message: `${what} for ${handle}, which no creation has handed out` }];
    }
    return life === 'deleted'
      ? [{ rule: 'CTX-10', by: from, message: `${what} for ${handle}, which has been deleted` }]
      : nothing;
  },
};
