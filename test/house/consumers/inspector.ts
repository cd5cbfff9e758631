import { connectInspector, startInspector } from 'condis/inspector';
import type { Connection, Inspector } from 'condis/inspector';
import { createActor, createMachine } from 'xstate';

export const watch = async (): Promise<readonly [Inspector, Connection]> => {
  const inspector: Inspector = await startInspector({ title: 'a light', limits: { sockets: 4 } });
  createActor(createMachine({ id: 'light' }), { inspect: inspector.inspect }).start();
  const connection = connectInspector(inspector.inlet);
  createActor(createMachine({ id: 'lamp' }), { inspect: connection.inspect }).start();
  // @ts-expect-error -- a port is a number
  await startInspector({ port: '80' });
  return [inspector, connection];
};
