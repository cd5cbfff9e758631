import { sapHandle } from '../../src/protocol/handles.js';
import type { SapContext, SapInput } from './sap.types.js';

export const birth = ({ sap = sapHandle(1) }: SapInput): SapContext => ({ sap });
