import type { Structure } from '../../src/chart/index.js';
import type { Topology } from '../../src/protocol/roles.js';

/** What is explored: small enough to be waited for. */
export interface Expedition {
  readonly topology: Topology;
  readonly faults: boolean;
  readonly vcs: number;
  readonly maxSeconds: number;
}

/** Work that takes seconds, and is done in a thread beside the server. */
export type Order =
  | { readonly kind: 'explore'; readonly expedition: Expedition }
  | { readonly kind: 'layout'; readonly structure: Structure; readonly collapsed: readonly string[] };

/** What such a thread says. */
export type Answer =
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'progress'; readonly text: string };
