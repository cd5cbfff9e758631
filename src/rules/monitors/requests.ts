import type { AnyFunctionName } from '../../protocol/functions.js';
import type { RuleId } from '../../protocol/rules.js';
import type { Actor } from '../cast.js';
import type { Frame } from '../frame.js';
import { Latest } from '../latest.js';
import { monitor } from '../monitor.js';
import type { Owed, Scene } from '../monitor.js';
import { deed, spoken, written } from '../words.js';

/** A client that was told of a change of its addresses, and has not asked for them. */
interface Change {
  readonly client: Actor;
  readonly af: string | undefined;
  readonly frame: Frame;
}

interface Requests {
  /** Which RequestHandle was set beside a RequestId, the latest of them. */
  readonly pairs: Latest<string>;
  changes: readonly Change[];
}

type RequestScene = Scene<Requests>;

/** Requests whose ids are remembered for a status indication that may come long after. */
const fewestPairs = 1024;

const isRequest = (fn: AnyFunctionName): boolean => fn === 'NdisCoOidRequest' || fn === 'NdisMCmOidRequest';
const tooShort: ReadonlySet<unknown> = new Set(['NDIS_STATUS_INVALID_LENGTH', 'NDIS_STATUS_BUFFER_TOO_SHORT']);

/** OIDs of one connectionless medium, or of what only such a medium has. */
const foreign = /^OID_(802_|DOT11_|FDDI_|LTALK_|ARCNET_|GEN_CURRENT_(PACKET_FILTER|LOOKAHEAD)$)/;
/** An OID by its name, or by its number in NDIS 6 or NDIS 5. */
const addressChange: ReadonlySet<unknown> = new Set(['OID_CO_ADDRESS_CHANGE', 0xfe000007, 0xff000007]);
const getAddresses: ReadonlySet<unknown> = new Set(['OID_CO_GET_ADDRESSES', 0xfe000006, 0xff000006]);

/**
 * OID requests: each goes to the half that it is meant for, in the scope that it was given, and is answered in full.
 * Beside the arguments of the format, `oid`, `bytesNeeded`, `context`, `vcContext`, `requestId`, `requestHandle` and
 * `destinationHandle` are understood.
 */
export const requests = monitor<Requests>({
  name: 'requests',
  rules: ['OID-01', 'OID-06', 'OID-07', 'OID-09', 'OID-14', 'OID-16', 'OID-18', 'OID-19'],
  hears: [
    'NdisCoOidRequest',
    'NdisMCmOidRequest',
    'MiniportCoOidRequest',
    'ProtocolCoOidRequest',
    'NdisMCoOidRequestComplete',
    'NdisCoOidRequestComplete',
    'NdisMCmOidRequestComplete',
    'NdisMCoIndicateStatusEx',
    'NdisClCloseAddressFamily',
  ],
  open: () => ({ pairs: new Latest(fewestPairs), changes: [] }),
  called(scene, frame) {
    if (frame.isPrivate) return;
    switch (frame.fn) {
      case 'NdisCoOidRequest':
      case 'NdisMCmOidRequest':
        ask(scene, frame);
        return;
      case 'MiniportCoOidRequest':
        deliver(scene, frame);
        return;
      case 'ProtocolCoOidRequest':
        deliver(scene, frame);
        if (frame.to.role === 'client' && addressChange.has(frame.args['oid'])) noteChange(scene.state, frame);
        return;
      case 'NdisMCoIndicateStatusEx':
        comparePair(scene, frame);
        return;
      case 'NdisClCloseAddressFamily':
        settle(scene.state, frame.from, frame.args.af ?? undefined);
        return;
      default:
        if (tooShort.has(frame.args.status)) demandSize(scene, frame, frame.from, frame.args['bytesNeeded']);
    }
  },
  answered(scene, frame) {
    if (frame.isPrivate || frame.isIntoNdis) return;
    const { state } = scene;
    if (tooShort.has(frame.status)) demandSize(scene, frame, frame.to, frame.out['bytesNeeded']);
    if (frame.outcome === 'failure' && state.changes.length > 0) {
      state.changes = state.changes.filter((change) => change.frame !== frame);
    }
  },
  owed: ({ state: { changes }, world }) => changes.filter(({ client }) => world.cast.shows(client)).map(owing),
});

// The requester.

function ask(scene: RequestScene, frame: Frame): void {
  const { state } = scene;
  const { from, args } = frame;
  const { oid, requestId, requestHandle } = args;
  if (args.af === null && typeof args.party === 'string') {
    const why = `names party ${args.party} and a NULL address family, where the party has to be NULL as well`;
    complain(scene, 'OID-06', from, `${deed(frame)} and ${why}`, args.party);
  }
  if (frame.fn === 'NdisCoOidRequest' && typeof oid === 'string' && foreign.test(oid)) {
    const why = 'which is not connection-oriented and should go through NdisOidRequest';
    complain(scene, 'OID-14', from, `${deed(frame)} for ${oid}, ${why}`);
  }
  if (requestId !== undefined && requestHandle !== undefined) {
    const id = written(requestId);
    state.pairs.set(id, written(requestHandle));
  }
  if (oid === undefined || getAddresses.has(oid)) settle(state, from, args.af ?? undefined);
}

