/**
 * A map that keeps its latest entries: so many at least, and never more than twice as many. It forgets by generations,
 * because a map that drops its oldest entry for each new one has to pass over all those that it has dropped before.
 */
export class Latest<V> {
  #young = new Map<string, V>();
  #old = new Map<string, V>();

  constructor(private readonly least: number) {}

  get(key: string): V | undefined {
    return this.#young.get(key) ?? this.#old.get(key);
  }

  has(key: string): boolean {
    return this.#young.has(key) || this.#old.has(key);
  }

  /** Enters a value as the latest. */
  set(key: string, value: V): void {
    if (this.#young.size >= this.least) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }

  delete(key: string): void {
    this.#young.delete(key);
    this.#old.delete(key);
  }

  /** As plain data. */
  toJSON(): ReadonlyMap<string, V> {
    return new Map([...this.#old, ...this.#young]);
  }
}
