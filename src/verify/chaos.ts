import type { View } from '../explore/index.js';
import type { ChaoticCall, ChaoticDriver, Frame, PureSystem, PureWitness, Reply, Scribe } from '../system/index.js';
import type { Happening } from './universe.js';

/** Every call that a chaotic driver may make, at any time. What NDIS owes it is looked to at once. */
export const chaoticHappenings = (system: PureSystem, driver: ChaoticDriver): readonly Happening[] =>
  driver.calls.map((call) => ({
    text: textOf(driver, call),
    isEnding: false,
    take: (view, scribe) =>
      driver.makes(call, (part) => system.look(view, part)) && make(system, driver, call, view, scribe),
  }));

/** Makes a call, and compares what NDIS does with what the contract of the objects asks for. */
function make(system: PureSystem, driver: ChaoticDriver, call: ChaoticCall, view: View, scribe: Scribe): boolean {
  const { message } = call;
  const due = driver.refusal(call, (part) => system.look(view, part));
  const diary = new Diary(view);
  const caller = new Caller(scribe);
  if (!system.call(driver.role, message, diary, caller.witness)) return false;
  const { reply } = caller;
  const objection = (what: string) => {
    scribe.flaw('refusal', `${driver.role} calls ${message.type}, ${what}`);
  };
  if (!reply) {
    if (!system.isDown(view)) scribe.flaw('open', `${message.type} of ${driver.role} never returns`);
  } else if (due?.rule !== reply.rule) {
    objection(`which ${reply.rule ?? 'nothing'} forbids for NDIS, and ${due?.rule ?? 'nothing'} by the contract`);
  } else if (due && reply.status !== null && reply.status !== due.status) {
    objection(`which is refused with ${reply.status} and not with ${due.status} (${due.rule})`);
  } else if (due && diary.hasChanged) {
    objection(`which is refused (${due.rule}) and yet changes something`);
  }
  return true;
}

/** A view that remembers whether anything has changed. */
class Diary implements View {
  readonly #before = new Map<number, number>();
  constructor(private readonly view: View) {}

  get hasChanged(): boolean {
    return [...this.#before].some(([slot, number]) => this.view.get(slot) !== number);
  }

  get(slot: number): number {
    return this.view.get(slot);
  }

  set(slot: number, number: number): void {
    if (!this.#before.has(slot)) this.#before.set(slot, this.view.get(slot));
    this.view.set(slot, number);
  }

  choose(alternatives: number): number {
    return this.view.choose(alternatives);
  }
}

/** Waits for the return of the first call, and passes everything on. */
class Caller {
  reply: Reply | undefined;
  readonly witness: PureWitness;
  #frame: Frame | undefined;

  constructor(scribe: Scribe) {
    this.witness = {
      called: (frame, thread) => {
        this.#frame ??= frame;
        scribe.called(frame, thread);
      },
      returned: (frame, reply, thread) => {
        if (frame === this.#frame) this.reply = reply;
        scribe.returned(frame, reply, thread);
      },
      signaled: (from, to, message) => {
        scribe.signaled(from, to, message);
      },
      declined: (actor, message, judgement) => {
        scribe.declined(actor, message, judgement);
      },
      bugCheck: (fault) => {
        scribe.bugCheck(fault);
      },
      strayed: scribe.strayed,
    };
  }
}

const textOf = ({ role }: ChaoticDriver, { message: { type, vc: _, ...details } }: ChaoticCall): string => {
  const values = Object.values(details).flat().map(String);
  return `${role} calls ${type}${values.length > 0 ? ` (${values.join(', ')})` : ''}`;
};
