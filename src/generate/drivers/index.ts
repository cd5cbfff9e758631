export { brokenDrivers } from './broken.js';
export type { BrokenDriver } from './broken.types.js';
export { Client } from './client.js';
export { Miniport } from './miniport.js';