function noteChange(state: Requests, frame: Frame): void {
  settle(state, frame.to, frame.args.af ?? undefined);
  state.changes = [...state.changes, { client: frame.to, af: frame.args.af ?? undefined, frame }];
}

/** The client has asked for its addresses, or has no use for them any more. */
function settle(state: Requests, client: Actor, af: string | undefined): void {
  if (state.changes.length === 0) return;
  state.changes = state.changes.filter(
    (change) => change.client !== client || (change.af !== undefined && af !== undefined && change.af !== af),
  );
}

const owing = ({ client, af, frame }: Change): Owed => ({
  rule: 'OID-18',
  by: client,
  message: `${client.name} got OID_CO_ADDRESS_CHANGE and has not queried OID_CO_GET_ADDRESSES since`,
  about: af === undefined ? [] : [af],
  since: frame.record,
});

/** A status that a request has led to carries what that request had set. */
function comparePair(scene: RequestScene, frame: Frame): void {
  const { requestId, destinationHandle } = frame.args;
  if (requestId === undefined || destinationHandle === undefined) return;
  const handle = scene.state.pairs.get(written(requestId));
  if (handle === undefined || handle === written(destinationHandle)) return;
  const why = `while the request of that id had set the handle ${handle}`;
  const pair = `RequestId ${written(requestId)} and DestinationHandle ${written(destinationHandle)}`;
  complain(scene, 'OID-16', frame.from, `${deed(frame)} with ${pair}, ${why}`);
}

// NDIS.

/** NDIS hands a request on: to the right half, and for the VC and the party that it is about. */
function deliver(scene: RequestScene, frame: Frame): void {
  const { outer, args, from } = frame;
  if (!outer || !isRequest(outer.fn) || from.role !== 'ndis') return;
  const wrong = wrongTarget(outer, frame);
  if (wrong !== undefined) {
    complain(
      scene,
      'OID-01',
      'ndis',
      `${deed(frame)} inside ${outer.fn} of ${outer.from.name}, ${wrong}`,
      outer.args.af,
    );
    return;
  }
  const asked = outer.args;
  if (asked.vc === null && (typeof args.vc === 'string' || isContextOfVc(scene, frame))) {
    const rule = frame.fn === 'MiniportCoOidRequest' ? 'OID-19' : 'OID-07';
    complain(
      scene,
      rule,
      'ndis',
      `${deed(frame)} for one virtual connection, while ${outer.from.name} has asked for none`,
    );
  } else if (typeof asked.vc === 'string' && args.vc !== undefined && args.vc !== asked.vc) {
    const story = `${deed(frame)} for ${args.vc ?? 'no virtual connection'}, while ${outer.from.name} has asked for ${asked.vc}`;
    complain(scene, 'OID-07', 'ndis', story, asked.vc);
  } else if (asked.party !== undefined && args.party !== undefined && args.party !== asked.party) {
    const story = `${deed(frame)} for ${args.party ?? 'no party'}, while ${outer.from.name} has asked for ${asked.party ?? 'none'}`;
    complain(scene, 'OID-07', 'ndis', story, asked.party ?? args.party);
  }
}

/** Whether two records name one request. */
const isSameRequest = (one: Frame['args'], other: Frame['args']): boolean =>
  one['request'] === undefined || other['request'] === undefined
    ? one['oid'] !== undefined && one['oid'] === other['oid']
    : one['request'] === other['request'];

function wrongTarget(outer: Frame, frame: Frame): string | undefined {
  const { fn, to } = frame;
  const { from, args, af } = outer;
  if (fn === 'MiniportCoOidRequest') {
    return outer.fn === 'NdisMCmOidRequest' || typeof args.af === 'string'
      ? 'which goes to the partner on the address family'
      : undefined;
  }
  if (outer.fn === 'NdisCoOidRequest' && args.af === null) return 'which goes to the miniport, as its AF is NULL';
  // What its partner asks in turn comes back to it on the same thread.
  if (to === from) {
    return isSameRequest(args, frame.args) ? 'which goes to the partner and not back to the one that asks' : undefined;
  }
  if (to.role === from.role && to.role !== undefined) return 'which goes to the partner on the address family';
  const partner = from.role === 'client' ? af?.provider : af?.client;
  return partner && partner !== to ? `which goes to ${partner.name}` : undefined;
}

/** Whether a callback carries a context that the driver keeps for one VC. */
function isContextOfVc({ world }: RequestScene, { args, to }: Frame): boolean {
  const { context, vcContext } = args;
  if (vcContext !== undefined) return vcContext !== null;
  if (context === undefined || context === null) return false;
  for (const vc of world.vcs.values()) {
    if (vc.contexts.get(to) === context) return true;
  }
  return false;
}

// The responder.

/** Who finds the buffer too small has to say how much it takes. */
function demandSize(scene: RequestScene, { fn, args, status }: Frame, by: Actor, size: unknown): void {
  if (size !== null && size !== 0) return;
  const answer = spoken(status ?? args.status);
  complain(scene, 'OID-09', by, `${by.name} answers ${answer} in ${fn}, without BytesNeeded`);
}

function complain(
  { report }: Pick<RequestScene, 'report'>,
  rule: RuleId,
  by: Actor | 'ndis',
  message: string,
  about?: string | null,
): void {
  report({ rule, by, message, about: about === undefined || about === null ? [] : [about] });
}
