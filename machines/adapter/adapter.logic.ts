import { receiveName } from '../../src/protocol/handles.js';
import type { NblName } from '../../src/protocol/handles.js';
import { useAnswer } from '../answers.js';
import type { ChannelReport } from '../ports.js';
import type { AdapterContext, AdapterInput, AdapterInputEvent } from './adapter.types.js';

type On<T extends AdapterInputEvent['type']> = Extract<AdapterInputEvent, { type: T }>;

export const birth = ({ vc = 1 }: AdapterInput): AdapterContext => ({
  vc,
  parameters: null,
  proposed: null,
  sends: [],
  receives: [],
  answers: {},
});

/** The drain: no send in progress, and no indicated receive still out. */
export const isDrained = ({ sends, receives }: AdapterContext) => sends.length === 0 && receives.length === 0;

export const isSending = ({ sends }: AdapterContext, event: On<'adapter.sendDone'>) => {
  const done = sendsDone({ sends }, event);
  return done.length > 0 && done.every((name) => sends.includes(name));
};

export const isLow = (_: AdapterContext, { resources }: On<'adapter.receive'>) => resources === true;

const sendsDone = ({ sends }: Pick<AdapterContext, 'sends'>, { nbl }: On<'adapter.sendDone'>): readonly NblName[] =>
  nbl ?? sends.slice(0, 1);

/** The lowest receive buffers that are not out. */
const freeBuffers = ({ vc, receives }: AdapterContext, { lists = 1 }: On<'adapter.receive'>): readonly NblName[] => {
  const free: NblName[] = [];
  for (let n = 1; free.length < lists; n += 1) {
    const name = receiveName(vc, n);
    if (!receives.includes(name)) {
      free.push(name);
    }
  }
  return free;
};

// What an event leaves behind.

export const propose = (context: AdapterContext, { callParameters }: On<'channel.open'>) => ({
  proposed: callParameters,
  ...useAnswer(context, { type: 'channel.open' }),
});
export const adopt = ({ proposed }: AdapterContext) => ({ parameters: proposed, proposed: null });
export const keepParameters = () => ({ proposed: null });
export const voidParameters = () => ({ parameters: null });
export const queue = ({ sends }: AdapterContext, { nbl }: On<'channel.send'>) => ({ sends: [...sends, ...nbl] });
export const finishSends = ({ sends }: AdapterContext, event: On<'adapter.sendDone'>) => {
  const done = sendsDone({ sends }, event);
  return { sends: sends.filter((name) => !done.includes(name)) };
};
export const lendBuffers = (context: AdapterContext, event: On<'adapter.receive'>) => ({
  receives: [...context.receives, ...freeBuffers(context, event)],
});
export const takeBuffersBack = ({ receives }: AdapterContext, { nbl }: On<'channel.returned'>) => ({
  receives: receives.filter((name) => !nbl.includes(name)),
});

// What the driver is told.

export const opened = ({ proposed }: AdapterContext): ChannelReport => ({
  type: 'channel.opened',
  callParameters: proposed ?? '',
});
export const opening = (): ChannelReport => ({ type: 'channel.opening' });
export const refused = ({ answers }: AdapterContext): ChannelReport => ({
  type: 'channel.refused',
  status: answers['channel.open'] ?? 'NDIS_STATUS_FAILURE',
});
export const refusedLate = (_: AdapterContext, { status }: On<'adapter.activationFailed'>): ChannelReport => ({
  type: 'channel.refused',
  status: status ?? 'NDIS_STATUS_FAILURE',
});
export const closed = (): ChannelReport => ({ type: 'channel.closed' });
export const draining = (): ChannelReport => ({ type: 'channel.draining' });
export const sent = (context: AdapterContext, event: On<'adapter.sendDone'>): ChannelReport => ({
  type: 'channel.sent',
  nbl: sendsDone(context, event),
});
/** A send that comes too late is not transmitted, and yet its lists go back once. */
export const unsent = (_: AdapterContext, { nbl }: On<'channel.send'>): ChannelReport => ({
  type: 'channel.sent',
  nbl,
  status: 'NDIS_STATUS_FAILURE',
});
export const received = (context: AdapterContext, event: On<'adapter.receive'>): ChannelReport => ({
  type: 'channel.received',
  nbl: freeBuffers(context, event),
  ...(event.resources ? { resources: true as const } : {}),
});
