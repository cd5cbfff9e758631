import type { RuleId } from '../../protocol/rules.js';
import { factOf } from '../../protocol/functions.js';
import { invocationsOf } from '../../protocol/routing.js';
import type { RoutedInvocation } from '../../protocol/routing.js';
import type { DriverRole, Topology } from '../../protocol/roles.js';
import { isFailure, isSuccess, shortStatus } from '../../protocol/status.js';
import type { Books } from '../books/books.js';
import { nothing } from '../monitor.js';
import type { Finding, Monitor } from '../monitor.js';
import { hasNotSucceeded, hasSucceeded, isCreateCallback, isCreation, isDeleteCallback, isSelfCall } from '../steps.js';
import type { CallStep, Frame, Inside, ReturnStep } from '../steps.js';

/** NDIS keeps its word inside a creation: the callbacks that are due, once each, and the roll-back if one fails. */
export const creation: Monitor = {
  name: 'creation',
  rules: [
    'FAIL-01',
    'FAIL-02',
    'FAIL-03',
    'FAIL-04',
    'FAIL-10',
    'SIG-02',
    'VC-CREATE-02',
    'VC-CREATE-03',
    'VC-CREATE-04',
    'VC-CREATE-05',
    'VC-CREATE-07',
    'VC-CREATE-15',
  ],
  judge(books, step) {
    if (step.kind === 'call') {
      const { frame, outer } = step;
      if (!outer || !isCreation(outer.fn) || frame.from !== 'ndis') return nothing;
      if (isCreateCallback(frame.fn)) return createCallback(books, step, outer);
      return isDeleteCallback(frame.fn) ? rollBack(frame, outer) : nothing;
    }
    if (step.kind !== 'return' || !isCreation(step.frame.fn) || isSelfCall(step.frame)) return nothing;
    return step.rule === undefined && !step.frame.isLeaf ? result(books, step) : nothing;
  },
};

const isSignaling = ({ from, args }: Frame): boolean => from === 'callManager' && args.af === null;

/** The rule that says which callbacks a creation leads to. */
function ruleFor(creation: Frame, topology: Topology): RuleId {
  if (creation.fn === 'NdisMCmCreateVc') return 'VC-CREATE-05';
  if (isSignaling(creation)) return 'SIG-02';
  if (creation.from === 'callManager') return 'VC-CREATE-04';
  return topology === 'mcm' ? 'VC-CREATE-03' : 'VC-CREATE-02';
}

const dueIn = (creation: Frame, topology: Topology): readonly RoutedInvocation[] =>
  invocationsOf(creation.fn, { topology, caller: creation.from, signaling: isSignaling(creation) });

const isThere = (inside: readonly Inside[], { callback, on }: RoutedInvocation): boolean =>
  inside.some((made) => made.fn === callback && made.on === on);

/** A call manager that does not show the AF handle may be making a VC of its own. */
const isOptional = (creation: Frame, { on }: RoutedInvocation): boolean =>
  creation.from === 'callManager' && creation.args.af === undefined && on === 'client';

function createCallback({ topology }: Books, { frame: { fn, to } }: CallStep, outer: Frame): readonly Finding[] {
  const what = `NDIS calls ${fn} of ${to} inside ${outer.fn} of ${outer.from}`;
  if (to === outer.from) {
    return [{ rule: 'VC-CREATE-15', by: 'ndis', message: `${what}, the creator itself` }];
  }
  const failed = outer.inside.find((made) => isCreateCallback(made.fn) && hasNotSucceeded(made));
  if (failed) {
    return [{ rule: 'FAIL-04', by: 'ndis', message: `${what} after ${failed.fn} of ${failed.on} has failed` }];
  }
  const isRepeated = isThere(outer.inside, { callback: fn, on: to as DriverRole });
  if (isRepeated) return [{ rule: ruleFor(outer, topology), by: 'ndis', message: `${what} a second time` }];
  return isDueOn(outer, topology, fn, to) || !has(to as DriverRole, fn)
    ? nothing
    : [{ rule: ruleFor(outer, topology), by: 'ndis', message: `${what}, where it is not due` }];
}

const isDueOn = (outer: Frame, topology: Topology, fn: Frame['fn'], to: Frame['to']): boolean =>
  dueIn(outer, topology).some(({ callback, on }) => callback === fn && on === to);

/** A callback on a driver that has none is another monitor's business. */
const has = (role: DriverRole, fn: Frame['fn']): boolean => factOf(fn).implementedBy.includes(role);

/** The delete callbacks inside a creation are for those whose create callback had succeeded. */
function rollBack({ fn, to }: Frame, { inside }: Frame): readonly Finding[] {
  const failed = inside.some((made) => isCreateCallback(made.fn) && made.on === to && hasNotSucceeded(made));
  return failed
    ? [{ rule: 'FAIL-03', by: 'ndis', message: `NDIS calls ${fn} of ${to}, whose create callback has failed` }]
    : nothing;
}

function result({ topology }: Books, { frame, status, out }: ReturnStep): readonly Finding[] {
  if (status === null) return nothing;
  const made = frame.inside.filter(({ fn }) => isCreateCallback(fn));
  const failed = made.find(hasNotSucceeded);
  const findings: Finding[] = [];
  const find = (rule: RuleId, message: string) => findings.push({ rule, by: 'ndis', message });
  if (isSuccess(status)) {
    if (failed) {
      find('FAIL-01', `${frame.fn} of ${frame.from} succeeds although ${failed.fn} of ${failed.on} has failed`);
    } else {
      dueIn(frame, topology)
        .filter((invocation) => !isThere(made, invocation) && !isOptional(frame, invocation))
        .forEach(({ callback, on }) => {
          find(ruleFor(frame, topology), `${frame.fn} of ${frame.from} succeeds without ${callback} of ${on}`);
        });
    }
    if (out.vc !== undefined && frame.creates !== undefined && out.vc !== frame.creates) {
      find('VC-CREATE-07', `${frame.fn} hands out ${out.vc}, where the callbacks were given ${frame.creates}`);
    }
    return findings;
  }
  if (out.vc !== undefined) {
    find('FAIL-01', `${frame.fn} of ${frame.from} fails and hands out ${out.vc}`);
  }
  const answer = failed?.status ?? null;
  if (failed && answer !== null && isFailure(answer) && status !== answer) {
    const rule = frame.fn === 'NdisMCmCreateVc' ? 'FAIL-10' : 'FAIL-01';
    find(rule, `${frame.fn} returns ${shortStatus(status)}, where ${failed.fn} answered ${shortStatus(answer)}`);
  }
  made
    .filter((one) => hasSucceeded(one) && !wasToldToDelete(frame.inside, one.on))
    .forEach(({ fn, on }) => {
      find('FAIL-02', `${frame.fn} fails, and ${on}, whose ${fn} had succeeded, is not told to delete`);
    });
  return findings;
}

const wasToldToDelete = (inside: readonly Inside[], role: Inside['on']): boolean =>
  inside.some(({ fn, on }) => isDeleteCallback(fn) && on === role);
