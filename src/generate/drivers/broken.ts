import type { BrokenDriver } from './broken.types.js';
import { brokenClients } from './brokenClients.js';
import { brokenMiniports } from './brokenMiniports.js';

/** Drivers with one fault each, and the rule that each of them breaks: what tests must find. */
export const brokenDrivers: readonly BrokenDriver[] = [...brokenMiniports, ...brokenClients];
