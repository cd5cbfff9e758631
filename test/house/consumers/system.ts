import { createSystem } from 'condis/system';

export const used = createSystem;
