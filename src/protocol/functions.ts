import { callParameters } from './functions/callParameters.js';
import { clientAddressFamilies } from './functions/clientAddressFamilies.js';
import { closingCalls } from './functions/closingCalls.js';
import { data } from './functions/data.js';
import { incomingCalls } from './functions/incomingCalls.js';
import { oidRequests } from './functions/oidRequests.js';
import { outgoingCalls } from './functions/outgoingCalls.js';
import { parties } from './functions/parties.js';
import { providerAddressFamilies } from './functions/providerAddressFamilies.js';
import { saps } from './functions/saps.js';
import { shared } from './functions/shared.js';
import { statusAndNames } from './functions/statusAndNames.js';
import type { CondisFact, Invocation as InvocationOf, SharedFact } from './functions/types.js';
import { vcActivation } from './functions/vcActivation.js';
import { vcLifetime } from './functions/vcLifetime.js';
import { otherNames } from './ndis5.js';

export type { FunctionKind, InvocationCondition, Parameter, StatusFact, Timing } from './functions/types.js';

/** The exact name of one of the 107 CoNDIS functions and callbacks. */
export type FunctionName =
  | keyof typeof clientAddressFamilies
  | keyof typeof providerAddressFamilies
  | keyof typeof saps
  | keyof typeof vcLifetime
  | keyof typeof vcActivation
  | keyof typeof outgoingCalls
  | keyof typeof incomingCalls
  | keyof typeof callParameters
  | keyof typeof parties
  | keyof typeof closingCalls
  | keyof typeof data
  | keyof typeof oidRequests
  | keyof typeof statusAndNames;

/** The exact name of a function that CoNDIS shares with the rest of NDIS. */
export type SharedFunctionName = keyof typeof shared;

/** Any function that may appear in a trace. */
export type AnyFunctionName = FunctionName | SharedFunctionName;

/** A callback that NDIS makes because a function was called. */
export type Invocation = InvocationOf<AnyFunctionName>;

/** What the documentation says about a CoNDIS function. */
export type FunctionFact = CondisFact<FunctionName, AnyFunctionName>;

/** What the documentation says about a function that CoNDIS shares with the rest of NDIS. */
export type SharedFunctionFact = SharedFact<AnyFunctionName>;

/** The functions and callbacks of CoNDIS. */
export const functions: Readonly<Record<FunctionName, FunctionFact>> = {
  ...clientAddressFamilies,
  ...providerAddressFamilies,
  ...saps,
  ...vcLifetime,
  ...vcActivation,
  ...outgoingCalls,
  ...incomingCalls,
  ...callParameters,
  ...parties,
  ...closingCalls,
  ...data,
  ...oidRequests,
  ...statusAndNames,
};

/** The functions that CoNDIS shares with the rest of NDIS. */
export const sharedFunctions: Readonly<Record<SharedFunctionName, SharedFunctionFact>> = shared;

const all: Readonly<Record<AnyFunctionName, FunctionFact | SharedFunctionFact>> = { ...functions, ...sharedFunctions };

/** Whether a text is the exact name of a function of CoNDIS or of the shared list. */
export const isFunctionName = (text: string): text is AnyFunctionName => Object.hasOwn(all, text);

/** What the documentation says about a function. */
export function factOf(fn: FunctionName): FunctionFact;
export function factOf(fn: AnyFunctionName): FunctionFact | SharedFunctionFact;
export function factOf(fn: AnyFunctionName): FunctionFact | SharedFunctionFact {
  return all[fn];
}

/** The exact name behind a text: an exact name, an NDIS 5 name, or another name that the pages use. */
export function canonicalName(text: string): AnyFunctionName | undefined {
  if (isFunctionName(text)) return text;
  return Object.hasOwn(otherNames, text) ? otherNames[text] : undefined;
}

/** The same service for the other kind of call manager: NdisCmActivateVc and NdisMCmActivateVc. */
export const twinOf = (fn: AnyFunctionName): FunctionName | undefined => {
  const fact = factOf(fn);
  return 'twin' in fact ? fact.twin : undefined;
};
