import type { Fields } from '../../machines/messages.js';
import type { AnyFunctionName } from '../protocol/functions.js';
import { vcHandle } from '../protocol/handles.js';
import type { TraceArgs, TraceRecord } from '../protocol/trace.js';
import type { RuleId } from '../protocol/rules.js';
import type { NdisStatus } from '../protocol/status.js';
import type { Judgement } from '../../machines/judge.js';
import type { Side } from './parts.js';
import { createsVc, isCreation } from './switchboard.js';
import type { BugCheck, Witness } from './switchboard.js';
import type { Frame, Message, Reply, Thread } from './thread.js';

/** Functions of the binding, not of a VC: their lists say where they belong. */
const withoutVc: readonly AnyFunctionName[] = ['NdisReturnNetBufferLists', 'MiniportReturnNetBufferLists'];

/** Functions about an address family that nobody has opened yet, so that it has no handle. */
const withoutAf: readonly AnyFunctionName[] = [
  'NdisCmRegisterAddressFamilyEx',
  'NdisMCmRegisterAddressFamilyEx',
  'ProtocolCoAfRegisterNotify',
];

/** Writes down, in the trace format, what crosses the boundary. */
export class Recorder implements Witness {
  constructor(
    private readonly write: (record: TraceRecord) => void,
    /** Seconds. */
    private readonly now: () => number,
  ) {}

  called(frame: Frame, thread: Thread): void {
    const { fn, from, to, args } = frame;
    const named = isCreation(fn) && frame.isSignaling ? { af: null } : argsOf(fn, args);
    this.write({ kind: 'call', from, to, fn, ...this.#common(thread), ...withArgs(named) });
  }

  returned(frame: Frame, reply: Reply, thread: Thread): void {
    const { fn, to, vc } = frame;
    const out = createsVc(frame, reply) ? { vc: vcHandle(vc) } : {};
    this.write({
      kind: 'return',
      from: to,
      fn,
      status: reply.status,
      ...(reply.rule === undefined ? {} : { rule: reply.rule }),
      ...this.#common(thread),
      ...withArgs(out),
    });
  }

  signaled(from: Side, to: Side, message: Message): void {
    if (message.type.startsWith('line.')) {
      this.note(signalText(message), from, to);
    }
  }

  declined(actor: string, message: Message, judgement: Judgement): void {
    if (judgement.verdict === 'illegal') {
      this.write({
        kind: 'note',
        text: `${actor} does not take ${message.type}`,
        rule: judgement.rule,
        t: this.now(),
      });
    }
  }

  /** The system comes down, and by whose fault. */
  bugCheck({ driver, callback }: BugCheck): void {
    const rule: RuleId = callback === 'MiniportCoCreateVc' ? 'VC-CREATE-08' : 'VC-DEL-07';
    const text = `bug check: ${driver} has answered NDIS_STATUS_PENDING in ${callback}`;
    this.write({ kind: 'note', text, rule, t: this.now() });
  }

  note(text: string, from?: string, to?: string): void {
    this.write({
      kind: 'note',
      text,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      t: this.now(),
    });
  }

  #common({ id, irql }: Thread) {
    return { t: this.now(), irql, ...(id > 1 ? { thread: `t${id}` } : {}) };
  }
}

const withArgs = (args: TraceArgs) => (Object.keys(args).length > 0 ? { args } : {});

const argsOf = (
  fn: AnyFunctionName,
  { resources, vc, af, ...fields }: Fields & { status?: NdisStatus },
): TraceArgs => ({
  ...(af === undefined || withoutAf.includes(fn) ? {} : { af }),
  ...(vc === undefined || withoutVc.includes(fn) || isCreation(fn) ? {} : { vc }),
  ...fields,
  ...(resources ? { flags: 'NDIS_RECEIVE_FLAGS_RESOURCES' as const } : {}),
});

const signalText = ({ type, callParameters }: Message) =>
  `${type.slice('line.'.length)}${callParameters === undefined ? '' : ` (${callParameters})`}`;
