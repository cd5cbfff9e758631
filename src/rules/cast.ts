import { factOf } from '../protocol/functions.js';
import type { AnyFunctionName } from '../protocol/functions.js';
import type { DriverRole, Role, Topology } from '../protocol/roles.js';

/** Whoever calls or is called, by the name that the log gives it. */
export interface Actor {
  readonly name: string;
  /** Unknown until the log names it, or a function gives it away. */
  readonly role: Role | undefined;
}

const drivers: readonly DriverRole[] = ['client', 'callManager', 'mcm', 'miniport'];
const roles: readonly Role[] = ['ndis', ...drivers];

/** Names and their roles: as `meta` gives them, else the names themselves, else what a function gives away. */
export class Cast {
  readonly #actors = new Map<string, Actor>();
  readonly #seen = new Set<Role | Actor>();
  /** Those that have been seen, and of whom nothing more can become known. */
  readonly #settled = new Map<string, Actor>();
  #topology: Topology | undefined;

  constructor(topology?: Topology) {
    this.#topology = topology;
  }

  /** Who serves the address families; unknown until the log shows a driver that only one topology has. */
  get topology(): Topology | undefined {
    return this.#topology;
  }

  /** Takes the topology and the names of a `meta` record. */
  introduce(topology: Topology | undefined, names: Readonly<Record<string, Role>>): void {
    this.#topology ??= topology;
    for (const [name, role] of Object.entries(names)) {
      this.#actors.set(name, { name, role });
    }
    this.#settled.clear();
  }

  /** The actor of that name, which calls or is called. */
  actor(name: string, fn: AnyFunctionName, side: 'caller' | 'called'): Actor {
    const settled = this.#settled.get(name);
    if (settled) return settled;
    const actor = this.named(name, fn, side);
    if (actor.role !== undefined) {
      this.#seen.add(actor);
      this.#seen.add(actor.role);
      if (this.#topology !== undefined) this.#settled.set(name, actor);
    }
    return actor;
  }

  /** The actor of that name, of which a record speaks without its doing anything. */
  named(name: string, fn: AnyFunctionName, side: 'caller' | 'called'): Actor {
    const known = this.#actors.get(name);
    if (known?.role !== undefined && this.#topology !== undefined) return known;
    const role = known?.role ?? roles.find((one) => one === name) ?? this.#givenAway(fn, side);
    if (role === 'mcm') this.#topology ??= 'mcm';
    if (role === 'callManager') this.#topology ??= 'cm';
    if (known && known.role === role) return known;
    const actor: Actor = { name, role };
    this.#actors.set(name, actor);
    return actor;
  }

  /** Whether a driver, or one of that kind, has appeared: what the log never shows cannot be missed in it. */
  shows(whom: Role | Actor): boolean {
    return this.#seen.has(whom);
  }

  /** Whether every driver of that kind that has been named has appeared, and there is one. */
  showsAll(role: Role): boolean {
    return this.#seen.has(role) && this.all(role).every((actor) => this.#seen.has(actor));
  }

  /** Whether any driver has appeared. */
  get isCrewed(): boolean {
    return drivers.some((role) => this.#seen.has(role));
  }

  /** The drivers of that kind that have been named. */
  all(role: Role): readonly Actor[] {
    return [...this.#actors.values()].filter((actor) => actor.role === role);
  }

  #givenAway(fn: AnyFunctionName, side: 'caller' | 'called'): Role | undefined {
    const { kind, calledBy, implementedBy } = factOf(fn);
    const isIntoNdis = kind === 'ndisCall';
    if (isIntoNdis !== (side === 'caller')) return 'ndis';
    const candidates: readonly DriverRole[] = isIntoNdis ? calledBy.filter((role) => role !== 'ndis') : implementedBy;
    const possible = candidates.filter((role) => isIn(this.#topology, role));
    return possible.length === 1 ? possible[0] : undefined;
  }
}

const isIn = (topology: Topology | undefined, role: DriverRole): boolean =>
  topology === undefined || role === 'client' || (role === 'mcm') === (topology === 'mcm');
