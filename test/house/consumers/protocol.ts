import { factOf, functions } from 'condis/protocol';
import type { FunctionFact, FunctionName } from 'condis/protocol';

const name: FunctionName = 'NdisCoCreateVc';
const facts: readonly FunctionFact[] = [functions.NdisCoCreateVc, factOf(name)];
// @ts-expect-error -- a name that CoNDIS does not know
const wrong: FunctionName = 'NdisCoMakeVc';

export const used = [facts, wrong];
