/** Two things at once, on two processors: whichever is first, whoever provides the call keeps the contract. */
import type { Topology } from '../../src/protocol/roles.js';
import type { TraceRecord } from '../../src/protocol/trace.js';
import { createModel, createSystem } from '../../src/system/index.js';
import type { EnvironmentEvent, Model, ModelState, ModelStep } from '../../src/system/index.js';
import { checkRecords, logged } from '../../src/trace/index.js';
import { accept, close, connect, create, hangUp, make, offer, tell, up } from './tell.js';

const propose: EnvironmentEvent = { type: 'network.proposeQoS' };
const modify: EnvironmentEvent = { type: 'client.modifyCallQoS' };
const agree: EnvironmentEvent = { type: 'network.agreeQoS' };
const disagree: EnvironmentEvent = { type: 'network.refuseQoS' };

const races: readonly (readonly [readonly EnvironmentEvent[], EnvironmentEvent, EnvironmentEvent])[] = [
  [[create, make], accept, hangUp],
  [[create, make], accept, close],
  [[create, make], accept, propose],
  [[offer], connect, hangUp],
  [[offer], connect, close],
  [[offer], connect, propose],
  [up, hangUp, close],
  [up, propose, modify],
  [up, modify, propose],
  [up, propose, close],
  [[...up, modify], agree, hangUp],
  [[...up, modify], agree, close],
  [[...up, modify], disagree, close],
  [[...up, modify], disagree, propose],
];

interface Place {
  readonly state: ModelState;
  readonly said: readonly TraceRecord[];
}

const carriesOn = ({ text }: ModelStep) => text.startsWith('thread ');
const follow = ({ said }: Place, { next, records }: ModelStep): Place => ({ state: next, said: [...said, ...records] });
const begun = (model: Model, place: Place, { type }: EnvironmentEvent): readonly Place[] =>
  model
    .steps(place.state)
    .filter(({ event }) => event?.type === type)
    .map((step) => follow(place, step));
const carriedOn = (model: Model, place: Place): readonly Place[] =>
  model
    .steps(place.state)
    .filter(carriesOn)
    .map((step) => follow(place, step));

/** Every place that something comes to by itself. */
function around(model: Model, places: readonly Place[]): readonly Place[] {
  const met = new Map(places.map((place) => [place.state.key, place]));
  for (const place of met.values()) {
    for (const next of carriedOn(model, place)) if (!met.has(next.state.key)) met.set(next.state.key, next);
  }
  return [...met.values()];
}

function opening(topology: Topology): readonly TraceRecord[] {
  const system = createSystem({ topology });
  const records: TraceRecord[] = [];
  system.subscribe((record) => records.push(record));
  system.start();
  return [system.meta(), ...records.filter(({ kind }) => kind !== 'meta')];
}

describe.each<Topology>(['cm', 'mcm'])('%s', (topology) => {
  const model = createModel({ topology, sends: 0, receives: 0, grain: 'full' });

  test.each(
    races.map(([before, first, second]) => ({
      name: `${before.map(({ type }) => type).join(', ')}: ${first.type} and ${second.type}`,
      ...{ before, first, second },
    })),
  )('$name', ({ before, first, second }) => {
    let place: Place = { state: model.initial, said: opening(topology) };
    for (const event of before) {
      place = around(model, begun(model, place, event)).at(-1) ?? place;
    }
    const meanwhile = around(model, begun(model, place, first)).flatMap((at) => begun(model, at, second));
    expect(meanwhile.length).toBeGreaterThan(1);
    const ends = around(model, meanwhile).flatMap((at) => carriedOn(model, at));
    const blamed = ends.flatMap(({ said }) =>
      checkRecords(said.map((record, at) => logged(record, at + 1)))
        .violations.filter(({ message }) => !message.startsWith('client '))
        .map(({ rule, message }) => `${rule} ${message}`),
    );
    expect([...new Set(blamed)]).toEqual([]);
  });
});

test('a call manager has its own sends back before it closes its signaling VC', () => {
  const { system, go, at } = tell();
  go({ type: 'callManager.createSignalingVc' }, { type: 'callManager.sendSignal' });
  expect(system.may({ type: 'callManager.closeSignalingVc' })).toEqual({ result: 'refused', rule: 'VC-DEACT-04' });
  go({ type: 'adapter.sendDone' }, { type: 'callManager.closeSignalingVc' });
  expect(at('callManager[1]')).toBeUndefined();
});
