export { VirtualClock } from './clock.js';
export type { SystemClock } from './clock.js';
export type { EnvironmentEvent, Envelope } from './events.js';
export type { SystemOptions } from './options.js';
export { createSystem } from './system.js';
export type { CondisSystem, ForcedCall, ForcedResult, Outcome, SystemSnapshot } from './system.js';
