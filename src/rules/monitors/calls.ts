import { openCalls } from '../causes.js';
import type { Frame } from '../frame.js';
import { monitor } from '../monitor.js';
import type { Owed, Scene } from '../monitor.js';
import type { Moment, Vc } from '../things.js';
import type { World } from '../world.js';
import { creations, endsOfVcs } from '../words.js';

interface Memory {
  /** Offers that their client can tell to be wrong, and why. */
  readonly doubtful: Map<Vc, string>;
}

/**
 * What is said about calls beside the state of their VC: whom an offer is for and when it is made, what the client has
 * to answer, and what it leaves alone once a call is closed. Where a VC stands, and what that allows, is the contract's
 * to say.
 */
export const calls = monitor<Memory>({
  name: 'calls',
  rules: [
    'CALL-CLOSE-11',
    'CALL-IN-02',
    'CALL-IN-03',
    'CALL-IN-05',
    'CALL-IN-19',
    'CALL-IN-21',
    'CALL-OUT-13',
    'CALL-RCLOSE-04',
  ],
  hears: [
    'NdisCmDispatchIncomingCall',
    'NdisMCmDispatchIncomingCall',
    'ProtocolClIncomingCall',
    'NdisClIncomingCallComplete',
    'NdisClMakeCall',
    'NdisClModifyCallQoS',
    'NdisCoOidRequest',
    'NdisCoGetTapiCallId',
    'NdisCoAssignInstanceName',
    ...endsOfVcs,
  ],
  open: () => ({ doubtful: new Map() }),
  called(scene, frame) {
    const { vc, fn } = frame;
    if (!vc || frame.isPrivate) return;
    switch (fn) {
      case 'NdisCmDispatchIncomingCall':
      case 'NdisMCmDispatchIncomingCall':
        offer(scene, frame, vc);
        break;
      case 'ProtocolClIncomingCall':
        doubt(scene, frame, vc);
        break;
      case 'NdisClIncomingCallComplete':
        if (frame.args.status === 'NDIS_STATUS_SUCCESS') accept(scene, frame, vc);
        scene.state.doubtful.delete(vc);
        break;
      case 'NdisClMakeCall':
        if (vc.ended === 'failed' && vc.call === 'none') again(scene, frame, vc);
        break;
      case 'NdisClModifyCallQoS':
      case 'NdisCoOidRequest':
      case 'NdisCoGetTapiCallId':
      case 'NdisCoAssignInstanceName':
        if (frame.from.role === 'client') tooLate(scene, frame, vc);
        break;
      default:
    }
  },
  answered(scene, frame) {
    const { vc, fn, outcome } = frame;
    if (!vc || fn !== 'ProtocolClIncomingCall' || frame.isPrivate) return;
    if (frame.status === null) unanswered(scene, frame, vc);
    if (outcome === 'success') accept(scene, frame, vc);
    if (outcome !== 'pending') scene.state.doubtful.delete(vc);
  },
  left({ state }, { vc }) {
    if (vc?.life === 'deleted') state.doubtful.delete(vc);
  },
  owed: ({ world }) => [...unclosed(world), ...unheard(world)],
});

/** An offer is made. */
function offer(scene: Scene<Memory>, frame: Frame, vc: Vc): void {
  const { report } = scene;
  const { fn, from, args, sap } = frame;
  if (vc.call !== 'none' || vc.creator?.role === 'client' || vc.signaling === true) return;
  // Whoever has been told of a VC has not created it, which is another matter.
  if (vc.birth === 'told' && vc.creator === null && vc.provider === from) return;
  const what = `${from.name} calls ${fn} on ${vc.handle}`;
  if (vc.life === 'creating' && isUnheardOf(scene.world, frame, vc)) {
    frame.isReported = true;
    const why = 'of which the client has not been told by ProtocolCoCreateVc yet';
    report({ rule: 'CALL-IN-19', by: from, message: `${what}, ${why}`, about: [vc.handle] });
  }
  if (args.sap === null) {
    report({ rule: 'CALL-IN-02', by: from, message: `${what} without a SAP`, about: [vc.handle] });
  } else if (sap?.client && vc.client && sap.client !== vc.client) {
    const again = vc.ended === null ? '' : ', for whose calls alone it may be used again';
    report({
      rule: 'CALL-IN-02',
      by: from,
      message: `${what} for ${sap.handle} of ${sap.client.name}, but the VC is shared with ${vc.client.name}${again}`,
      about: [vc.handle, sap.handle],
    });
  }
  if ((vc.life === 'created' || vc.life === 'activating') && !vc.isLifeGuessed) {
    report({
      rule: 'CALL-IN-03',
      by: from,
      message: `${what}, which is not active yet`,
      about: [vc.handle],
    });
  }
}

