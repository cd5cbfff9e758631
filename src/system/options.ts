import type { adapterMachine } from '../../machines/adapter/index.js';
import type { Topology } from '../protocol/roles.js';

/** How a system is put together. Every option has a default. */
export interface SystemOptions {
  /** A stand-alone call manager over a miniport (`cm`, the default), or a miniport call manager (`mcm`). */
  readonly topology?: Topology;
  /** Time that passes on `advance()` only (`virtual`, the default), or time as it goes by. */
  readonly clock?: 'virtual' | 'real';
  /** Which create callback NDIS makes first; the pages contradict each other (AMB-04). `protocolFirst` by default. */
  readonly callbackOrder?: 'protocolFirst' | 'miniportFirst';
  /** Where the completion event of an MCM's activation comes from (AMB-02). `ndis` by default. */
  readonly mcmCompletion?: 'ndis' | 'self' | 'none';
  /** Whether an MCM deactivates before or after it reports the close done (AMB-09). `afterDeactivation` by default. */
  readonly mcmCloses?: 'afterDeactivation' | 'beforeDeactivation';
  /** Milliseconds that a call manager waits for the network; 60,000 by default. */
  readonly patience?: number;
  /** Whether `start()` brings the adapter up, opens the address family and registers a SAP. True by default. */
  readonly boot?: boolean;
  /** The adapter with hardware of your own behind it: `adapterMachine.provide({ actions: { … } })`. */
  readonly adapter?: typeof adapterMachine;
}
