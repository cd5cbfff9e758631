import type { Topology } from '../../src/protocol/roles.js';
import { createModel, createSystem, faultsOf } from '../../src/system/index.js';
import type { EnvironmentEvent, Model, ModelOptions, ModelState, ModelStep } from '../../src/system/index.js';
import { withoutTime } from './pair.js';
import { accept, close, create, done, giveBack, make, receive, released, remove, send } from './tell.js';

const topologies: readonly Topology[] = ['cm', 'mcm'];

const texts = (steps: readonly ModelStep[]): readonly string[] => steps.map(({ text }) => text);

/** The step with which something happens to VC 1 and everybody answers well. */
function stepOf(model: Model, state: ModelState, { type }: EnvironmentEvent): ModelStep {
  const step = model.steps(state).find(({ event, answers }) => event?.type === type && answers.length === 0);
  if (!step) throw new Error(`${type} cannot happen.`);
  return step;
}

/** Where a way leads. */
const after = (model: Model, ...events: readonly EnvironmentEvent[]): ModelState =>
  events.reduce((state, event) => stepOf(model, state, event).next, model.initial);

/** Every state that can be reached. */
function reached(model: Model): readonly ModelState[] {
  const found = new Map([[model.initial.key, model.initial]]);
  for (const state of found.values()) {
    for (const { next } of model.steps(state)) if (!found.has(next.key)) found.set(next.key, next);
  }
  return [...found.values()];
}

/** What can be told of the states in which nothing is under way. */
const atRest = (model: Model): ReadonlySet<string> =>
  new Set(
    reached(model)
      .filter((state) => model.threads(state) === 0)
      .map((state) => JSON.stringify([model.actors(state), model.deferred(state)])),
  );

const lists = (model: Model, state: ModelState, actor: string, list: string): number => {
  const context = (model.actors(state)[actor]?.context ?? {}) as Readonly<
    Record<string, readonly unknown[] | undefined>
  >;
  return context[list]?.length ?? 0;
};

describe('steps', () => {
  test.each([
    ['cm', 'calls', ['client.createVc', 'network.call', 'callManager.createSignalingVc']],
    ['cm', 'full', ['client.createVc', 'network.call', 'callManager.createSignalingVc']],
    ['mcm', 'calls', ['client.createVc', 'network.call', 'mcm.createSignalingVc']],
    ['mcm', 'full', ['client.createVc', 'network.call', 'mcm.createSignalingVc']],
  ] as const)(
    '%s, %s: a VC may be created on either side, or by the call manager for itself',
    (topology, grain, may) => {
      const model = createModel({ topology, grain });
      expect(texts(model.steps(model.initial))).toEqual(may);
    },
  );

  test.each([
    ['a VC', [create], ['client.makeCall', 'client.deleteVc', 'network.call']],
    [
      'a call under way',
      [create, make],
      ['client.closeCall', 'network.accept', 'network.refuse', 'network.drop', 'call[1] has waited long enough'],
    ],
    [
      'a call that is being released',
      [create, make, accept, close],
      ['network.released', 'call[1] has waited long enough'],
    ],
  ] as const)('after %s', (_, way, may) => {
    const model = createModel({ sends: 0, receives: 0 });
    expect(texts(model.steps(after(model, ...way)))).toEqual(expect.arrayContaining([...may]));
  });

  test('a delay is a step without an event', () => {
    const model = createModel();
    const [delay] = model.steps(after(model, create, make)).filter(({ sleeper }) => sleeper !== undefined);
    expect(delay).toMatchObject({ sleeper: 'call[1]', text: 'call[1] has waited long enough', vc: 1, answers: [] });
    expect(delay?.event).toBeUndefined();
  });

  test('a fault is another step for the same event, and says which answer is given', () => {
    const model = createModel({ faults: faultsOf('cm') });
    const ways = model.steps(model.initial).filter(({ event }) => event?.type === 'client.createVc');
    expect(ways.map(({ answers }) => answers)).toEqual(
      expect.arrayContaining([
        [],
        [{ type: 'answer.next', event: 'MiniportCoCreateVc', status: 'NDIS_STATUS_RESOURCES', vc: 1 }],
        [
          {
            type: 'answer.next',
            event: 'ProtocolCoCreateVc',
            status: 'NDIS_STATUS_RESOURCES',
            vc: 1,
            on: 'callManager',
          },
        ],
      ]),
    );
  });

  test('every VC has its own steps, and its own actors', () => {
    const model = createModel({ vcs: 3 });
    expect(model.steps(model.initial).map(({ vc }) => vc)).toEqual([1, 1, 1, 2, 2, 2, 3, 3, 3]);
    const [, , , second] = model.steps(model.initial);
    const { next } = second as ModelStep;
    expect(model.actors(next)['client[2]']).toMatchObject({ value: { exists: 'idle' } });
    expect(model.actors(next)['client[1]']).toBeUndefined();
    expect(model.actors(next)['af']).toMatchObject({ context: { vcs: 1 } });
  });
});

