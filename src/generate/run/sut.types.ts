import type { AnyFunctionName } from '../../protocol/functions.js';
import type { NdisStatus } from '../../protocol/status.js';
import type { TraceArgs } from '../../protocol/trace.js';
import type { Crossing, Move } from '../suite.types.js';

/** A value, or the promise of one. */
export type Awaitable<T> = T | PromiseLike<T>;

/** What NDIS writes through a pointer of the caller: the handle of a VC that has just been created. */
export interface Out {
  vc?: string;
}

/** NDIS, as the driver under test sees it. */
export interface Ndis {
  /**
   * The driver calls NDIS, by the exact name of the function. The test answers at once, and may call back before it does.
   * `null` is the answer of a void function.
   */
  call(fn: AnyFunctionName, args?: TraceArgs, out?: Out): NdisStatus | null;
}

/** What is done to a system under test. */
export type Delivery = Exclude<Move, { readonly kind: 'reply' }>;

/**
 * What became of a move. To a callback the status that the driver returns, `null` where the function is void. To anything
 * else `done`; or `unsupported`, where the harness has no means to make the driver do that.
 */
export type Answer = 'done' | 'unsupported' | NdisStatus | null;

/** What a system under test has done by itself: a driver calls NDIS; of a whole system everything that crosses. */
export type Output = { readonly kind?: undefined; readonly fn: AnyFunctionName; readonly args?: TraceArgs } | Crossing;

/**
 * A system under test: one driver, or a whole system, with whatever it takes to make its user, its hardware and its line
 * do what a test says. A new one is made for each test. Names are its own: the lists that it sends, the buffers that it
 * indicates and the parameters that it proposes may be called anything, as long as each keeps its name.
 */
export interface SystemUnderTest {
  /** Before anything else; `ndis` is how the driver calls NDIS from now on. */
  start(ndis: Ndis): Awaitable<void>;
  /**
   * Does one thing to the driver. While the driver is inside `ndis.call`, callbacks are delivered to it on the same
   * thread, and it must answer these without a promise.
   */
  deliver(move: Delivery): Awaitable<Answer>;
  /** Calls that it has made without waiting for the answer, each once; none where all go through `ndis.call`. */
  collect(): readonly Output[];
  /** Lets it come to rest: whatever it has put off happens now. */
  settle(): Awaitable<void>;
  /** After everything else. */
  stop(): Awaitable<void>;
}

/** Makes a new system under test. */
export type CreateSut = () => SystemUnderTest;
