import type { Topology } from '../protocol/roles.js';
import { partsOf, sidesBehind } from '../system/index.js';
import type { EnvironmentEvent, Part, Side } from '../system/index.js';
import type { UnderTest } from './suite.types.js';

/** What is on the side of the driver under test, and what is not. */
export class Sides {
  readonly #parts: readonly Part[];
  readonly #own: ReadonlySet<Side>;

  constructor(
    topology: Topology,
    readonly underTest: UnderTest,
  ) {
    this.#parts = partsOf(topology, { topology });
    this.#own = new Set(
      underTest === 'system' ? this.#parts.map(({ side }) => side) : [underTest, ...sidesBehind[underTest]],
    );
  }

  /** Whether an event, or an answer set in advance, is one of the driver under test, its hardware or its line. */
  isOwnEvent(event: EnvironmentEvent): boolean {
    return this.#parts.some(({ side, fates }) => {
      if (!this.#own.has(side)) return false;
      if (event.type !== 'answer.next') return Object.hasOwn(fates, event.type);
      const { on, event: asked } = event;
      return (on ?? side) === side && Object.hasOwn(fates, asked) && Object.hasOwn(fates, 'answer.next');
    });
  }

  /** Whether an answer is the driver's own, and not its hardware's or anybody else's: it may choose. */
  isOwnChoice(event: EnvironmentEvent): boolean {
    if (this.underTest === 'system' || event.type !== 'answer.next') return false;
    const { on, event: asked } = event;
    const answerer = this.#parts.find(
      ({ side, fates }) => (on ?? side) === side && Object.hasOwn(fates, asked) && Object.hasOwn(fates, 'answer.next'),
    );
    return answerer?.side === this.underTest;
  }

  /** Whether an actor, by its name, belongs to the driver under test, its hardware or its line. */
  isOwnActor(name: string): boolean {
    const [bare] = name.split('[') as [string];
    return this.#parts.some((part) => part.name === bare && this.#own.has(part.side));
  }
}
