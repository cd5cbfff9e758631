import type { RuleId } from '../protocol/rules.js';
import type { Cast } from './cast.js';
import type { Frame } from './frame.js';
import { Lists } from './lists.js';
import type { Af, Sap, Vc } from './things.js';

/** How many dead handles are remembered, so that a late use of one is told from a use of none. */
const graves = 65_536;

interface Grave {
  readonly how: string;
  readonly rule: RuleId | undefined;
}

/** Handles that once named something, the latest of them. */
export class Graveyard {
  readonly #dead = new Map<string, Grave>();

  /** Remembers how a handle came to its end, and the rule against its use where that depends on the end. */
  bury(handle: string, how: string, rule?: RuleId): void {
    this.#dead.delete(handle);
    this.#dead.set(handle, { how, rule });
    if (this.#dead.size > graves) {
      const [oldest] = this.#dead.keys();
      if (oldest !== undefined) this.#dead.delete(oldest);
    }
  }

  /** How the handle came to its end; `undefined` where it never lived, or lives again. */
  fateOf(handle: string): string | undefined {
    return this.#dead.get(handle)?.how;
  }

  /** The rule against the use of a handle that came to a special end. */
  ruleOf(handle: string): RuleId | undefined {
    return this.#dead.get(handle)?.rule;
  }

  raise(handle: string): void {
    this.#dead.delete(handle);
  }
}

/** All that is known of a log so far. It grows with what is alive, not with the log. */
export class World {
  /** The innermost open frame of each thread. */
  readonly threads = new Map<string, Frame>();
  readonly vcs = new Map<string, Vc>();
  readonly afs = new Map<string, Af>();
  readonly saps = new Map<string, Sap>();
  readonly sends = new Lists();
  readonly receives = new Lists();
  readonly dead = { vc: new Graveyard(), af: new Graveyard(), sap: new Graveyard(), halfVc: new Graveyard() };

  /** The address family that the log has named, as long as it is the only one. */
  onlyAf: string | null | undefined = undefined;

  constructor(
    readonly cast: Cast,
    /** The log begins in the middle: a handle that nothing has introduced is taken as it comes. */
    readonly isPartial: boolean,
  ) {}

  /** Takes note that the log names an address family. */
  nameAf(handle: string): void {
    if (this.onlyAf === undefined) this.onlyAf = handle;
    else if (this.onlyAf !== handle) this.onlyAf = null;
  }
}
