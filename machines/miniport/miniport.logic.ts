import type { MiniportContext } from './miniport.types.js';

export const birth = (): MiniportContext => ({});
