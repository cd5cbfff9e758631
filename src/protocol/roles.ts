/** Who takes part in CoNDIS: the four kinds of driver, and NDIS between them. */
export type Role = 'client' | 'callManager' | 'mcm' | 'miniport' | 'ndis';

/** The kinds of driver: every role but NDIS itself. */
export type DriverRole = Exclude<Role, 'ndis'>;

/** Who serves the address family: a stand-alone call manager over a miniport, or a miniport call manager (MCM). */
export type Topology = (typeof topologies)[number];
export const topologies = ['cm', 'mcm'] as const;

/** The drivers of each topology. */
export const driversOf: Readonly<Record<Topology, readonly DriverRole[]>> = {
  cm: ['client', 'callManager', 'miniport'],
  mcm: ['client', 'mcm'],
};

/** The driver that serves the address family (differences-in-virtual-connections.md). */
export const providerOf = (topology: Topology): 'callManager' | 'mcm' => (topology === 'cm' ? 'callManager' : 'mcm');

/** The driver that drives the hardware and so carries the data. */
export const bearerOf = (topology: Topology): 'miniport' | 'mcm' => (topology === 'cm' ? 'miniport' : 'mcm');
