import type { Violation } from '../../src/rules/index.js';
import type { Topology } from '../../src/protocol/roles.js';
import type { RuleId } from '../../src/protocol/rules.js';
import type { NdisStatus } from '../../src/protocol/status.js';
import type { TraceRecord } from '../../src/protocol/trace.js';
import { createSystem } from '../../src/system/index.js';
import type { CondisSystem, EnvironmentEvent, SystemOptions } from '../../src/system/index.js';
import { Check, logged } from '../../src/trace/index.js';

/** The systems that a walk may be taken in. */
export const variants: Readonly<Record<Topology, readonly SystemOptions[]>> = {
  cm: [{}, { callbackOrder: 'miniportFirst' }, { patience: 9_000 }],
  mcm: [
    {},
    { mcmCompletion: 'self' },
    { mcmCompletion: 'none', patience: 9_000 },
    { mcmCloses: 'beforeDeactivation' },
    { mcmCloses: 'beforeDeactivation', mcmCompletion: 'none' },
  ],
};

/** What a system has done under watch: everything that crossed the boundary, and everything that was wrong with it. */
export interface Watched {
  readonly system: CondisSystem;
  readonly records: readonly TraceRecord[];
  /** Violations, refusals by NDIS, and messages that an actor did not take from another one. */
  readonly faults: readonly string[];
  readonly owed: () => readonly string[];
}

const word = ({ rule, message, record }: Violation): string => `${rule} at ${record}: ${message}`;

/** A started system whose every record is judged as it comes. */
export function watched(options: SystemOptions, forgiven: readonly RuleId[] = []): Watched {
  const system = createSystem(options);
  const check = new Check({ topology: options.topology ?? 'cm' });
  const records: TraceRecord[] = [];
  const faults: string[] = [];
  system.subscribe((record) => {
    records.push(record);
    const found = check.observe(logged(record, records.length));
    faults.push(...found.filter(({ rule }) => !forgiven.includes(rule)).map(word));
    const refusal = refusalIn(record);
    if (refusal !== undefined && !forgiven.includes(refusal)) faults.push(`${refusal}: ${JSON.stringify(record)}`);
  });
  const owed = () => {
    const { open, left } = check.result();
    return [
      ...open.map(({ rule, message }) => `${rule} ${message}`),
      ...left.flatMap(({ object, handle, state }) => (object === 'vc' ? [`${handle} is left ${state}`] : [])),
    ];
  };
  return { system: system.start(), records, faults, owed };
}

/** The rule by which NDIS has refused a call, or an actor a message; between actors of a system there is none. */
function refusalIn(record: TraceRecord): RuleId | undefined {
  if (record.kind === 'return') return record.rule;
  // What the environment asks in vain has a dot in its name.
  return record.kind === 'note' && !isWish(record.text) ? record.rule : undefined;
}

const isWish = (text: string): boolean => / does not take (client|callManager|mcm|adapter|network)\./.test(text);

const client: readonly EnvironmentEvent[] = [
  { type: 'client.createVc' },
  { type: 'client.makeCall', callParameters: 'P1' },
  { type: 'client.makeCall', callParameters: 'P2', multipoint: true },
  { type: 'client.send' },
  { type: 'client.send', lists: 3 },
  { type: 'client.returnLists' },
  { type: 'client.modifyCallQoS' },
  { type: 'client.addParty' },
  { type: 'client.answer' },
  { type: 'client.answer', status: 'NDIS_STATUS_FAILURE' },
  { type: 'client.closeCall' },
  { type: 'client.deleteVc' },
];

const hardware: readonly EnvironmentEvent[] = [
  { type: 'adapter.activated' },
  { type: 'adapter.activationFailed', status: 'NDIS_STATUS_RESOURCES' },
  { type: 'adapter.sendDone' },
  { type: 'adapter.sendDone' },
  { type: 'adapter.receive' },
  { type: 'adapter.receive', lists: 2 },
  { type: 'adapter.receive', resources: true },
];

const network: readonly EnvironmentEvent[] = [
  { type: 'network.accept' },
  { type: 'network.accept' },
  { type: 'network.refuse' },
  { type: 'network.call' },
  { type: 'network.call', callParameters: 'P4' },
  { type: 'network.connect' },
  { type: 'network.hangUp' },
  { type: 'network.drop' },
  { type: 'network.proposeQoS' },
  { type: 'network.agreeQoS' },
  { type: 'network.refuseQoS' },
  { type: 'network.released' },
];

