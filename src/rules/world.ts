import type { RuleId } from '../protocol/rules.js';
import type { Cast } from './cast.js';
import type { Frame } from './frame.js';
import { Latest } from './latest.js';
import { Lists } from './lists.js';
import type { Af, Sap, Vc } from './things.js';
import { Threads } from './threads.js';

/** How many dead handles are remembered at least, so that a late use of one is told from a use of none. */
const fewestGraves = 32_768;

interface Grave {
  readonly how: string;
  readonly rule: RuleId | undefined;
}

/** Handles that once named something, the latest of them. */
export class Graveyard {
  readonly #dead = new Latest<Grave>(fewestGraves);

  /** Remembers how a handle came to its end, and the rule against its use where that depends on the end. */
  bury(handle: string, how: string, rule?: RuleId): void {
    this.#dead.set(handle, { how, rule });
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

  /** As plain data. */
  toJSON(): Latest<Grave> {
    return this.#dead;
  }
}

/** All that is known of a log so far. It grows with what is alive, not with the log. */
export class World {
  readonly threads = new Threads();
  readonly vcs = new Map<string, Vc>();
  readonly afs = new Map<string, Af>();
  readonly saps = new Map<string, Sap>();
  /** Registrations of SAPs of which the log has not said yet which handle they give. */
  readonly unnamedSaps = new Set<Frame>();
  /** Openings of address families of which no record has given the handle yet. */
  readonly unnamedAfs = new Set<Frame>();
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
