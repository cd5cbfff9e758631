/**
 * Transitions for Ndis(M)Cm…, as the pages write it: NdisCm… of a call manager and its NdisMCm… twin of an MCM,
 * which a virtual connection treats alike.
 */
export const twins = <N extends string, const T>(name: N, transition: T) =>
  ({ [`NdisCm${name}`]: transition, [`NdisMCm${name}`]: transition }) as {
    readonly [K in `NdisCm${N}` | `NdisMCm${N}`]: T;
  };
