import { factOf } from '../../protocol/functions.js';
import type { AnyFunctionName } from '../../protocol/functions.js';
import type { RuleId } from '../../protocol/rules.js';
import { isPending } from '../../protocol/status.js';
import { isDeleted } from '../books/books.js';
import type { Books } from '../books/books.js';
import { completionFor, endedBy, findOperation, isNotice, isUnderWay, objectOf } from '../books/operations.js';
import type { Operation } from '../books/operations.js';
import { isKnown } from '../books/vcs.js';
import { completionRules, pendingRuleOf } from '../completionRules.js';
import { nothing } from '../monitor.js';
import type { Finding, Monitor } from '../monitor.js';
import { isSelfCall } from '../steps.js';
import type { Frame, ReturnStep } from '../steps.js';

/** Whatever has pended is completed exactly once, and what may not pend does not. */
export const completions: Monitor = {
  name: 'completions',
  rules: [
    'AF-10',
    'AF-21',
    'AF-23',
    'AF-32',
    'ASYNC-01',
    'ASYNC-02',
    'ASYNC-03',
    'ASYNC-05',
    'CALL-CLOSE-06',
    'CALL-CLOSE-13',
    'CALL-IN-06',
    'CALL-IN-07',
    'CALL-IN-22',
    'CALL-OUT-07',
    'CALL-OUT-08',
    'MCM-12',
    'OID-20',
    'PARTY-03',
    'PARTY-10',
    'QOS-CL-05',
    'QOS-CL-08',
    'SAP-03',
    'SAP-10',
    'VC-ACT-07',
    'VC-ACT-08',
    'VC-ACT-18',
    'VC-CREATE-08',
    'VC-CREATE-09',
    'VC-DEACT-07',
    'VC-DEACT-08',
    'VC-DEACT-18',
    'VC-DEL-07',
  ],
  judge(books, step) {
    if (step.kind === 'assume') return nothing;
    if (step.kind === 'call') return completion(books, step.frame);
    if (isSelfCall(step.frame)) return nothing;
    return [...pended(step), ...completedEarly(books, step), ...forgotten(books, step)];
  },
  owed: (books) =>
    Object.entries(books.operations).flatMap(([object, operations]) =>
      operations
        .filter((operation) => isOwed(books, object, operation))
        .map((operation) => debt(books, object, operation)),
    ),
};

/** A completion: not with PENDING, and only of what is under way. */
function completion(books: Books, frame: Frame): readonly Finding[] {
  const { fn, from, args } = frame;
  const { status } = args;
  if (status !== undefined && isPending(status) && isForbiddenArgument(fn) && !isSelfCall(frame)) {
    return [{ rule: rulesOf(fn, books).pending, by: from, message: `${from} calls ${fn} with NDIS_STATUS_PENDING` }];
  }
  // A completion by the wrong kind of driver is another monitor's business.
  const isRightDriver = isSelfCall(frame) || factOf(fn).calledBy.includes(from);
  if (endedBy(fn, books.topology).length === 0 || !isRightDriver) return nothing;
  const found = findOperation(books.operations, frame, books.topology)?.operation;
  if (found && isUnderWay(found)) return nothing;
  const isJudged = isSelfCall(frame) ? found !== undefined && isNotice(found.fn) : isOfKnown(books, args.vc);
  if (!isJudged) return nothing;
  const { none, twice } = rulesOf(fn, books);
  const about = args.vc === undefined ? '' : ` for ${args.vc}`;
  return found
    ? [{ rule: twice, by: from, message: `${from} calls ${fn}${about} a second time` }]
    : [{ rule: none, by: from, message: `${from} calls ${fn}${about}, where nothing has pended` }];
}

/** Nothing is held against a completion on a VC of which the trace has not told enough. */
const isOfKnown = ({ vcs }: Books, vc: string | undefined): boolean => vc === undefined || isKnown(vcs[vc]);

const isForbiddenArgument = (fn: AnyFunctionName): boolean => {
  const fact = factOf(fn);
  return 'forbiddenStatusArguments' in fact && (fact.forbiddenStatusArguments ?? []).includes('NDIS_STATUS_PENDING');
};

/** PENDING from a function that is always synchronous. */
function pended({ frame, status }: ReturnStep): readonly Finding[] {
  const { fn, from, to } = frame;
  if (status === null || !isPending(status) || factOf(fn).timing !== 'synchronous' || isNotice(fn)) return nothing;
  const who = from === 'ndis' ? to : 'ndis';
  return [{ rule: pendingRuleOf(fn), by: who, message: `${who} answers NDIS_STATUS_PENDING in ${fn}` }];
}

/** What was completed before it returned has to return PENDING. */
function completedEarly(books: Books, { frame, status, rule }: ReturnStep): readonly Finding[] {
  const { fn, from, to, args, record } = frame;
  if (status === null || isPending(status) || rule !== undefined || isNotice(fn)) return nothing;
  const isEarly = (books.operations[objectOf(fn, args)] ?? []).some(
    (one) => one.fn === fn && one.progress === 'early' && one.since === record,
  );
  if (!isEarly) return nothing;
  const who = from === 'ndis' ? to : 'ndis';
  const complete = completionFor(fn, books.topology);
  const broken = from !== 'ndis' || fn === 'ProtocolClIncomingCall' ? rulesOf(complete, books).none : 'ASYNC-03';
  return [{ rule: broken, by: who, message: `${fn} returns ${status} although ${complete} has completed it already` }];
}

/** What is owed about a VC can no longer come when the VC is deleted. */
function forgotten(books: Books, step: ReturnStep): readonly Finding[] {
  const { vc } = step.frame.args;
  if (!isDeleted(step) || vc === undefined) return nothing;
  return (books.operations[vc] ?? [])
    .filter((operation) => isOwed(books, vc, operation))
    .map((operation) => {
      const { rule, by, message } = debt(books, vc, operation);
      return { rule, by, message: `${message} when ${vc} is deleted`, at: step.frame.record };
    });
}

/** NDIS owes a callback only when the driver below has done its part. */
function isOwed(books: Books, object: string, { fn, progress, isWaived }: Operation): boolean {
  if (progress !== 'pended' || isWaived) return false;
  const below = factOf(fn).invokes.map(({ callback }) => callback);
  return !(books.operations[object] ?? []).some((other) => {
    return below.includes(other.fn) && (other.progress === 'pended' || other.progress === 'open') && !other.isWaived;
  });
}

function debt(books: Books, object: string, { fn, driver, since }: Operation) {
  const complete = completionFor(fn, books.topology);
  const by = factOf(fn).kind === 'ndisCall' ? ('ndis' as const) : driver;
  const about = object === '' ? '' : ` for ${object}`;
  return {
    rule: rulesOf(complete, books).missing,
    by,
    message: `${fn} has pended${about}, and ${complete} has not come`,
    since,
  };
}

/** The rules about a completion. An MCM's own completion events have a rule of their own. */
function rulesOf(fn: AnyFunctionName, { topology }: Books) {
  const isMcmEvent =
    topology === 'mcm' && (fn === 'ProtocolCmActivateVcComplete' || fn === 'ProtocolCmDeactivateVcComplete');
  const rule: RuleId = 'MCM-12';
  return isMcmEvent ? { none: rule, twice: rule, pending: rule, missing: rule } : completionRules(fn);
}
