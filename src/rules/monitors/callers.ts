import { factOf } from '../../protocol/functions.js';
import type { AnyFunctionName } from '../../protocol/functions.js';
import type { DriverRole } from '../../protocol/roles.js';
import type { RuleId } from '../../protocol/rules.js';
import { ruleAgainst, ruleAgainstCallback } from '../callers.js';
import type { Frame } from '../frame.js';
import { monitor } from '../monitor.js';
import type { Scene } from '../monitor.js';
import { deed, endsOfVcs, isCreateCallback, isCreation } from '../words.js';

interface Memory {
  /** VCs that an MCM holds for its own signaling, and that nobody has found fault with yet. */
  readonly ownOfMcm: Set<string>;
}

const called: Readonly<Record<DriverRole, string>> = {
  client: 'a client',
  callManager: 'a call manager',
  mcm: 'an MCM',
  miniport: 'a miniport',
};

const changes: ReadonlySet<AnyFunctionName> = new Set(['NdisMCmActivateVc', 'NdisMCmDeactivateVc']);

/**
 * Each kind of driver has its own functions of CoNDIS (any driver may be of other kinds beside), and an MCM lacks some
 * entry points. What an MCM does for its own signaling
 * is not for NDIS. An MCM's VC is its own where the log says that its
 * address family is NULL: in the creation, or as `af` of an `assume`. Beside the format, `adapter` and `context` are
 * understood: the adapter context, and the first argument of a callback.
 */
export const callers = monitor<Memory>({
  name: 'callers',
  rules: [
    'AF-02',
    'MCM-01',
    'MCM-03',
    'MCM-04',
    'MCM-07',
    'MCM-08',
    'MCM-09',
    'MCM-13',
    'MCM-14',
    'MCM-15',
    'MCM-SIG-01',
    'MCM-SIG-02',
    'MCM-SIG-03',
    'NAME-01',
    'OID-02',
    'OID-04',
    'REG-02',
    'REG-08',
    'VC-ACT-02',
    'VC-CREATE-17',
    'VC-DEACT-11',
    'VC-DEL-01',
    'VC-DEL-12',
  ],
  hears: { left: endsOfVcs },
  open: () => ({ ownOfMcm: new Set() }),
  called(scene, frame) {
    if (frame.isPrivate) return;
    const { fn, fact, from, to } = frame;
    if (from.role === 'ndis') {
      if (to.role === 'mcm') callback(scene, frame);
    } else if (
      from.role !== undefined &&
      fact.kind === 'ndisCall' &&
      !fact.calledBy.includes(from.role) &&
      'layer' in fact
    ) {
      scene.report({
        rule: ruleAgainst(fn, from.role),
        by: from,
        message: `${deed(frame)}, which is for ${forWhom(fn)}, and ${from.name} is ${called[from.role]}`,
        about: aboutOf(frame),
      });
    } else if (from.role === 'mcm') {
      signaling(scene, frame);
    }
  },
  assumed({ state, world }, { object, handle, args }) {
    if (object !== 'vc' || args['af'] !== null || typeof args['creator'] !== 'string') return;
    if (world.cast.named(args['creator'], 'NdisMCmCreateVc', 'caller').role === 'mcm') state.ownOfMcm.add(handle);
  },
  left({ state }, { vc }) {
    if (state.ownOfMcm.size > 0 && vc?.life === 'deleted') state.ownOfMcm.delete(vc.handle);
  },
});

/** NDIS calls an MCM. */
function callback(scene: Scene<Memory>, frame: Frame): void {
  const { fn, args } = frame;
  const absent = ruleAgainstCallback(fn);
  if (absent) {
    complain(scene, frame, absent, `${deed(frame)}, which is an MCM and has no such function`);
  } else if (
    isCreateCallback(fn) &&
    (args.af === null || (args['context'] ?? null) === (args['adapter'] ?? undefined))
  ) {
    complain(scene, frame, 'MCM-13', `${deed(frame)} with its adapter context instead of an address family`);
  } else if (isOwnSignaling(scene, frame)) {
    complain(scene, frame, 'MCM-SIG-02', `${deed(frame)} for a VC of its own signaling, which NDIS cannot know`);
  }
}

/** An MCM calls NDIS. */
function signaling(scene: Scene<Memory>, frame: Frame): void {
  const { fn, args } = frame;
  const isOwn = (isCreation(fn) && args.af === null) || isOwnSignaling(scene, frame);
  if (!isOwn) return;
  const rule = changes.has(fn) ? 'MCM-SIG-03' : 'MCM-SIG-01';
  complain(scene, frame, rule, `${deed(frame)} for a VC of its own signaling, which carries no data of a client`);
}

/** One finding is enough for one VC: all else that is done with it follows. */
const isOwnSignaling = ({ state: { ownOfMcm } }: Scene<Memory>, { args: { vc } }: Frame): boolean =>
  ownOfMcm.size > 0 && typeof vc === 'string' && ownOfMcm.delete(vc);

function complain(scene: Scene<Memory>, frame: Frame, rule: RuleId, message: string): void {
  scene.report({ rule, by: frame.from.role === 'ndis' ? 'ndis' : frame.from, message, about: aboutOf(frame) });
}

const aboutOf = ({ args: { vc, af } }: Frame): readonly string[] => {
  const handle = vc ?? af;
  return typeof handle === 'string' ? [handle] : [];
};

const forWhom = (fn: AnyFunctionName): string =>
  factOf(fn)
    .calledBy.flatMap((role) => (role === 'ndis' ? [] : [called[role]]))
    .join(' or ');
