import { topologies } from '../protocol/roles.js';
import type { Topology } from '../protocol/roles.js';
import { parseStatus, shortStatus, statusCodes } from '../protocol/status.js';
import type { NdisStatus } from '../protocol/status.js';
import { choice } from './problems.js';
import type { Place, Reader } from './reader.js';
import type { FaultStep, ScenarioRole } from './scenario.types.js';
import { answeredEvents, answerersTo, resolveRole } from './vocabulary.js';
import type { Answerer, Verb } from './vocabulary.js';

const grammar = /^(\S+)(?: of (\w+))? (fails|pends|answers)(?: with)?(?: (\w+))?(?: on vc (\d{1,2}))?$/;
const examples = [
  'MiniportCoCreateVc fails with RESOURCES',
  'ProtocolClIncomingCall pends',
  'ProtocolCoDeleteVc of provider fails with NOT_ACCEPTED on vc 2',
  'channel.open pends',
];
const statusNames = Object.keys(statusCodes).map((status) => shortStatus(status as NdisStatus));

/** Reads `MiniportCoCreateVc fails with RESOURCES on vc 2`: who is asked, how it goes, and on which VC. */
export function faultOf(reader: Reader, at: Place, among: readonly Topology[]): FaultStep | null {
  const text = reader.text(at, 'a fault')?.trim();
  if (text === undefined) {
    return null;
  }
  const [, event = '', role, verb, word, vc = '1'] = grammar.exec(text) ?? [];
  if (verb === undefined || Number(vc) < 1) {
    return reader.wrong(at, 'a fault', `a sentence like ${choice(examples)}`, examples);
  }
  const status = statusFor(verb as Verb, word);
  if (status === undefined) {
    return reader.unknown(at, `what ${event} ${verb} with`, word ?? 'nothing', statusNames);
  }
  const on = role as ScenarioRole | undefined;
  const isKnown = among
    .map((topology) => isAnswered(reader, at, { event, role, verb: verb as Verb }, topology))
    .every(Boolean);
  return isKnown ? { kind: 'fault', text, event, ...(on === undefined ? {} : { on }), vc: Number(vc), status } : null;
}

const statusFor = (verb: Verb, word: string | undefined): NdisStatus | undefined => {
  if (verb === 'pends') {
    return word === undefined ? 'NDIS_STATUS_PENDING' : undefined;
  }
  return verb === 'fails' && word === undefined ? 'NDIS_STATUS_FAILURE' : parseStatus(word);
};

interface Wanted {
  readonly event: string;
  readonly role: string | undefined;
  readonly verb: Verb;
}

/** Whether exactly one answerer of the topology is meant, and can answer so. */
function isAnswered(reader: Reader, at: Place, { event, role, verb }: Wanted, topology: Topology): boolean {
  const all = answerersTo(event, topology);
  if (all.length === 0) {
    strange(reader, at, event, topology);
    return false;
  }
  const side = role === undefined ? undefined : resolveRole(role as ScenarioRole, topology);
  const meant = all.filter((answerer) => side === undefined || answerer.side === side);
  const [answerer] = meant;
  if (meant.length !== 1 || answerer === undefined) {
    const sides = all.map((one) => (one.side === 'callManager' || one.side === 'mcm' ? 'provider' : one.side));
    const message = `Expected to hear whose ${event} is meant: \`${event} of ${sides.join(`\` or \`${event} of `)}\`.`;
    reader.report('CONDIS5106', at, message, role ?? event, sides);
    return false;
  }
  return canAnswer(reader, at, answerer, verb);
}

function canAnswer(reader: Reader, at: Place, { event, verbs }: Answerer, verb: Verb): boolean {
  if (!verbs.includes(verb)) {
    const hint = event === 'MiniportCoActivateVc' ? ' It pends when `channel.open` does.' : '';
    reader.report('CONDIS5106', at, `${event} never ${verb} here; it ${verbs.join(', or ')}.${hint}`, verb, verbs);
  }
  return verbs.includes(verb);
}

function strange(reader: Reader, at: Place, event: string, topology: Topology): void {
  const names = answeredEvents([topology]);
  if (topologies.some((other) => answerersTo(event, other).length > 0)) {
    reader.report('CONDIS5107', at, `Topology ${topology} has nobody who answers ${event}.`, event, names);
  } else {
    reader.unknown(at, 'what is answered', event, names);
  }
}
