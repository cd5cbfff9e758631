import type { DriverRole, Topology } from '../../protocol/roles.js';
import { createDriver } from '../../system/index.js';
import type { DriverOptions, LoneDriver } from '../../system/index.js';
import type { Answer, CreateSut, Delivery, Ndis, SystemUnderTest } from './sut.types.js';

/** The machines of one driver, with its hardware and its line, as a system under test. */
class OwnMachines implements SystemUnderTest {
  #driver: LoneDriver | undefined;

  constructor(
    private readonly role: DriverRole,
    private readonly options: Omit<DriverOptions, 'ndis'>,
  ) {}

  start(ndis: Ndis): void {
    this.#driver = createDriver(this.role, {
      ...this.options,
      ndis: (fn, args) => ndis.call(fn, args),
    });
  }

  deliver(move: Delivery): Answer {
    switch (move.kind) {
      case 'event':
        this.#host.send(move.event);
        return 'done';
      case 'patience':
        return this.#host.elapse(move.actor) ? 'done' : 'unsupported';
      case 'callback':
        return this.#host.callBack(move.record.fn, move.record.args, move.record.irql);
      case 'forced':
        return 'unsupported';
    }
  }

  collect(): readonly [] {
    return [];
  }

  settle(): void {
    this.#host.settle();
  }

  stop(): void {
    this.#driver?.stop();
  }

  get #host(): LoneDriver {
    if (!this.#driver) throw new Error('The driver has not been started.');
    return this.#driver;
  }
}

/** Our own machines of a driver as systems under test. */
export const ownMachines =
  (role: DriverRole, topology: Topology, options: Omit<DriverOptions, 'ndis' | 'topology'> = {}): CreateSut =>
  () =>
    new OwnMachines(role, { ...options, topology });
