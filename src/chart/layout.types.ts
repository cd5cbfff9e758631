import type { NodeKind } from './structure.types.js';

/** Where everything of a chart stands, as plain JSON: all that `drawChart` needs. Coordinates are absolute, in pixels. */
export interface Layout {
  /** Of the structure, so that a layout can be told from a stale one. */
  readonly hash: string;
  readonly title: string;
  readonly description?: string;
  readonly width: number;
  readonly height: number;
  /** The states that are shown without what is inside them. */
  readonly collapsed: readonly string[];
  /** No arrangement could be found: the states stand in a column, and the picture says so. */
  readonly isPlain?: true;
  /** The machine first, every state before those inside it. */
  readonly nodes: readonly LayoutNode[];
  readonly edges: readonly LayoutEdge[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly w: number;
  readonly h: number;
}

export interface LayoutNode extends Box {
  readonly id: string;
  readonly kind: NodeKind | 'initial';
  readonly parent?: string;
  /** What is written at the top; as long as it fits. */
  readonly name: string;
  readonly description?: string;
  readonly rules?: readonly string[];
  /** What a state does by itself, and takes without leaving, from its top downwards. */
  readonly rows: readonly Line[];
  /** Holds other states, and shows them. */
  readonly isOpen?: true;
  /** Holds other states, and hides them. */
  readonly isCollapsed?: true;
  /** One of the states of a parallel state. */
  readonly isRegion?: true;
}

/** A line of text. */
export interface Line {
  readonly text: string;
  /** The event itself, what stands behind it (guard and actions), or what a state does by itself. */
  readonly role: 'event' | 'aside' | 'own';
  /** The types of the events that it is about, as XState calls them. */
  readonly events: readonly string[];
  readonly transitions: readonly string[];
  /** The id of the state that it leads to, where a row says so instead of an arrow. The text ends with its name. */
  readonly leadsTo?: string;
  /** All of it, where the text is cut. */
  readonly whole?: string;
}

export interface LayoutEdge {
  /** `source -> target`, the ids of the states. */
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** Missing where nothing is written on it: the arrow into an initial state. */
  readonly label?: Box & { readonly lines: readonly Line[] };
  readonly points: readonly Point[];
  readonly rules?: readonly string[];
  readonly descriptions?: readonly string[];
}
