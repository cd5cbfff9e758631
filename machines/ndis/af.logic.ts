import { afHandle } from '../../src/protocol/handles.js';
import type { AfContext, AfInput } from './af.types.js';

export const birth = ({ af = afHandle(1) }: AfInput): AfContext => ({ af, isAnswered: false, vcs: 0, saps: 0 });

export const isFromClient = (_: unknown, { by }: { by: string }) => by === 'client';
export const isFromProvider = (_: unknown, { by }: { by: string }) => by !== 'client';
export const isUnanswered = ({ isAnswered }: AfContext) => !isAnswered;
export const hasNoVcs = ({ vcs }: AfContext) => vcs === 0;
export const hasNoSaps = ({ saps }: AfContext) => saps === 0;

export const noteAnswer = () => ({ isAnswered: true });
export const forgetAnswer = () => ({ isAnswered: false });
export const countVc = ({ vcs }: AfContext) => ({ vcs: vcs + 1 });
export const discountVc = ({ vcs }: AfContext) => ({ vcs: Math.max(0, vcs - 1) });
export const countSap = ({ saps }: AfContext) => ({ saps: saps + 1 });
export const discountSap = ({ saps }: AfContext) => ({ saps: Math.max(0, saps - 1) });
