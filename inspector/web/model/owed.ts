import type { CallRecord, ReturnRecord, TraceArgs } from '../../../src/protocol/trace.js';
import { once } from './once.js';

/** An operation without what tells who speaks to whom: `NdisCmDeactivateVc` and `MiniportCoDeactivateVc` are one. */
const operation = (fn: string): string =>
  fn
    .replace(/^(?:Ndis|Protocol|Miniport)M?(?:Co|Cl|Cm)?/, '')
    .replace(/Ex$/, '')
    .replace('AddressFamily', 'Af');

/** The operation that a call completes; empty where it completes none. */
const completedBy = once((fn) => {
  const name = operation(fn);
  if (name === 'ReturnNetBufferLists') return 'ReceiveNetBufferLists';
  return name.endsWith('Complete') ? name.slice(0, -'Complete'.length) : '';
});

const begunBy = once((fn) => operation(fn).replace(/^Indicate(?=Receive)/, ''));

/** Lists are owed whatever the call returns: a sender gets them back, and so does who has indicated them. */
const carriesLists = /(?:CoSend|Receive)NetBufferLists$/;

interface Debt<K> {
  readonly operation: string;
  /** Who has asked, and who owes. */
  readonly asker: string;
  readonly ower: string;
  readonly args: TraceArgs;
  readonly key: K;
}

/** What was asked for and is not done: pended operations, and lists that somebody else has. */
export class Owed<K> {
  readonly #debts: Debt<K>[] = [];
  /** Completions that came before the call that they complete had returned. */
  #early: CallRecord[] = [];

  /** What a return leaves to be done; call what comes back to remember it by a key. */
  begun(call: CallRecord, { status, args }: ReturnRecord): ((key: K) => void) | undefined {
    const lists = carriesLists.test(call.fn) && call.args?.flags !== 'NDIS_RECEIVE_FLAGS_RESOURCES';
    if (status !== 'NDIS_STATUS_PENDING' && !lists) return undefined;
    const debt = {
      operation: begunBy(call.fn),
      asker: call.from,
      ower: call.to,
      args: { ...call.args, ...args },
    };
    const early = this.#early.findIndex((completion) => fits(debt, completion));
    if (early >= 0) {
      this.#early.splice(early, 1);
      return undefined;
    }
    return (key) => this.#debts.push({ ...debt, key });
  }

  /** What a call completes, and forgets it. */
  completed(call: CallRecord): readonly K[] {
    if (completedBy(call.fn) === '') return [];
    const at = this.#debts.findIndex((debt) => fits(debt, call));
    if (at < 0) {
      this.#early = [...this.#early.slice(-31), call];
      return [];
    }
    return this.#debts.splice(at, 1).map(({ key }) => key);
  }
}

const handles = ['af', 'sap', 'vc', 'party'] as const;

/** Whether two handles may be one: where one is not told, or NULL, nothing speaks against it. */
const isSame = (one: string | null | undefined, other: string | null | undefined): boolean =>
  one === undefined || one === null || other === undefined || other === null || one === other;

const fits = <K>({ operation: begun, asker, ower, args }: Omit<Debt<K>, 'key'>, call: CallRecord): boolean =>
  completedBy(call.fn) === begun &&
  call.from === ower &&
  call.to === asker &&
  handles.every((name) => isSame(args[name], call.args?.[name])) &&
  (args.nbl === undefined || call.args?.nbl === undefined || args.nbl.some((list) => call.args?.nbl?.includes(list)));