describe('states', () => {
  test('never change, whatever is asked of them', () => {
    const model = createModel({ faults: faultsOf('cm') });
    const state = after(model, create, make);
    const before = structuredClone([state.key, model.actors(state), model.deferred(state)]);
    const steps = model.steps(state);
    steps.forEach(({ next }) => model.steps(next));
    expect([state.key, model.actors(state), model.deferred(state)]).toEqual(before);
    expect(model.steps(state)).toEqual(steps);
    expect(Object.isFrozen(state)).toBe(true);
  });

  test('have one key, whichever way leads to them', () => {
    const model = createModel({ vcs: 2 });
    const one = model.steps(model.initial)[0] as ModelStep;
    const other = model.steps(model.initial)[3] as ModelStep;
    const otherAfterOne = model.steps(one.next).find(({ text, vc }) => text === other.text && vc === 2);
    const oneAfterOther = model.steps(other.next).find(({ text, vc }) => text === one.text && vc === 1);
    expect(otherAfterOne?.next.key).toBe(oneAfterOther?.next.key);
    expect(one.next.key).not.toBe(other.next.key);
  });

  test('of another model are refused', () => {
    const stranger = createModel({ topology: 'mcm' }).initial;
    expect(() => createModel().steps(stranger)).toThrow(
      new TypeError(`Expected \`state\` to be a state of this model, got ${JSON.stringify(stranger)}.`),
    );
  });

  test('a VC that is gone leaves the state as it was', () => {
    const model = createModel();
    const gone = after(model, create, remove);
    expect(model.isQuiet(gone)).toBe(true);
    expect(gone.key).toBe(model.initial.key);
    expect(model.isQuiet(after(model, create))).toBe(false);
  });
});

describe('bounds', () => {
  test.each([
    ['client[1]', 'sends', 0],
    ['client[1]', 'sends', 2],
    ['vc[1]', 'receives', 0],
    ['vc[1]', 'receives', 2],
  ] as const)('%s has %s up to %i', (actor, list, most) => {
    const model = createModel({ sends: 0, receives: 0, [list]: most });
    expect(Math.max(...reached(model).map((state) => lists(model, state, actor, list)))).toBe(most);
  });

  test.each([1, 2])('at the grain `full` there are up to %i threads', (threads) => {
    const model = createModel({ grain: 'full', threads, sends: 0, receives: 0 });
    expect(Math.max(...reached(model).map((state) => model.threads(state)))).toBe(threads);
  });
});

describe('grains', () => {
  test.each(topologies)('%s: with one thread at a time both come to rest in the same states', (topology) => {
    const options: ModelOptions = { topology, sends: 1, receives: 1 };
    const calls = atRest(createModel(options));
    expect(atRest(createModel({ ...options, grain: 'full', threads: 1 }))).toEqual(calls);
  });

  test.each(topologies)('%s: whatever can be reached by whole calls can be reached message by message', (topology) => {
    const options: ModelOptions = { topology, sends: 0, receives: 0 };
    const full = atRest(createModel({ ...options, grain: 'full' }));
    expect([...atRest(createModel(options))].filter((state) => !full.has(state))).toEqual([]);
  });

  test('a thread says the same message by message', () => {
    const whole = createModel();
    const fine = createModel({ grain: 'full' });
    const records = [];
    let state = stepOf(fine, fine.initial, create).next;
    while (fine.threads(state) > 0) {
      const step = fine.steps(state).find(({ text }) => text === 'thread 1 carries on') as ModelStep;
      records.push(...step.records);
      state = step.next;
    }
    expect(records).toEqual(stepOf(whole, whole.initial, create).records);
  });

  test('something may happen while a thread is under way', () => {
    const model = createModel({ grain: 'full' });
    const asking = after(model, create);
    const [carryingOn] = model.steps(asking).filter(({ text }) => text === 'thread 1 carries on');
    expect(carryingOn?.records).toMatchObject([{ kind: 'call', from: 'client', fn: 'NdisCoCreateVc' }]);
    expect(model.threads(asking)).toBe(1);
  });
});

test.each(topologies)('%s: a known way says what the live system says', (topology) => {
  const way = [create, make, accept, send, receive, done, giveBack, close, released, remove];
  const model = createModel({ topology });
  const live = createSystem({ topology }).start();
  const heard: object[] = [];
  live.subscribe((record) => {
    heard.push(withoutTime(record));
  });
  let state = model.initial;
  const said: object[] = [];
  for (const event of way) {
    live.send(event);
    const step = stepOf(model, state, event);
    said.push(...step.records);
    state = step.next;
  }
  expect(said).toEqual(heard);
  expect(model.actors(state)).toEqual(live.snapshot().actors);
});
