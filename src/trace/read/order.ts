/** Where records may stand: a meta only at the beginning, and nothing behind the end. */
export class Order {
  #isBegun = false;
  #isEnded = false;
  #isTold = false;

  /** Whether there was an `end`: what comes now is not heard any more. */
  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** A call or a return comes, and nothing has ended. */
  begin(): void {
    this.#isBegun = true;
  }

  /** What is wrong with a record of this kind coming now, if anything is. */
  take(kind: string): string | undefined {
    const isFirst = !this.#isBegun;
    this.#isBegun = true;
    if (this.#isEnded) {
      const isTold = this.#isTold;
      this.#isTold = true;
      return isTold ? undefined : `Expected nothing after \`end\`, got \`${kind}\`.`;
    }
    this.#isEnded = kind === 'end';
    return kind === 'meta' && !isFirst ? 'Expected `meta` to be the first record.' : undefined;
  }
}
