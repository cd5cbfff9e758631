import type { AnyFunctionName } from '../../protocol/functions.js';
import type { NdisStatus } from '../../protocol/status.js';
import type { TraceArgs } from '../../protocol/trace.js';
import type { EnvironmentEvent } from '../../system/index.js';
import type { Answer, Delivery, Ndis, SystemUnderTest } from '../run/sut.types.js';

/** What every driver written by hand has in common: it is told what happens, and how to answer next. */
export abstract class PlainDriver implements SystemUnderTest {
  protected ndis!: Ndis;
  /** How the next question of its kind is answered. */
  protected readonly planned = new Map<string, NdisStatus>();
  /** What can be told in advance, by what is asked. */
  protected abstract readonly plannable: readonly string[];

  start(ndis: Ndis): void {
    this.ndis = ndis;
  }

  deliver(move: Delivery): Answer {
    if (move.kind === 'callback') return this.callBack(move.record.fn, move.record.args ?? {});
    return move.kind === 'event' ? this.happen(move.event) : 'unsupported';
  }

  collect(): readonly [] {
    return [];
  }

  settle(): void {
    return undefined;
  }

  abstract stop(): void;

  /** NDIS calls. */
  protected abstract callBack(fn: AnyFunctionName, args: TraceArgs): NdisStatus | null;

  /** Its user or its hardware decides. */
  protected abstract happen(event: EnvironmentEvent): Answer;

  protected plan(event: string, status: NdisStatus): Answer {
    if (!this.plannable.includes(event)) return 'unsupported';
    this.planned.set(event, status);
    return 'done';
  }

  protected planFor(event: string): NdisStatus | undefined {
    const status = this.planned.get(event);
    this.planned.delete(event);
    return status;
  }
}
