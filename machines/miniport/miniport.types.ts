import type { Call, Returns } from '../messages.js';

export type MiniportEvent = Call<'MiniportInitializeEx' | 'MiniportHaltEx'>;
export type MiniportMessage = Returns<'MiniportInitializeEx' | 'MiniportHaltEx'>;
export type MiniportContext = Readonly<Record<string, never>>;
export type MiniportInput = Readonly<Record<string, never>>;
export type MiniportState = 'halted' | 'running';