const provider: Readonly<Record<Topology, readonly EnvironmentEvent[]>> = {
  cm: [
    { type: 'callManager.deactivateVc' },
    { type: 'callManager.createSignalingVc' },
    { type: 'callManager.sendSignal' },
    { type: 'callManager.closeSignalingVc' },
    { type: 'callManager.deleteVc' },
  ],
  mcm: [
    { type: 'callManager.deactivateVc' },
    { type: 'mcm.createSignalingVc' },
    { type: 'mcm.closeSignalingVc' },
    { type: 'mcm.deleteVc' },
  ],
};

type Answer = Extract<EnvironmentEvent, { type: 'answer.next' }>;

const answer = (event: string, status: NdisStatus, on?: Answer['on']): Answer => ({
  type: 'answer.next',
  event,
  status,
  ...(on === undefined ? {} : { on }),
});

/** Answers that a driver may give, to its own cost. */
const answers = (topology: Topology): readonly EnvironmentEvent[] => {
  const on = topology === 'cm' ? 'callManager' : 'mcm';
  return [
    answer('ProtocolCoCreateVc', 'NDIS_STATUS_RESOURCES', 'client'),
    answer('ProtocolCoCreateVc', 'NDIS_STATUS_RESOURCES', on),
    answer('ProtocolCoDeleteVc', 'NDIS_STATUS_NOT_ACCEPTED', 'client'),
    answer('ProtocolCoDeleteVc', 'NDIS_STATUS_NOT_ACCEPTED', on),
    answer('ProtocolClIncomingCall', 'NDIS_STATUS_FAILURE'),
    answer('ProtocolClIncomingCall', 'NDIS_STATUS_PENDING'),
    answer('ProtocolClIncomingCall', 'NDIS_STATUS_PENDING'),
    answer('ProtocolClIncomingCallQoSChange', 'NDIS_STATUS_NOT_ACCEPTED'),
    answer('ProtocolClIncomingCallQoSChange', 'NDIS_STATUS_INVALID_DATA'),
    answer('ProtocolCoReceiveNetBufferLists', 'NDIS_STATUS_SUCCESS'),
    answer('ProtocolCmMakeCall', 'NDIS_STATUS_RESOURCES'),
    answer('ProtocolCmCloseCall', 'NDIS_STATUS_NOT_ACCEPTED'),
    answer('ProtocolCmModifyCallQoS', 'NDIS_STATUS_NOT_SUPPORTED'),
    answer('channel.open', 'NDIS_STATUS_PENDING'),
    answer('channel.open', 'NDIS_STATUS_PENDING'),
    answer('channel.open', 'NDIS_STATUS_INVALID_DATA'),
    ...(topology === 'cm'
      ? [answer('MiniportCoCreateVc', 'NDIS_STATUS_RESOURCES'), answer('MiniportCoActivateVc', 'NDIS_STATUS_RESOURCES')]
      : []),
  ];
};

/** PENDING where NDIS cannot wait. */
const fatalAnswers = (topology: Topology): readonly EnvironmentEvent[] => {
  const on = topology === 'cm' ? 'callManager' : 'mcm';
  const pending = 'NDIS_STATUS_PENDING';
  return [
    answer('ProtocolCoCreateVc', pending, 'client'),
    answer('ProtocolCoCreateVc', pending, on),
    answer('ProtocolCoDeleteVc', pending, 'client'),
    answer('ProtocolCoDeleteVc', pending, on),
    ...(topology === 'cm' ? [answer('MiniportCoCreateVc', pending), answer('MiniportCoDeleteVc', pending)] : []),
  ];
};

/** Whatever may happen to a VC; what is named twice happens more often. */
export interface Happenings {
  readonly deeds: readonly EnvironmentEvent[];
  readonly faults: readonly EnvironmentEvent[];
}

export const happenings = (topology: Topology, isFatal = false): Happenings => ({
  deeds: [...client, ...hardware, ...network, ...provider[topology]],
  faults: [...answers(topology), ...(isFatal ? fatalAnswers(topology) : [])],
});

/**
 * A driver that refuses to delete in a roll-back would keep what nobody else knows (FAIL-02): it will refuse only
 * where the VC is there and the answer is sure to be used before it goes.
 */
