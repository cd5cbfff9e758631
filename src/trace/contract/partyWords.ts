import type { AnyFunctionName } from '../../protocol/functions.js';
import type { RuleId } from '../../protocol/rules.js';
import type { LogArgs } from '../../protocol/log.js';
import type { Frame, Scene } from '../../rules/index.js';
import { find, join, name, openCall } from './partyBook.js';
import type { Party, PartyBook, Place } from './partyBook.js';
import { placed } from './partyJudge.js';

type PartyScene = Scene<PartyBook>;

interface Complaint {
  readonly rule: RuleId;
  /** What comes after who calls what. */
  readonly more: string;
  readonly about: readonly string[];
  readonly at?: Place;
  /** NDIS is to blame, whoever calls. */
  readonly isByNdis?: true;
  readonly refusal?: string;
}

/** Reports what a function has been called with, or what has come out of it. */
export function complain(scene: PartyScene, frame: Frame, complaint: Complaint): void {
  const { fn, from, to, status } = frame;
  const { rule, more, about, at, isByNdis, refusal } = complaint;
  if (frame.isReported && at === undefined) return;
  const isAnswer = status !== undefined && !frame.isLeaf && at === undefined;
  const story = isAnswer
    ? `${to.role === 'ndis' ? 'NDIS' : to.name} returns from ${fn}`
    : from.role === 'ndis'
      ? `NDIS calls ${fn} of ${to.name}`
      : `${from.name} calls ${fn}`;
  const blamed = isAnswer ? to : from;
  scene.report({
    rule,
    by: isByNdis || blamed.role === 'ndis' ? 'ndis' : blamed,
    message: `${story} ${more}`,
    about,
    ...(at && { at }),
    ...(refusal !== undefined && { refusal }),
  });
}

/** The context of a party that a record carries: `null` where there is none, `undefined` where nothing is logged. */
export const contextIn = ({ partyContext, context }: LogArgs): unknown =>
  partyContext !== undefined ? partyContext : context === null ? null : undefined;

/** Nobody has handed out such a handle. */
export const complainOfUnknown = (scene: PartyScene, frame: Frame, handle: string): void =>
  complain(scene, frame, {
    rule: 'CTX-06',
    more: `with ${handle}, a party that nobody has handed out`,
    about: [handle],
  });

/** The nearest frame of one of these functions around another one. */
export const around = (frame: Frame, ...functions: readonly AnyFunctionName[]): Frame | undefined =>
  frame.around(({ fn }) => functions.includes(fn));

/** Whether a handle has never named a party. */
export const isUnknown = ({ state }: PartyScene, handle: string): boolean =>
  !state.parties.has(handle) && !state.graves.has(handle);

/**
 * The party that a call names. A handle that names nothing, or nothing any more, is reported, by the rules given for
 * one that is dead and for one that never came to be on a call.
 */
export function named(
  scene: PartyScene,
  frame: Frame,
  handle: string,
  [late, failed]: readonly [late: RuleId, failed: RuleId] | readonly [],
): Party | undefined {
  const { state: book, world } = scene;
  const party = find(book, handle, frame.vc);
  if (party) return party;
  if (!world.isPartial) {
    const grave = book.graves.get(handle);
    if (grave) {
      const rule = grave.hasFailed ? failed : late;
      if (rule) {
        complain(scene, frame, {
          rule,
          more: `with ${handle}, a party that is no more: ${grave.how}`,
          about: [handle],
        });
      }
      return undefined;
    }
    complainOfUnknown(scene, frame, handle);
  }
  const call = frame.vc && (book.calls.get(frame.vc) ?? openCall(book, frame.vc));
  if (call) call.isLost = true;
  const guessed = join(book, call, undefined);
  guessed.life = 'connected';
  guessed.state = placed('connected', false);
  guessed.isGuessed = true;
  name(book, guessed, handle);
  return world.isPartial ? guessed : undefined;
}