/** The creation of a VC is under way, and has not led to its client yet. */
const isUnheardOf = (world: World, frame: Frame, vc: Vc): boolean =>
  openCalls(world, frame, creations).some(
    (creation) =>
      creation.vc === vc && !creation.inside.some(({ fn, to }) => fn === 'ProtocolCoCreateVc' && to.role === 'client'),
  );

/** The client can see that something is wrong with an offer. */
function doubt({ state }: Scene<Memory>, { args, sap, to }: Frame, vc: Vc): void {
  if (args.callParameters === null) state.doubtful.set(vc, 'without call parameters');
  else if (args.sap === null) state.doubtful.set(vc, 'without a SAP');
  else if (sap?.client && sap.client !== to) state.doubtful.set(vc, `for ${sap.handle}, which is not its own`);
}

function accept({ state, report }: Scene<Memory>, { driver, fn, isReported }: Frame, vc: Vc): void {
  const why = state.doubtful.get(vc);
  if (why === undefined || isReported) return;
  report({
    rule: 'CALL-IN-21',
    by: driver,
    message: `${driver.name} accepts the offer on ${vc.handle} (${fn}), which was made ${why}`,
    about: [vc.handle],
  });
}

function unanswered({ report }: Scene<Memory>, { to, fn }: Frame, vc: Vc): void {
  report({
    rule: 'CALL-IN-05',
    by: to,
    message: `${to.name} returns from ${fn} for ${vc.handle} without a status, and so does not answer the offer`,
    about: [vc.handle],
  });
}

/** A call is made on a VC whose last one was not to be had. */
function again({ report }: Scene<Memory>, { from, fn }: Frame, vc: Vc): void {
  if (vc.creator !== from) return;
  report({
    rule: 'CALL-OUT-13',
    by: from,
    message: `${from.name} calls ${fn} on ${vc.handle} again, whose last call could not be made, instead of deleting it`,
    about: [vc.handle],
  });
}

/** The client still names a VC that is the call manager's alone. */
function tooLate({ report }: Scene<Memory>, frame: Frame, vc: Vc): void {
  const { from, fn } = frame;
  const isClosed = vc.call === 'none' && (vc.ended === 'closed' || vc.ended === 'hungUp');
  const isManagers = vc.creator?.role === 'callManager' || vc.creator?.role === 'mcm';
  if (!isClosed || !isManagers || vc.news !== undefined) return;
  frame.isReported = true;
  report({
    rule: 'CALL-CLOSE-11',
    by: from,
    message: `${from.name} calls ${fn} with ${vc.handle}, which ${vc.creator?.name ?? ''} has created, after the call on it was closed`,
    about: [vc.handle],
  });
}

/** Close indications that their clients have not answered. */
function* unclosed({ vcs, cast }: World): Generator<Owed> {
  if (cast.isCrewed && !cast.shows('client')) return;
  for (const vc of vcs.values()) {
    if (vc.call !== 'hungUp' || vc.isCallGuessed) continue;
    const by = vc.client ?? cast.all('client')[0];
    if (!by) continue;
    yield {
      rule: 'CALL-RCLOSE-04',
      by,
      message: `${by.name} has not called NdisClCloseCall on ${vc.handle} after ProtocolClIncomingCloseCall`,
      about: [vc.handle],
      since: hangUpOf(vc),
    };
  }
}

function hangUpOf({ past }: Vc): Pick<Moment, 'n' | 'line'> {
  const moment = past.findLast(({ fn }) => fn.endsWith('IncomingCloseCall')) ?? past.at(-1);
  return moment ?? { n: 0, line: 0 };
}

/** Offers from which their client's handler has not come back. */
function* unheard({ threads }: World): Generator<Owed> {
  for (const innermost of threads.all()) {
    for (let frame: Frame | undefined = innermost; frame; frame = frame.outer) {
      const { fn, vc, to, record } = frame;
      if (fn !== 'ProtocolClIncomingCall' || frame.isPrivate || vc?.call !== 'offered') continue;
      yield {
        rule: 'CALL-IN-05',
        by: to,
        message: `${to.name} has not answered the offer on ${vc.handle}: ${fn} has not returned`,
        about: [vc.handle],
        since: record,
      };
    }
  }
}