function isAskable(system: CondisSystem, event: EnvironmentEvent, vc: number): boolean {
  if (event.type !== 'answer.next' || event.event !== 'ProtocolCoDeleteVc') return true;
  if (event.status === 'NDIS_STATUS_PENDING') return true;
  const { value, context } = system.snapshot().actors[`vc[${vc}]`] ?? { value: { life: 'absent' }, context: {} };
  const { creator, signaling } = context as { creator?: string | null; signaling?: boolean };
  const isAlive = !['absent', 'deleted'].includes((value as { life: string }).life);
  return isAlive && creator !== event.on && !signaling;
}

/**
 * Lets one thing happen to one of the VCs, as a number chooses. One time in ten it is whatever comes, one time in ten
 * some driver will give a bad answer, now and then time passes, and else it is something that will be taken.
 */
export function step(system: CondisSystem, { deeds, faults }: Happenings, vcs: number, choice: number): string {
  const vc = 1 + (choice % vcs);
  const kind = (choice >>> 3) % 20;
  const pick = choice >>> 8;
  if (kind === 0) {
    system.advance(8_000);
    return 'time';
  }
  const isArbitrary = kind === 1 || kind === 2;
  const events = kind === 3 || kind === 4 ? faults : deeds;
  for (let n = 0; n < events.length; n += 1) {
    const event = { ...events[(pick + n * 31) % events.length]!, vc };
    if (isArbitrary || (isAskable(system, event, vc) && system.may(event).result === 'taken')) {
      return `${JSON.stringify(event)} ${system.send(event).result}`;
    }
  }
  return 'nothing';
}

/** What ends everything that is under way, in the order in which it is tried. */
const endings: readonly EnvironmentEvent[] = [
  { type: 'adapter.sendDone' },
  { type: 'adapter.activated' },
  { type: 'client.returnLists' },
  { type: 'client.answer', status: 'NDIS_STATUS_FAILURE' },
  { type: 'network.refuse' },
  { type: 'network.refuseQoS' },
  { type: 'network.released' },
  { type: 'client.closeCall' },
  { type: 'callManager.closeSignalingVc' },
  { type: 'mcm.closeSignalingVc' },
  { type: 'client.deleteVc' },
  { type: 'callManager.deleteVc' },
  { type: 'mcm.deleteVc' },
];

/** Lets the environment run out: nothing new is begun, and everything under way comes to its end. */
export function runOut(system: CondisSystem, vcs: number): void {
  for (let round = 0; round < 60; round += 1) {
    let hasMoved = false;
    for (let vc = 1; vc <= vcs; vc += 1) {
      for (const event of endings) {
        while (system.status === 'running' && system.may({ ...event, vc }).result === 'taken') {
          system.send({ ...event, vc });
          hasMoved = true;
        }
      }
    }
    if (!hasMoved) return;
  }
}

/** Actors that belong to a VC. Those that wait for nothing but a question they have an answer for may stay. */
export const remaining = (system: CondisSystem): readonly string[] => {
  const { actors } = system.snapshot();
  const perVc = Object.keys(actors).filter((name) => name.includes('['));
  const numberOf = (name: string) => name.slice(name.indexOf('['));
  const hasAnswers = (name: string) =>
    Object.keys((actors[name]!.context as { answers?: object }).answers ?? {}).length > 0;
  const waiting = new Set(perVc.filter(hasAnswers).map(numberOf));
  const isResting = (name: string) => waiting.has(numberOf(name)) && isAtRest(actors[name]!.value);
  return perVc.filter((name) => !isResting(name)).map((name) => `${name} ${JSON.stringify(actors[name]!.value)}`);
};

const isAtRest = (value: unknown): boolean => {
  const text = JSON.stringify(value);
  return /^"(absent|idle|closed)"$/.test(text) || /"life":"(absent|deleted)"/.test(text);
};

/** Every list that is under way somewhere. */
export const listsOut = (system: CondisSystem): readonly string[] =>
  Object.entries(system.snapshot().actors).flatMap(([name, { context }]) => {
    const {
      sends = [],
      receives = [],
      held = [],
    } = context as Record<'sends' | 'receives' | 'held', unknown[] | undefined>;
    return [...sends, ...receives, ...held].map((list) => `${name}: ${JSON.stringify(list)}`);
  });
