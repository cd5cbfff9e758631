import type { AnyFunctionName, Invocation } from './functions.js';
import { factOf } from './functions.js';
import type { InvocationCondition } from './functions/types.js';
import type { DriverRole, Role, Topology } from './roles.js';
import { driversOf, providerOf } from './roles.js';

/** Who calls a function, and on what: enough to say which callbacks follow. */
export interface Situation {
  readonly topology: Topology;
  readonly caller: Role;
  /** The VC is a call manager's own, created with a NULL AF handle. */
  readonly signaling?: boolean;
  /** Whether an AF handle is passed; assumed unless false. */
  readonly af?: boolean;
  /** Whether a VC handle is passed; assumed unless false. */
  readonly vc?: boolean;
  /** Who had asked, when the function answers an OID request; the AF partner of the caller unless said otherwise. */
  readonly requester?: DriverRole;
}

/** A callback on one driver. */
export interface RoutedInvocation {
  readonly callback: AnyFunctionName;
  readonly on: DriverRole;
}

/** The callbacks that NDIS makes because of a call, in the documented order: the protocol's first (AMB-04). */
export function invocationsOf(fn: AnyFunctionName, situation: Situation): readonly RoutedInvocation[] {
  return factOf(fn)
    .invokes.filter(({ when }) => applies(when, situation))
    .flatMap((invocation) => receivers(invocation, situation).map((on) => ({ callback: invocation.callback, on })));
}

function applies(when: InvocationCondition, situation: Situation): boolean {
  const { topology, caller } = situation;
  const isClient = caller === 'client';
  switch (when) {
    case 'always':
      return true;
    case 'cm':
    case 'mcm':
      return topology === when;
    case 'cm:client-caller':
      return topology === 'cm' && isClient;
    case 'mcm:client-caller':
      return topology === 'mcm' && isClient;
    case 'cm:cm-caller':
      return topology === 'cm' && caller === 'callManager' && !isSignaling(situation);
    case 'cm:signaling':
      return topology === 'cm' && caller === 'callManager' && isSignaling(situation);
    case 'af=null':
      return situation.af === false;
    case 'af=valid:cm-target':
      return situation.af !== false && isClient && topology === 'cm';
    case 'af=valid:mcm-target':
      return situation.af !== false && isClient && topology === 'mcm';
    case 'af=valid:client-target':
      return situation.af !== false && caller === 'callManager' && topology === 'cm';
    case 'requester=client':
      return requesterOf(situation) === 'client';
    case 'requester=cm':
      return requesterOf(situation) === 'callManager';
    case 'requester=mcm':
      return requesterOf(situation) === 'mcm';
    case 'requester=protocol':
      return requesterOf(situation) === 'client' || requesterOf(situation) === 'callManager';
    case 'vc=null':
      return situation.vc === false;
    case 'vc=valid':
      return situation.vc !== false;
  }
}

function receivers({ on, each, when }: Invocation, situation: Situation): readonly DriverRole[] {
  const { topology, requester } = situation;
  const candidates = on.filter((role) => driversOf[topology].includes(role));
  if (candidates.length < 2) return candidates;
  if (each) return when !== 'vc=valid' || !isSignaling(situation) ? candidates : ['callManager'];
  if (requester && candidates.includes(requester)) return [requester];
  return isSignaling(situation) ? ['callManager'] : ['client'];
}

const isSignaling = ({ signaling, af }: Situation): boolean => signaling ?? af === false;

const requesterOf = ({ requester, caller, topology }: Situation): DriverRole =>
  requester ?? (caller === 'client' ? providerOf(topology) : 'client');
