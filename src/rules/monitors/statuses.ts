import { factOf } from '../../protocol/functions.js';
import type { AnyFunctionName } from '../../protocol/functions.js';
import { shortStatus } from '../../protocol/status.js';
import { nothing } from '../monitor.js';
import type { Finding, Monitor } from '../monitor.js';
import { isCreation, isDeletion, isSelfCall } from '../steps.js';
import type { CallStep, ReturnStep } from '../steps.js';

/** Creations and deletions have rules of their own; an address family refused at once is reported later (AMB-30). */
const isFree = (fn: AnyFunctionName): boolean =>
  isCreation(fn) || isDeletion(fn) || fn === 'NdisClOpenAddressFamilyEx' || fn.endsWith('OidRequest');

/** NDIS hands a status on unchanged: from a callback to the return, from a completion to its callback. */
export const statuses: Monitor = {
  name: 'statuses',
  rules: ['ASYNC-08'],
  judge(_, step) {
    if (step.kind === 'assume' || isSelfCall(step.frame)) return nothing;
    return step.kind === 'call' ? passedUp(step) : handedBack(step);
  },
};

/** What a completion is given is what its callback gets. A send's status belongs to each list. */
function passedUp({ frame: { fn, from, args }, outer }: CallStep): readonly Finding[] {
  const given = outer?.args.status;
  if (!outer || from !== 'ndis' || given === undefined || args.status === undefined) return nothing;
  const isCompletion = outer.fn.endsWith('Complete') && !outer.fn.endsWith('ListsComplete');
  if (!isCompletion || args.status === given || !leadsTo(outer.fn, fn)) return nothing;
  return [differs(`${fn} gets ${shortStatus(args.status)}`, `${outer.fn} was given ${shortStatus(given)}`)];
}

/** What the callback returns is what the function that caused it returns. */
function handedBack({ frame, status, rule }: ReturnStep): readonly Finding[] {
  if (status === null || rule !== undefined || frame.to !== 'ndis' || isFree(frame.fn)) return nothing;
  const made = frame.inside.filter(({ fn }) => leadsTo(frame.fn, fn) && factOf(fn).returns === 'status');
  const [only] = made;
  const answer = only?.status ?? null;
  if (made.length !== 1 || !only || answer === null || answer === status) return nothing;
  return [differs(`${frame.fn} returns ${shortStatus(status)}`, `${only.fn} answered ${shortStatus(answer)}`)];
}

const leadsTo = (fn: AnyFunctionName, callback: AnyFunctionName): boolean =>
  factOf(fn).invokes.some((invocation) => invocation.callback === callback);

const differs = (what: string, where: string): Finding => ({
  rule: 'ASYNC-08',
  by: 'ndis',
  message: `${what}, where ${where}`,
});
