import { createSystem } from '../src/system/index.js';
import type { CondisSystem, EnvironmentEvent, SystemOptions } from '../src/system/index.js';

/** The whole life of a VC: create, activate, 2 sends, 2 receives, drain, deactivate, delete. */
export const birth: readonly EnvironmentEvent['type'][] = ['client.createVc', 'client.makeCall', 'network.accept'];
export const traffic: readonly EnvironmentEvent['type'][] = [
  'client.send',
  'adapter.receive',
  'client.send',
  'adapter.receive',
  'adapter.sendDone',
  'adapter.sendDone',
];
/** The received lists are still out when the VC is deactivated: the drain waits for them. */
export const death: readonly EnvironmentEvent['type'][] = [
  'client.closeCall',
  'network.released',
  'client.returnLists',
  'client.deleteVc',
];
export const life = [...birth, ...traffic, ...death];

/** Lets the events happen to each of the VCs in turn, so that all of them are alive at once. */
export function play(system: CondisSystem, vcs: number, types: readonly EnvironmentEvent['type'][]): void {
  for (const type of types) {
    for (let vc = 1; vc <= vcs; vc += 1) {
      const { result } = system.send({ type, vc } as EnvironmentEvent);
      if (result !== 'taken') {
        throw new Error(`${type} on vc ${vc} was ${result}`);
      }
    }
  }
}

export const system = (options: SystemOptions = {}): CondisSystem => createSystem(options).start();

/** Messages that the machines of a system handle in one life: what XState's inspector sees arriving. */
export function messagesPerLife(): number {
  let messages = 0;
  const counted = createSystem({}, (inspection) => {
    messages += inspection.type === '@xstate.event' && !inspection.event.type.startsWith('xstate.') ? 1 : 0;
  }).start();
  play(counted, 1, life);
  messages = 0;
  play(counted, 1, life);
  counted.stop();
  return messages;
}
