import type { AnyFunctionName } from '../protocol/functions.js';
import type { Frame } from './frame.js';
import type { World } from './world.js';
import { creations } from './words.js';

/** Whether two frames may be about the same object: they name none that tells them apart. */
export function concernSame(one: Frame, other: Frame): boolean {
  if (one.vc !== undefined && other.vc !== undefined && one.vc !== other.vc) return false;
  if (one.sap !== undefined && other.sap !== undefined && one.sap !== other.sap) return false;
  if (one.af !== undefined && other.af !== undefined && one.af !== other.af) return false;
  const party = one.args.party ?? undefined;
  const otherParty = other.args.party ?? undefined;
  return party === undefined || otherParty === undefined || party === otherParty;
}

/** The callback of that name that NDIS has made because of a call, if it has made one. */
export function madeIn(call: Frame, callback: AnyFunctionName): Frame | undefined {
  for (const made of call.inside) {
    if (made.fn === callback && concernSame(call, made)) return made;
  }
  return undefined;
}

/**
 * The open call that a callback is made for: the nearest around it that has not led to this callback yet, and in a log
 * of several processors also one on another thread. Where all have, the nearest.
 */
export function causeOf({ threads }: World, callback: Frame, causes: ReadonlySet<AnyFunctionName>): Frame | undefined {
  let spent: Frame | undefined;
  for (let open = callback.outer; open; open = open.outer) {
    if (!causes.has(open.fn) || !concernSame(open, callback)) continue;
    if (madeIn(open, callback.fn) === undefined) return open;
    spent ??= open;
  }
  for (const innermost of threads.others(callback)) {
    for (let open: Frame | undefined = innermost; open; open = open.outer) {
      if (!causes.has(open.fn) || !concernSame(open, callback)) continue;
      if (madeIn(open, callback.fn) === undefined) return open;
      spent ??= open;
    }
  }
  return spent;
}

/** Every open call of one of these functions, the nearest to a frame first. */
export function openCalls({ threads }: World, frame: Frame, fns: ReadonlySet<AnyFunctionName>): readonly Frame[] {
  const found: Frame[] = [];
  for (let open = frame.outer; open; open = open.outer) if (fns.has(open.fn)) found.push(open);
  for (const innermost of threads.others(frame)) {
    for (let open: Frame | undefined = innermost; open; open = open.outer) if (fns.has(open.fn)) found.push(open);
  }
  return found;
}

/** Notes that NDIS has made a callback because of a call that is not directly around it. */
export function noteInside(call: Frame | undefined, callback: Frame): void {
  if (call && call !== callback.outer) call.contain(callback);
}

/**
 * The creation that a create callback belongs to: the one of that VC, else one that has no handle yet, is not the
 * receiver's own and has not led to this callback, else the nearest. `isCertain` where there is no other. NDIS tells of
 * a VC on the thread that creates it; what other threads create may be another VC, and then nobody knows what was told.
 */
export function creationOf(
  world: World,
  frame: Frame,
): { readonly call: Frame | undefined; readonly isCertain: boolean } {
  const { vc, af, fn, to } = frame;
  const { thread } = frame.record;
  const all = openCalls(world, frame, creations);
  const open = all.filter((one) => one.record.thread === thread);
  const [only] = open;
  if (only === undefined) {
    const call = all.find((one) => one.vc !== undefined && one.vc === vc);
    if (!call) for (const one of all) one.isMixed ||= one.vc === undefined;
    return { call, isCertain: false };
  }
  if (open.length < 2) return { call: only, isCertain: !only.isMixed };
  const fitting = open.filter((call) => call.af === undefined || af === undefined || call.af === af);
  const lacks = ({ inside }: Frame) => !inside.some((made) => made.fn === fn && made.to === to);
  const call =
    fitting.find((one) => one.vc !== undefined && one.vc === vc) ??
    fitting.find((one) => one.vc === undefined && one.from !== to && lacks(one)) ??
    fitting[0] ??
    only;
  return { call, isCertain: false };
}

/**
 * Notes a call that begins while another of the same function, or another creation, is open on its thread and has not
 * led to it: logs of several processors were merged, and what follows may be the one's or the other's.
 */
export function noteMixture(call: Frame): void {
  if (call.isLeaf || call.outer === undefined || call.outer.to === call.from) return;
  for (let open: Frame | undefined = call.outer; open; open = open.outer) {
    if (open.fn !== call.fn && !(creations.has(open.fn) && creations.has(call.fn))) continue;
    open.isMixed = true;
    call.isMixed = true;
  }
}

/** Whether what happened inside a call can be told from the log, now that it returns. */
export const isTold = ({ isPrivate, isLeaf, isMixed, isReported, verdict }: Frame): boolean =>
  !isPrivate && !isLeaf && !isMixed && !isReported && verdict === 'legal';
