import { factOf } from '../protocol/functions.js';
import type { AnyFunctionName } from '../protocol/functions.js';
import { bearerOf } from '../protocol/roles.js';
import type { Role, Topology } from '../protocol/roles.js';
import type { AssumeRecord, CallRecord, ReturnRecord, TraceArgs, TraceRecord } from '../protocol/trace.js';

/** Something that a driver still has to do: `by` calls `fn` for the object `about`. */
export interface Debt {
  readonly by: Role;
  readonly fn: AnyFunctionName;
  /** A handle or the name of a packet; `undefined` where the trace does not name it. */
  readonly about: string | undefined;
}

/** What a driver has to answer with a call of its own. */
const answerTo: Partial<Record<AnyFunctionName, AnyFunctionName>> = {
  ProtocolClIncomingCloseCall: 'NdisClCloseCall',
  ProtocolClIncomingDropParty: 'NdisClDropParty',
};

const send = 'NdisMCoSendNetBufferListsComplete';
const giveBack = 'NdisReturnNetBufferLists';

/**
 * What the drivers owe where a trace ends: completions of what has pended, answers to the far side's close, packets.
 * What NDIS owes follows from that, and is not named. Nothing is judged here.
 */
export function owedAtEnd(records: readonly TraceRecord[], topology: Topology): readonly Debt[] {
  const ledger = new Ledger(topology);
  for (const record of records) {
    if (record.kind === 'call') ledger.call(record);
    if (record.kind === 'return') ledger.return(record);
    if (record.kind === 'assume') ledger.assume(record);
  }
  return ledger.debts;
}

class Ledger {
  debts: readonly Debt[] = [];
  #open: readonly CallRecord[] = [];
  /** Completions that came before the PENDING that asks for them. */
  #early: readonly Debt[] = [];
  /** Calls that the client has closed, so that the far side's close asks for nothing more. */
  #closed: readonly string[] = [];

  constructor(private readonly topology: Topology) {}

  call(record: CallRecord): void {
    const { fn, from, to, args = {} } = record;
    this.#open = [...this.#open, record];
    const about = objectOf(args);
    this.#settle({ by: from, fn, about }, args.nbl ?? []);
    if (fn === 'NdisClCloseCall' && about !== undefined) this.#closed = [...this.#closed, about];
    if (fn === 'NdisClMakeCall' || fn === 'ProtocolClIncomingCall') {
      this.#closed = this.#closed.filter((vc) => vc !== args.vc);
    }
    const answer = answerTo[fn];
    if (answer && !this.#closed.includes(about ?? '')) this.#owe({ by: to, fn: answer, about });
    if (fn === 'MiniportCoSendNetBufferLists') {
      args.nbl?.forEach((nbl) => this.#owe({ by: to, fn: send, about: nbl }));
    }
    if (fn === 'ProtocolCoReceiveNetBufferLists' && args.flags === undefined) {
      args.nbl?.forEach((nbl) => this.#owe({ by: to, fn: giveBack, about: nbl }));
    }
  }

  return({ fn, from, thread, status }: ReturnRecord): void {
    const call = this.#open.findLast((open) => open.fn === fn && open.thread === thread && open.to === from);
    this.#open = this.#open.filter((open) => open !== call);
    if (!call) return;
    const about = objectOf(call.args);
    const completion = factOf(fn).completion?.[this.topology];
    if (status === 'NDIS_STATUS_PENDING' && completion && from !== 'ndis') {
      this.#owe({ by: from, fn: completion, about });
    }
    if (status === 'NDIS_STATUS_SUCCESS' && (fn === 'NdisCoDeleteVc' || fn === 'NdisMCmDeleteVc')) {
      this.#early = this.#early.filter((debt) => debt.about !== about);
    }
  }

  assume({ object, handle }: AssumeRecord): void {
    if (object === 'send') this.#owe({ by: bearerOf(this.topology), fn: send, about: handle });
    if (object === 'receive') this.#owe({ by: 'client', fn: giveBack, about: handle });
  }

  #owe(debt: Debt): void {
    const early = this.#early.find((done) => isSame(done, debt));
    if (early) this.#early = this.#early.filter((done) => done !== early);
    else this.debts = [...this.debts, debt];
  }

  #settle(done: Debt, nbl: readonly string[]): void {
    if (done.fn === send || done.fn === giveBack) {
      this.debts = this.debts.filter(({ fn, about = '' }) => fn !== done.fn || !nbl.includes(about));
      return;
    }
    const paid = this.debts.find((debt) => isSame(debt, done));
    this.debts = this.debts.filter((debt) => debt !== paid);
    const pends = this.#open.some((open) => factOf(open.fn).completion?.[this.topology] === done.fn);
    if (!paid && pends) this.#early = [...this.#early, done];
  }
}

const isSame = (a: Debt, b: Debt): boolean => a.by === b.by && a.fn === b.fn && a.about === b.about;

const objectOf = ({ party, vc, sap, af }: TraceArgs = {}): string | undefined => party ?? vc ?? sap ?? af ?? undefined;
