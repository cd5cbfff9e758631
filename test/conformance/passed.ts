import { factOf, functions } from '../../src/protocol/functions.js';
import type { AnyFunctionName, FunctionName, Parameter } from '../../src/protocol/functions.js';
import type { LogArgs, LogStatus } from '../../src/protocol/log.js';
import type { SequenceStep } from '../../src/protocol/sequences.js';

/** What a step of a documented sequence passes: its words, read by the parameters of the function. */
export function passed(step: SequenceStep, which: 'in' | 'out' | 'all', isNamed: boolean): LogArgs {
  const fn = step.fn as AnyFunctionName;
  const words = /^\w+\((.*?)\)(?=$| [=-]|;| while)/.exec(step.text)?.[1]?.split(', ') ?? [];
  const args: Record<string, unknown> = {};
  for (const [index, param] of paramsOf(fn).entries()) {
    const comesOut = isIntoNdis(fn) && param.name.endsWith('Handle') && param.direction !== 'in';
    if (which === 'all' || comesOut === (which === 'out')) {
      Object.assign(args, argument(fn, param, words[index], isNamed));
    }
  }
  if (which === 'out') return args;
  if (step.argStatus !== undefined) args['status'] = wholeStatus(step.argStatus);
  const flags = /NDIS_RECEIVE_FLAGS_RESOURCES|CALL_PARAMETERS_CHANGED/.exec(
    step.text.replace('[CHANGED]', changed),
  )?.[0];
  if (flags !== undefined) args['flags'] = flags;
  return args;
}

const changed = 'CALL_PARAMETERS_CHANGED';

/** Any failure is one. */
export const wholeStatus = (status: LogStatus): LogStatus => (status === 'failure' ? 'NDIS_STATUS_FAILURE' : status);

const listParams: readonly Parameter[] = [
  { name: 'NdisBindingHandle', direction: 'in', type: 'NDIS_HANDLE', meaning: '' },
  { name: 'NetBufferLists', direction: 'in', type: 'PNET_BUFFER_LIST', meaning: '' },
];

function paramsOf(fn: AnyFunctionName): readonly Parameter[] {
  if (fn.endsWith('ReturnNetBufferLists')) return listParams;
  return Object.hasOwn(functions, fn) ? functions[fn as FunctionName].params : [];
}

const isIntoNdis = (fn: AnyFunctionName): boolean => factOf(fn).kind === 'ndisCall';

const kinds: readonly (readonly [RegExp, keyof typeof handles])[] = [
  [/Vc(Handle|Context)$/, 'vc'],
  [/Af(Handle|Context)$/, 'af'],
  [/Sap(Handle|Context)$/, 'sap'],
  [/Party(Handle|Context)$/, 'party'],
];
const handles = { vc: 'vc1', af: 'af1', sap: 'sap1', party: 'party1' } as const;

/** One argument, where a log would carry it. */
function argument(fn: AnyFunctionName, param: Parameter, said: string | undefined, isNamed: boolean): object {
  const { name } = param;
  const word = said?.includes('...') === true ? undefined : said;
  switch (name) {
    case 'NetBufferLists':
      return word === undefined || word === 'lists' ? {} : { nbl: word.split('->') };
    case 'NumberOfNetBufferLists':
      return word === undefined ? {} : { count: Number(word) };
    case 'CallParameters':
      return word === undefined ? {} : { callParameters: word };
    case 'AddressFamily':
      return { family: 'Q.2931' };
    case 'OidRequest':
      return { request: 'request1' };
    case 'Status':
      return word === 'status' ? { status: 'NDIS_STATUS_SUCCESS' } : {};
    default:
      return handle(fn, param, word, isNamed);
  }
}

/** Functions that may be about no VC at all. */
const mayBeGlobal = /OidRequest|Status/;

function handle(
  fn: AnyFunctionName,
  { name, direction }: Parameter,
  word: string | undefined,
  isNamed: boolean,
): object {
  const kind = kinds.find(([ending]) => ending.test(name))?.[1];
  if (kind === undefined) return {};
  const isForMany = word?.endsWith('|NULL') === true;
  if (name.endsWith('Context')) {
    // A context that comes with a callback tells which object is meant; one that is handed over does not.
    if (direction !== 'in') return {};
    if (isIntoNdis(fn)) return kind === 'party' && isForMany && !isNamed ? { party: null } : {};
  }
  if (word === 'NULL') return { [kind]: null };
  if (isForMany) return { [kind]: isNamed ? handles[kind] : null };
  // A call without a party context gives no party.
  if (fn === 'NdisClMakeCall' && kind === 'party') return isNamed ? partyIn(word) : {};
  if (kind === 'party') return partyIn(word);
  return word === undefined && mayBeGlobal.test(fn) ? {} : { [kind]: handles[kind] };
}

/** Some parties have names of their own: `p2`, `cmPartyCtx(pn)`, `last party`. */
function partyIn(word: string | undefined): object {
  if (word === undefined) return {};
  return { party: /\bp[\dn]\b/.exec(word)?.[0] ?? (word.startsWith('last') ? 'p1' : handles.party) };
}
