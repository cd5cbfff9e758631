import { initialTransition } from 'xstate';
import type { AnyStateMachine } from 'xstate';
import { adapterFates, adapterMachine } from '../../machines/adapter/index.js';
import {
  callFates,
  callMachine,
  callManagerFates,
  callManagerMachine,
  callManagerVcFates,
  callManagerVcMachine,
} from '../../machines/callManager/index.js';
import { leavesOf } from '../../machines/chart.js';
import type { AnyFates } from '../../machines/chart.js';
import { clientFates, clientMachine, clientVcFates, clientVcMachine } from '../../machines/client/index.js';
import { mcmVcFates, mcmVcMachine } from '../../machines/mcm/index.js';
import { miniportFates, miniportMachine, miniportVcFates, miniportVcMachine } from '../../machines/miniport/index.js';
import { afFates, afMachine, ndisFates, ndisMachine, sapFates, sapMachine } from '../../machines/ndis/index.js';
import type { ActorState } from '../../machines/judge.js';
import { networkFates, networkMachine } from '../../machines/network/index.js';
import { vcFates, vcMachine } from '../../machines/vc/index.js';
import { vcHandle } from '../protocol/handles.js';
import type { DriverRole, Topology } from '../protocol/roles.js';
import type { SystemOptions } from './options.js';

/** The side of the boundary that a part is on: a driver, NDIS, the hardware or the far side. */
export type Side = DriverRole | 'ndis' | 'adapter' | 'network';

/** What a driver has behind it: its hardware, and its line to the far side. */
export const sidesBehind: Readonly<Record<DriverRole, readonly Side[]>> = {
  client: [],
  callManager: ['network'],
  miniport: ['adapter'],
  mcm: ['adapter', 'network'],
};

/** One kind of actor in a system: which machine it runs, whom it stands for, and whether there is one for each VC. */
export interface Part {
  readonly name: string;
  readonly side: Side;
  readonly perVc: boolean;
  readonly machine: AnyStateMachine;
  readonly fates: AnyFates;
  /** The input of the actor for a VC; a shared actor takes no number. */
  readonly inputFor: (vc: number) => Readonly<Record<string, unknown>>;
  /** The leaf in which its actors begin. */
  readonly firstLeaf: string | undefined;
}

/** The state in which an actor begins. */
export const birthOf = ({ machine, inputFor }: Pick<Part, 'machine' | 'inputFor'>, vc: number): ActorState =>
  initialTransition(machine, inputFor(vc))[0] as ActorState;

const part = (
  name: string,
  side: Side,
  perVc: boolean,
  machine: unknown,
  fates: unknown,
  input: Readonly<Record<string, unknown>> = {},
): Part => {
  const born = {
    machine: machine as AnyStateMachine,
    inputFor: (vc: number) => (perVc ? { ...input, vc: machine === vcMachine ? vcHandle(vc) : vc } : input),
  };
  return { name, side, perVc, fates: fates as AnyFates, ...born, firstLeaf: leavesOf(birthOf(born, 1).value)[0] };
};

/** The objects behind NDIS handles. Each admits or refuses the calls that name it, in this order. */
export const gateNames = ['af', 'sap', 'vc'] as const;

/** Everybody who takes part in a system of the topology. */
export const partsOf = (topology: Topology, options: SystemOptions): readonly Part[] => {
  const { callbackOrder, mcmCompletion = 'ndis', mcmCloses, patience, adapter = adapterMachine } = options;
  const given = (input: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  const common = [
    part(
      'ndis',
      'ndis',
      false,
      ndisMachine,
      ndisFates,
      given({ topology, callbackOrder, completesForMcm: mcmCompletion === 'ndis' }),
    ),
    part('af', 'ndis', false, afMachine, afFates),
    part('sap', 'ndis', false, sapMachine, sapFates),
    part('client', 'client', false, clientMachine, clientFates),
    part('vc', 'ndis', true, vcMachine, vcFates),
    part('client', 'client', true, clientVcMachine, clientVcFates),
    part('adapter', 'adapter', true, adapter, adapterFates),
    part('network', 'network', true, networkMachine, networkFates),
  ];
  return topology === 'cm'
    ? [
        ...common,
        part('callManager', 'callManager', false, callManagerMachine, callManagerFates),
        part('miniport', 'miniport', false, miniportMachine, miniportFates),
        part('callManager', 'callManager', true, callManagerVcMachine, callManagerVcFates),
        part('call', 'callManager', true, callMachine, callFates, given({ patience })),
        part('miniport', 'miniport', true, miniportVcMachine, miniportVcFates),
      ]
    : [
        ...common,
        part('mcm', 'mcm', false, callManagerMachine, callManagerFates, { kind: 'NdisMCm' }),
        part('mcm', 'mcm', true, mcmVcMachine, mcmVcFates, { completion: mcmCompletion }),
        part('call', 'mcm', true, callMachine, callFates, given({ kind: 'NdisMCm', closes: mcmCloses, patience })),
      ];
};

/** The name of an actor: its part, and the number of its VC where there is one for each. */
export const actorName = ({ name, perVc }: Part, vc: number): string => (perVc ? `${name}[${vc}]` : name);

/** Finds the part that an event is meant for. */
export class Directory {
  readonly #bySide = new Map<string, Part>();
  readonly #byType = new Map<string, Part>();
  readonly #listening = new Map<string, ReadonlySet<string>>();
  readonly gates: readonly Part[];

  constructor(readonly parts: readonly Part[]) {
    for (const part of parts) {
      this.#listening.set(`${part.name}${part.perVc ? '[]' : ''}`, new Set(Object.keys(part.fates)));
      for (const type of Object.keys(part.fates)) {
        this.#bySide.set(`${part.side} ${type}`, part);
        if (type.includes('.') && type !== 'answer.next') {
          this.#byType.set(type, part);
        }
      }
    }
    this.gates = gateNames.flatMap((name) => parts.filter((part) => part.side === 'ndis' && part.name === name));
  }

  /** The part of a driver that handles a callback. */
  handlerOf(side: Side, type: string): Part | undefined {
    return this.#bySide.get(`${side} ${type}`);
  }

  /** The part that takes an event of the environment, or a message that does not cross the boundary. */
  takerOf(type: string): Part | undefined {
    return this.#byType.get(type);
  }

  /** Whether the machine of an actor wants to hear of an event. */
  listens(actor: string, type: string): boolean {
    const bracket = actor.indexOf('[');
    const name = bracket < 0 ? actor : actor.slice(0, bracket);
    return this.#listening.get(`${name}${bracket < 0 ? '' : '[]'}`)?.has(type) ?? false;
  }

  /** The part whose next answer to an event may be set in advance: of this side, where one is named. */
  answererOf(event: string, side?: Side): Part | undefined {
    return this.parts.find(
      (part) =>
        Object.hasOwn(part.fates, event) &&
        Object.hasOwn(part.fates, 'answer.next') &&
        (side === undefined || part.side === side),
    );
  }
}
