import type { Layout } from '../../src/chart/index.js';
import type { RuleId } from '../../src/protocol/rules.js';
import type { Topology } from '../../src/protocol/roles.js';
import type { EnvironmentEvent, ForcedCall } from '../../src/system/index.js';
import type { Packed } from './pack.js';
import type { Plain } from './plain.js';
import type { RunRecord } from './wire.js';

/**
 * What the server answers to. Every address carries the token of the page's own address: `/socket?token=…`. On the socket
 * the page speaks first, with a `hello`; what it gets then is the run, its records, and the answers to its requests.
 */
export const addresses = {
  page: '/',
  script: '/main.js',
  style: '/main.css',
  socket: '/socket',
  /** Takes records of other programs, or messages of @statelyai/inspect. */
  inlet: '/inlet',
  /** Speaks to receivers of @xstate/inspect. */
  outlet: '/outlet',
} as const;

/** The id of the script element that holds the data of a report: a page that stands alone, without a server. */
export const reportElement = 'condis-report';

/** What a report shows, as JSON in its element. */
export interface ReportData {
  readonly title: string;
  readonly records: readonly RunRecord[];
  /** The layout of each chart, by its name. */
  readonly layouts: Readonly<Record<string, Layout>>;
}

/** Where a run comes from, and so what can be done with it. */
export type Source =
  /** A CoNDIS system that runs here: it can be driven, and forked at any place. */
  | { readonly mode: 'system'; readonly topology: Topology; readonly scenario: string | null }
  /** A recorded run or a trace of a driver. */
  | { readonly mode: 'file'; readonly name: string }
  /** A program that uses XState: its actors can be sent events. */
  | { readonly mode: 'app' };

/** A scenario that can be chosen. */
export interface ScenarioTitle {
  readonly id: string;
  readonly title: string;
  readonly topologies: readonly Topology[];
}

/** From the server, one JSON document a message. */
export type ServerMessage =
  /** The first: what there is to see. Records of another run than this are forgotten. */
  | {
      readonly kind: 'run';
      readonly run: string;
      readonly title: string;
      readonly source: Source;
      /** How many records there are already: so many will come at once. */
      readonly length: number;
      readonly scenarios: readonly ScenarioTitle[];
      /** Steps of the scenario that have not been taken yet, in words. */
      readonly coming: readonly string[];
    }
  | { readonly kind: 'records'; readonly run: string; readonly from: number; readonly records: readonly RunRecord[] }
  /** The same in less, where much of a run comes at once, from its beginning. */
  | ({ readonly kind: 'packed'; readonly run: string; readonly from: number } & Packed)
  | { readonly kind: 'coming'; readonly run: string; readonly coming: readonly string[] }
  | { readonly kind: 'reply'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'refusal'; readonly id: number; readonly error: Trouble }
  /** How far a long answer has come. */
  | { readonly kind: 'progress'; readonly id: number; readonly text: string };

/** What went wrong, where, and what to do about it. */
export interface Trouble {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/** From the page: each is answered by a reply or a refusal with its `id`. */
export type ClientMessage = { readonly id: number } & Request;

export type Request =
  /** The first: what was seen of which run, so that the rest follows, and whether it may come packed. */
  | { readonly ask: 'hello'; readonly run?: string; readonly since?: number; readonly packed?: boolean }
  /** Begins anew, with a scenario or with none. */
  | { readonly ask: 'begin'; readonly scenario?: string; readonly text?: string; readonly topology?: Topology }
  /** Takes the next step of the scenario. */
  | { readonly ask: 'step' }
  /** Lets something happen, or a driver make a call out of turn, or time pass (milliseconds). */
  | { readonly ask: 'send'; readonly event: EnvironmentEvent }
  | { readonly ask: 'call'; readonly call: ForcedCall }
  | { readonly ask: 'advance'; readonly milliseconds: number }
  /** Sends an event to an actor of a program. */
  | { readonly ask: 'tell'; readonly actor: string; readonly event: Plain }
  /** What may happen after the record at this place. */
  | { readonly ask: 'may'; readonly at: number }
  /** What an actor could take, where it stands after the record at this place. */
  | { readonly ask: 'fates'; readonly at: number; readonly actor: string }
  /** Goes on from here, in a new run. */
  | { readonly ask: 'fork'; readonly at: number }
  /** What has happened up to a place, as text. */
  | { readonly ask: 'save'; readonly as: 'scenario' | 'trace' | 'run' | 'test' | 'html'; readonly at: number }
  /** Where everything of a chart stands; `brief` asks for it in outline (`briefOf`). */
  | { readonly ask: 'layout'; readonly chart: string; readonly collapsed: readonly string[]; readonly brief?: boolean }
  | { readonly ask: 'explore'; readonly topology: Topology; readonly faults: boolean; readonly vcs: number }
  /** Plays a counterexample of the last exploration. */
  | { readonly ask: 'play'; readonly property: string }
  /** Judges records that the page has read by itself. */
  | { readonly ask: 'judge'; readonly records: readonly RunRecord[] }
  | { readonly ask: 'rule'; readonly rule: string };

/** Something that may happen, and what speaks against it. */
export interface Possibility {
  readonly label: string;
  /** Who decides it: a user, the hardware, the network, a driver out of turn, or a fault set in advance. */
  readonly group: 'user' | 'hardware' | 'network' | 'call' | 'fault';
  readonly request: Extract<Request, { readonly ask: 'send' | 'call' }>;
  readonly result: 'taken' | 'deferred' | 'ignored' | 'refused';
  readonly rule?: RuleId;
  /** The rule in plain words. */
  readonly because?: string;
}

/** What an actor would do with an event, where it stands. */
export interface EventFate {
  readonly event: string;
  readonly verdict: 'taken' | 'deferred' | 'ignored' | 'refused';
  readonly rule?: string;
  readonly because?: string;
  readonly source?: string;
  /** Where it would stand then. */
  readonly next?: Plain;
}

/** What an exploration has found. */
export interface Exploration {
  readonly summary: readonly string[];
  readonly isComplete: boolean;
  readonly verdicts: readonly {
    readonly property: string;
    readonly verdict: 'holds' | 'violated' | 'unknown';
    readonly text: string;
    /** A counterexample can be played. */
    readonly hasWay: boolean;
  }[];
  readonly coverage: readonly { readonly chart: string; readonly states: string; readonly transitions: string }[];
}

/** The answer to each request that has one worth a type. */
export interface Replies {
  readonly may: readonly Possibility[];
  readonly fates: readonly EventFate[];
  readonly layout: Layout;
  readonly save: { readonly name: string; readonly text: string };
  readonly explore: Exploration;
  readonly judge: readonly RunRecord[];
  readonly rule: { readonly id: string; readonly level: string; readonly text: string; readonly source: string };
}
