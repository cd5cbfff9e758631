import type { AnyFunctionName } from '../protocol/functions.js';
import type { NblName } from '../protocol/handles.js';
import type { Irql } from '../protocol/irql.js';
import type { DriverRole, Topology } from '../protocol/roles.js';
import type { RuleId } from '../protocol/rules.js';
import type { NdisStatus } from '../protocol/status.js';
import type { EnvironmentEvent, SystemOptions } from '../system/index.js';
import type { Expectation } from './expectations.js';

/** A role as a scenario names it: `provider` is the call manager of one topology and the MCM of the other. */
export type ScenarioRole = DriverRole | 'provider';

/** What an event of the environment carries. */
export type EventParameters = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** Something happens outside: a user, the hardware or the network decides. */
export interface EventStep {
  readonly kind: 'event';
  readonly text: string;
  /** As it is written: `provider.deleteVc` is still to be resolved. */
  readonly event: string;
  readonly vc: number;
  readonly parameters: EventParameters;
  /** The rule by which it is expected to be refused. */
  readonly refused?: RuleId;
}

/** A driver calls out of turn. */
export interface CallStep {
  readonly kind: 'call';
  readonly text: string;
  readonly from: ScenarioRole;
  readonly fn: AnyFunctionName;
  readonly vc: number;
  readonly parameters: CallArguments;
  readonly refused?: RuleId;
  /** The status that NDIS is expected to answer. */
  readonly returns?: NdisStatus | 'failure';
}

/** What a forced call may carry, by the names of the trace format. */
export interface CallArguments {
  readonly af?: string;
  readonly sap?: string;
  readonly party?: string;
  readonly callParameters?: string;
  readonly nbl?: readonly NblName[];
  readonly status?: NdisStatus;
  readonly irql?: Irql;
}

/** An answer is set in advance: the next time, this is how it goes. */
export interface FaultStep {
  readonly kind: 'fault';
  readonly text: string;
  /** The callback that is answered, or `channel.open`, which the adapter answers. */
  readonly event: string;
  readonly on?: ScenarioRole;
  readonly vc: number;
  readonly status: NdisStatus;
}

/** Milliseconds go by. */
export interface WaitStep {
  readonly kind: 'wait';
  readonly text: string;
  readonly milliseconds: number;
}

/** A remark for the reader of the trace. */
export interface NoteStep {
  readonly kind: 'note';
  readonly text: string;
}

export type Step = EventStep | CallStep | FaultStep | WaitStep | NoteStep;

/** Every kind of event of the environment, but the one that a fault stands for. */
export type EventName = Exclude<EnvironmentEvent['type'], 'answer.next'>;

/** How a scenario puts its system together. */
export type ScenarioOptions = Pick<SystemOptions, 'callbackOrder' | 'mcmCompletion' | 'mcmCloses' | 'patience'>;

/** A story that a system plays: what held before, what happens, and what is expected to come of it. */
export interface Scenario {
  /** The name of its file, without the ending. */
  readonly name: string;
  readonly title: string;
  /** The documented variant that it reproduces: SEQ-VC-07a. */
  readonly documents?: string;
  readonly topologies: readonly Topology[];
  readonly options: ScenarioOptions;
  /** False where the adapter is brought up by a step. */
  readonly boot: boolean;
  readonly faults: readonly FaultStep[];
  readonly given: readonly Step[];
  readonly steps: readonly Step[];
  readonly expect: readonly Expectation[];
}
