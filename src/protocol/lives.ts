/** The life of a virtual connection in NDIS. */
export type VcLife =
  | 'absent'
  | 'creating'
  | 'created'
  | 'activating'
  | 'active'
  | 'reactivating'
  | 'deactivating'
  | 'deleting'
  | 'deleted';

/** The call on a virtual connection. */
export type VcCall = 'none' | 'making' | 'offered' | 'accepted' | 'connected' | 'modifying' | 'hungUp' | 'closing';

/** A call is closed, closed after the far side has ended it, rejected by the client, or not made at all. */
export type CallEnd = 'closed' | 'hungUp' | 'rejected' | 'failed';

/** The life of an address family, from its registration to the end of its use by a client. */
export type AfLife = 'unregistered' | 'advertised' | 'opening' | 'open' | 'closing' | 'closed';

/** The life of a SAP. */
export type SapLife = 'none' | 'registering' | 'registered' | 'deregistering';

/** The life of a party of a multipoint call. */
export type PartyLife = 'none' | 'adding' | 'connected' | 'dropping';
