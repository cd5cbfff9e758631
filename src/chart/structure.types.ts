/** What a statechart consists of, as plain JSON: everything that a picture of it needs, and nothing that runs. */
export interface Structure {
  readonly id: string;
  readonly description?: string;
  /** The machine itself first, every state before those inside it. */
  readonly nodes: readonly StructureNode[];
  /** By source, in the order in which the machine tries them. */
  readonly transitions: readonly StructureTransition[];
}

export type NodeKind = 'atomic' | 'compound' | 'parallel' | 'final' | 'history';

export interface StructureNode {
  /** Unique in the structure: the id that XState gave it. */
  readonly id: string;
  readonly key: string;
  readonly kind: NodeKind;
  /** Of a history state: whether it remembers what is inside states as well. */
  readonly history?: 'shallow' | 'deep';
  /** Missing for the machine itself. */
  readonly parent?: string;
  /** The state in which a compound state begins. */
  readonly initial?: string;
  readonly description?: string;
  readonly entry: readonly string[];
  readonly exit: readonly string[];
  readonly invokes: readonly string[];
  readonly rules: readonly string[];
}

/** What sets a transition off: an event, nothing at all, time, or the end of what runs inside. */
export type Trigger = 'event' | 'always' | 'after' | 'done' | 'error' | 'default';

export interface StructureTransition {
  /** Unique in the structure: the source and a number. */
  readonly id: string;
  readonly source: string;
  /** Empty where the machine stays where it is. */
  readonly targets: readonly string[];
  /** The type of the event, as XState calls it. */
  readonly event: string;
  readonly trigger: Trigger;
  /** The event in the words of a picture: `after patience`, `always`. */
  readonly text: string;
  readonly guard?: string;
  readonly actions: readonly string[];
  readonly description?: string;
  readonly rules: readonly string[];
  /** Leads from a state to itself, or nowhere. */
  readonly isSelf: boolean;
  /** The source is left and entered again. */
  readonly reenters: boolean;
  /** Takes the event and does nothing with it, so that no state around takes it. */
  readonly isForbidden: boolean;
}
