import type { Actor, Frame, Vc } from '../../rules/index.js';
import { ask, resume, stateOf } from './vcJudge.js';
import { believe } from './vcTelling.js';
import type { Telling, Traffic } from './vcEvents.js';

/**
 * What one driver has told NDIS, and the other one does not know yet: what that one does meanwhile crosses it, and is
 * right where it was right before.
 */
export interface News {
  /** The call into NDIS that brings it. */
  readonly frame: Frame;
  readonly by: Actor;
  readonly told: Telling;
  /** The number of the state that the VC was in. */
  readonly before: number;
}

/** A driver has changed where a VC stands; the other one hears of it before the call returns. */
export function spread(vc: Vc, news: News): void {
  if (!news.frame.isLeaf && stateOf(vc) !== news.before) vc.news = news;
}

/** The callback that a call causes has been made; whether the log has shown a call that was still to cause it. */
export function deliver(vc: Vc, causes: readonly Frame['fn'][]): boolean {
  if (vc.news && causes.includes(vc.news.frame.fn)) vc.news = undefined;
  for (const cause of causes) if (vc.untold.delete(cause)) return true;
  return false;
}

/** A call has returned, and everybody knows of it. */
export function forget(vc: Vc, frame: Frame): void {
  if (vc.news?.frame === frame) vc.news = undefined;
}

/** Whether something is legal if the driver does not know yet what another one has done. */
function mayCross(vc: Vc, telling: Telling, traffic: Traffic, by: Actor): boolean {
  const news = vc.news as News | undefined;
  return news !== undefined && news.by !== by && ask(vc, telling, traffic, news.before).judgement.verdict === 'legal';
}

/** Lets it happen, if so: first the one thing, then the other. */
export function cross(vc: Vc, telling: Telling, traffic: Traffic, frame: Frame): boolean {
  if (!mayCross(vc, telling, traffic, frame.from)) return false;
  const { before, told, frame: earlier } = vc.news as News;
  resume(vc, ask(vc, telling, traffic, before).next, frame);
  believe(vc, earlier, told);
  vc.news = undefined;
  return true;
}
