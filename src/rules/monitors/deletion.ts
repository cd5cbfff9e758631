import { factOf } from '../../protocol/functions.js';
import type { RuleId } from '../../protocol/rules.js';
import { invocationsOf } from '../../protocol/routing.js';
import type { DriverRole, Topology } from '../../protocol/roles.js';
import { isSuccess } from '../../protocol/status.js';
import type { Books } from '../books/books.js';
import { isUnderWay } from '../books/operations.js';
import { nothing } from '../monitor.js';
import type { Finding, Monitor } from '../monitor.js';
import { hasNotSucceeded, isDeleteCallback, isDeletion, isSelfCall } from '../steps.js';
import type { Frame, ReturnStep } from '../steps.js';

/** Who deletes a VC, in which state, and whom NDIS tells. */
export const deletion: Monitor = {
  name: 'deletion',
  rules: ['FAIL-13', 'VC-DEL-01', 'VC-DEL-02', 'VC-DEL-03', 'VC-DEL-04', 'VC-DEL-05', 'VC-DEL-06', 'VC-DEL-14'],
  judge(books, step) {
    if (step.kind === 'assume' || isSelfCall(step.frame)) return nothing;
    const { frame, outer } = step;
    if (step.kind === 'return') {
      const isJudged = isDeletion(frame.fn) && step.rule === undefined && !frame.isLeaf;
      return isJudged ? result(books, step) : nothing;
    }
    if (isDeletion(frame.fn)) return request(books, frame);
    return outer && isDeletion(outer.fn) && isDeleteCallback(frame.fn) && frame.from === 'ndis'
      ? deleteCallback(books, frame, outer)
      : nothing;
  },
};

function request({ vcs, operations }: Books, { fn, from, args }: Frame): readonly Finding[] {
  const handle = args.vc;
  const vc = handle === undefined ? undefined : vcs[handle];
  if (handle === undefined || vc === undefined || vc.life === 'deleted') return nothing;
  const what = `${from} calls ${fn} for ${handle}`;
  if (vc.creator !== null && vc.creator !== from) {
    return [{ rule: 'VC-DEL-01', by: from, message: `${what}, which ${vc.creator} has created` }];
  }
  if (vc.life !== 'created' && vc.life !== 'creating' && vc.life !== 'unknown') {
    return [{ rule: 'VC-DEL-02', by: from, message: `${what}, which is ${vc.life}` }];
  }
  const close = operations[handle]?.find(
    (one) => one.fn === 'NdisClCloseCall' && one.driver === from && isUnderWay(one),
  );
  return close ? [{ rule: 'VC-DEL-03', by: from, message: `${what} before its own NdisClCloseCall is over` }] : nothing;
}

/** The rule that says which callbacks a deletion leads to. */
function ruleFor({ fn }: Frame, topology: Topology): RuleId {
  if (fn === 'NdisMCmDeleteVc') return 'VC-DEL-06';
  return topology === 'mcm' ? 'VC-DEL-05' : 'VC-DEL-04';
}

/** Whether a callback is due inside a deletion: it may, it must, or it must not come. */
function dueIn({ topology, vcs }: Books, { fn, from, args }: Frame) {
  const isSignaling = vcs[args.vc ?? '']?.isSignaling ?? null;
  const invocations = (signaling: boolean) => invocationsOf(fn, { topology, caller: from, signaling });
  return { may: invocations(isSignaling ?? false), must: invocations(isSignaling ?? from === 'callManager') };
}

function deleteCallback(books: Books, { fn, to }: Frame, outer: Frame): readonly Finding[] {
  const what = `NDIS calls ${fn} of ${to} inside ${outer.fn} of ${outer.from}`;
  const rule = ruleFor(outer, books.topology);
  if (to === outer.from) {
    return [{ rule: 'VC-DEL-14', by: 'ndis', message: `${what}, the creator itself` }];
  }
  if (outer.inside.some((made) => made.fn === fn && made.on === to)) {
    return [{ rule, by: 'ndis', message: `${what} a second time` }];
  }
  const isDue = dueIn(books, outer).may.some(({ callback, on }) => callback === fn && on === to);
  return isDue || !factOf(fn).implementedBy.includes(to as DriverRole)
    ? nothing
    : [{ rule, by: 'ndis', message: `${what}, where it is not due` }];
}

function result(books: Books, { frame, status }: ReturnStep): readonly Finding[] {
  if (status === null || !isSuccess(status)) return nothing;
  const what = `${frame.fn} of ${frame.from} succeeds`;
  const refused = frame.inside.find((made) => made.fn === 'ProtocolCoDeleteVc' && hasNotSucceeded(made));
  if (refused) {
    return [{ rule: 'FAIL-13', by: 'ndis', message: `${what} although ${refused.fn} of ${refused.on} has refused` }];
  }
  return dueIn(books, frame)
    .must.filter(({ callback, on }) => !frame.inside.some((made) => made.fn === callback && made.on === on))
    .map(({ callback, on }) => ({
      rule: ruleFor(frame, books.topology),
      by: 'ndis',
      message: `${what} without ${callback} of ${on}`,
    }));
}
