import { createSystem, functions, vcMachine } from 'condis';

export const used = [createSystem, functions.NdisCoCreateVc.source, vcMachine.id];
