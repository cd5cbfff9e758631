/** A receiver of @xstate/inspect, with the XState 4 that it needs: prints what it hears, and sends one event. */
globalThis.WebSocket = require('ws');
const { createWebSocketReceiver } = require('@xstate/inspect');

const receiver = createWebSocketReceiver({ server: process.argv[2].replace(/^ws:\/\//, '') });
receiver.subscribe((event) => {
  const { type, sessionId, id, parent, machine, state, event: scxml } = event;
  console.log(
    JSON.stringify({
      ...{ type, sessionId, id, parent },
      ...(machine && { machine: machine.id, states: machine.stateIds, events: machine.events }),
      ...(state && { value: state.value, context: state.context, done: state.done }),
      ...(machine && state && { next: machine.transition(state.value, 'go').value }),
      ...(scxml && { event: scxml.name, origin: scxml.origin }),
    }),
  );
  if (type === 'service.register' && id === 'parent') {
    const data = { type: 'go' };
    const sent = { name: 'go', data, $$type: 'scxml', type: 'external' };
    receiver.send({ type: 'xstate.event', event: JSON.stringify(sent), service: sessionId });
  }
  if (type === 'service.stop') process.exit(0);
});
