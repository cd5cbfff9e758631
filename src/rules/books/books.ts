import type { Topology } from '../../protocol/roles.js';
import { isSuccess } from '../../protocol/status.js';
import { isCreateCallback, isCreation, isDeletion, isSelfCall } from '../steps.js';
import type { AssumeStep, CallStep, Frame, ReturnStep, Step } from '../steps.js';
import { assumeOperations, callOperations, forgetObject, returnOperations } from './operations.js';
import type { OperationBook } from './operations.js';
import { assumePacket, callPackets, returnPackets } from './packets.js';
import type { PacketBook } from './packets.js';
import { assumeVc, callVc, returnVc } from './vcs.js';
import type { VcBook } from './vcs.js';

/** All that is remembered of a trace, as plain data: what is in the books is replaced and never changed. */
export interface Books extends PacketBook {
  readonly topology: Topology;
  /** What has been entered and not left, of all threads, in the order of entering. */
  readonly frames: Frame[];
  readonly vcs: VcBook;
  readonly operations: OperationBook;
}

/** Nothing is known yet. */
export const openBooks = (topology: Topology): Books => ({
  topology,
  frames: [],
  vcs: {},
  sends: {},
  receives: {},
  operations: {},
});

/** Books that can be written without the others changing. */
export const copyBooks = ({ topology, frames, vcs, sends, receives, operations }: Books): Books => ({
  topology,
  frames: [...frames],
  vcs: { ...vcs },
  sends: { ...sends },
  receives: { ...receives },
  operations: { ...operations },
});

/** Enters a step: everything that follows from it, and no judgement. */
export function enter(books: Books, step: Step): void {
  switch (step.kind) {
    case 'call':
      enterCall(books, step);
      return;
    case 'return':
      enterReturn(books, step);
      return;
    case 'assume':
      enterAssumption(books, step);
  }
}

function enterCall(books: Books, step: CallStep): void {
  const { frame, outer } = step;
  const settled = [...callPackets(books, step), ...callOperations(books.operations, step, books.topology)];
  const entered: Frame = { ...frame, ...callVc(books.vcs, step), settled };
  if (outer && frame.from === 'ndis') {
    const isTold = isCreation(outer.fn) && isCreateCallback(frame.fn) && frame.args.vc !== undefined;
    amend(books, outer, {
      inside: [...outer.inside, { fn: frame.fn, on: frame.to }],
      ...(isTold && outer.creates === undefined ? { creates: frame.args.vc } : {}),
    });
  }
  books.frames.push(entered);
}

function enterReturn(books: Books, step: ReturnStep): void {
  const { frame, outer, status } = step;
  books.frames.splice(books.frames.lastIndexOf(frame), 1);
  if (outer && frame.from === 'ndis') {
    const place = outer.inside.findLastIndex(({ fn, on, ...told }) => {
      return fn === frame.fn && on === frame.to && !('status' in told);
    });
    amend(books, outer, { inside: outer.inside.map((one, n) => (n === place ? { ...one, status } : one)) });
  }
  returnVc(books.vcs, step);
  returnPackets(books, step);
  returnOperations(books.operations, step, books.topology);
  if (isDeleted(step)) {
    forgetObject(books.operations, frame.args.vc ?? '');
  }
}

function enterAssumption({ vcs, sends, receives, operations, topology }: Books, { record, number }: AssumeStep): void {
  if (record.object === 'send' || record.object === 'receive') {
    assumePacket({ sends, receives }, record, number);
    return;
  }
  if (record.object === 'vc') assumeVc(vcs, record);
  assumeOperations(operations, record, topology, number);
}

/** The step by which a VC ceases to be. */
export const isDeleted = ({ frame, status, rule }: ReturnStep): boolean =>
  isDeletion(frame.fn) && !isSelfCall(frame) && rule === undefined && status !== null && isSuccess(status);

function amend({ frames }: Books, frame: Frame, change: Partial<Frame>): void {
  const place = frames.lastIndexOf(frame);
  if (place >= 0) frames[place] = { ...frame, ...change };
}

/** Notes that a call has been found to break rules. */
export function noteBroken(books: Books, broken: Frame['broken']): void {
  const frame = books.frames.at(-1);
  if (frame) amend(books, frame, { broken });
}
