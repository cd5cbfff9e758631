import { factOf, functions } from '../../protocol/functions.js';
import type { AnyFunctionName } from '../../protocol/functions.js';
import { outcomeOf } from '../../protocol/log.js';
import type { RuleId } from '../../protocol/rules.js';
import type { Frame } from '../frame.js';
import { monitor } from '../monitor.js';
import type { Scene } from '../monitor.js';
import { deed, isCreation, isDeletion, spoken } from '../words.js';

/** What each call into NDIS may lead to, where that answers with a status. Creations and deletions have other rules. */
const asked = new Map<AnyFunctionName, ReadonlySet<AnyFunctionName>>();
for (const fn of Object.keys(functions) as AnyFunctionName[]) {
  const { kind, invokes, returns } = factOf(fn);
  if (kind !== 'ndisCall' || returns !== 'status' || isCreation(fn) || isDeletion(fn)) continue;
  const callbacks = invokes.map(({ callback }) => callback).filter((callback) => factOf(callback).returns === 'status');
  if (callbacks.length > 0) asked.set(fn, new Set(callbacks));
}

/** Completions that report success, or nothing. */
const successOnly: ReadonlyMap<AnyFunctionName, RuleId> = new Map([
  ['NdisCmCloseAddressFamilyComplete', 'AF-18'],
  ['NdisMCmCloseAddressFamilyComplete', 'AF-18'],
  ['NdisCmDeregisterSapComplete', 'SAP-10'],
  ['NdisMCmDeregisterSapComplete', 'SAP-10'],
]);

/** Statuses that are no result of a send: it goes on, or it is none of a send's business. */
const noResults: ReadonlySet<unknown> = new Set([
  'NDIS_STATUS_PENDING',
  'NDIS_STATUS_RESET_START',
  'NDIS_STATUS_RESET_END',
  'NDIS_STATUS_NOT_RECOGNIZED',
]);

/**
 * NDIS hands the status of a callback on as the result of its cause, unchanged; and some functions have few results. A
 * failure that a page does not list is a failure like any other, except where a rule names all results. A request of
 * a client that fails may come back as PENDING, and a completion that says so.
 */
export const statuses = monitor({
  name: 'statuses',
  rules: ['AF-18', 'ASYNC-08', 'SAP-10', 'SEND-17', 'VC-CREATE-10', 'VC-DEACT-19'],
  hears: {
    called: ['NdisMCoSendNetBufferListsComplete'],
    entered: [...successOnly.keys()],
    answered: [...asked.keys(), 'MiniportCoCreateVc', 'MiniportCoDeactivateVc'],
  },
  called(scene, frame) {
    if (frame.isPrivate || !noResults.has(frame.args.status)) return;
    complain(scene, frame, 'SEND-17', `${deed(frame)} with ${spoken(frame.args.status)}, which is no result of a send`);
  },
  entered(scene, frame) {
    const rule = successOnly.get(frame.fn);
    const { status } = frame.args;
    if (!rule || status === undefined || frame.isPrivate || frame.isReported || outcomeOf(status) !== 'failure') return;
    complain(scene, frame, rule, `${deed(frame)} with ${spoken(status)}, where it can only succeed`);
  },
  answered(scene, frame) {
    if (frame.isPrivate || frame.isReported) return;
    const { fn, status, outcome, to } = frame;
    if (status === null || outcome === undefined) return;
    if (fn === 'MiniportCoCreateVc') {
      if (outcome === 'failure' && status !== 'NDIS_STATUS_RESOURCES') {
        complain(
          scene,
          frame,
          'VC-CREATE-10',
          `${to.name} returns ${spoken(status)} from ${fn}, which has no results but SUCCESS and RESOURCES`,
        );
      }
    } else if (fn === 'MiniportCoDeactivateVc') {
      if (outcome === 'failure') {
        complain(scene, frame, 'VC-DEACT-19', `${to.name} returns ${spoken(status)} from ${fn}, which cannot fail`);
      }
    } else {
      handedOn(scene, frame);
    }
  },
});

/** What the callback has answered is what the call returns, if it is the only one. */
function handedOn(scene: Scene<undefined>, frame: Frame): void {
  const callbacks = asked.get(frame.fn);
  if (!callbacks || frame.isMixed || !frame.isIntoNdis) return;
  let only: Frame | undefined;
  for (const made of frame.inside) {
    if (!callbacks.has(made.fn)) continue;
    if (only) return;
    only = made;
  }
  if (!only || only.isReported || only.status === undefined || only.status === null || only.status === frame.status) {
    return;
  }
  if (frame.outcome === 'pending' && mayComeLater(frame, only)) return;
  complain(
    scene,
    frame,
    'ASYNC-08',
    `NDIS returns ${spoken(frame.status)} from ${frame.fn}, where ${only.to.name} answered ${spoken(only.status)} in ${only.fn}`,
  );
}

/** An address family is opened at PASSIVE_LEVEL, later if need be (AMB-30); a client may be told later of a failure. */
const mayComeLater = ({ fn }: Frame, { outcome }: Frame): boolean =>
  fn === 'NdisClOpenAddressFamilyEx' || (outcome === 'failure' && fn.startsWith('NdisCl'));

function complain(scene: Scene<undefined>, frame: Frame, rule: RuleId, message: string): void {
  const { vc, sap, af } = frame.args;
  const handle = vc ?? sap ?? af;
  const isByNdis = rule === 'ASYNC-08';
  scene.report({
    rule,
    by: isByNdis ? 'ndis' : frame.driver,
    message,
    about: typeof handle === 'string' ? [handle] : [],
  });
}
