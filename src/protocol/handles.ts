declare const brand: unique symbol;
type Named<Kind extends string> = string & { readonly [brand]: Kind };

/** The short name of an NdisVcHandle: vc1, vc2, … */
export type VcHandle = Named<'vc'>;
/** The short name of an NdisAfHandle: af1, … */
export type AfHandle = Named<'af'>;
/** The short name of an NdisSapHandle: sap1, … */
export type SapHandle = Named<'sap'>;
/** The short name of an NdisPartyHandle, which lives on a VC: vc1-party1, … */
export type PartyHandle = Named<'party'>;
/** The short name of a NET_BUFFER_LIST on a VC: vc1-tx1 goes out, vc1-rx1 came in. */
export type NblName = Named<'nbl'>;

/** Names the n-th virtual connection. */
export const vcHandle = (n: number): VcHandle => `vc${n}` as VcHandle;

/** Names the n-th open address family. */
export const afHandle = (n: number): AfHandle => `af${n}` as AfHandle;

/** Names the n-th registered SAP. */
export const sapHandle = (n: number): SapHandle => `sap${n}` as SapHandle;

/** Names the party that comes with a multipoint call. */
export const firstPartyOf = (vc: VcHandle): PartyHandle => `${vc}-party1` as PartyHandle;

/** Names the n-th party of a VC. */
export const partyHandle = (vc: number, n: number): PartyHandle => `vc${vc}-party${n}` as PartyHandle;

/** Names the n-th list sent on a VC. */
export const sendName = (vc: number, n: number): NblName => `vc${vc}-tx${n}` as NblName;

/** Names the n-th list received on a VC. */
export const receiveName = (vc: number, n: number): NblName => `vc${vc}-rx${n}` as NblName;
