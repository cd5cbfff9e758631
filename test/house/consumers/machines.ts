import { createActor } from 'xstate';
import { vcMachine } from 'condis/machines';

const vc = createActor(vcMachine, { input: {} }).start();
vc.send({ type: 'NdisCoCreateVc', by: 'client' });
// @ts-expect-error -- an event that no virtual connection takes
vc.send({ type: 'NdisCoMakeVc', by: 'client' });

export const creator: string | null = vc.getSnapshot().context.creator;
