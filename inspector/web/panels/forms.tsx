import { useState } from 'preact/hooks';
import type { Plain } from '../../common/plain.js';
import type { Possibility, Request } from '../../common/protocol.js';
import type { Store } from '../store.js';

interface CallFormProps {
  readonly store: Store;
  readonly send: (possibility: Pick<Possibility, 'label' | 'request'>) => Promise<void>;
}

type CallRequest = Extract<Request, { readonly ask: 'call' }>;

const drivers = { cm: ['client', 'callManager', 'miniport'], mcm: ['client', 'mcm'] } as const;

/** The functions that occur in a run, for whoever has to write one. */
const functionsIn = ({ run }: Store): readonly string[] => {
  const names = new Set(['NdisCoCreateVc', 'NdisCoDeleteVc', 'NdisClMakeCall', 'NdisClCloseCall']);
  for (let place = Math.max(0, run.length - 3000); place < run.length; place += 1) {
    const record = run.at(place);
    if (record?.kind === 'call' && record.to === 'ndis') names.add(record.fn);
  }
  return [...names].sort();
};

/** Any call of any driver, in turn or not. */
export const CallForm = ({ store, send }: CallFormProps) => {
  const [from, setFrom] = useState('client');
  const [fn, setFn] = useState('');
  const [vc, setVc] = useState('1');
  const [status, setStatus] = useState('');
  const topology = store.source.mode === 'system' ? store.source.topology : 'cm';
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (fn === '') return;
    const long = status === '' || status.startsWith('NDIS_') ? status : `NDIS_STATUS_${status.toUpperCase()}`;
    const call = { from, fn, vc: Number(vc), ...(long !== '' && { status: long }) } as CallRequest['call'];
    void send({ label: `${from} calls ${fn}`, request: { ask: 'call', call } });
  };
  return (
    <details class="form">
      <summary>Any call of any driver</summary>
      <form onSubmit={submit}>
        <label>
          Driver
          <select value={from} onChange={({ currentTarget }) => setFrom(currentTarget.value)}>
            {drivers[topology].map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <label class="wide">
          Function
          <input
            list="functions"
            value={fn}
            placeholder="NdisCoDeleteVc"
            spellcheck={false}
            onInput={({ currentTarget }) => setFn(currentTarget.value.trim())}
          />
          <datalist id="functions">
            {functionsIn(store).map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </label>
        <label>
          VC
          <input type="number" min="1" max="8" value={vc} onInput={({ currentTarget }) => setVc(currentTarget.value)} />
        </label>
        <label>
          Status
          <input
            value={status}
            placeholder="none"
            spellcheck={false}
            onInput={({ currentTarget }) => setStatus(currentTarget.value.trim())}
          />
        </label>
        <button type="submit" class="primary">
          Call
        </button>
      </form>
    </details>
  );
};

const waits = [
  ['1 s', 1000],
  ['10 s', 10_000],
  ['1 min', 60_000],
] as const;

/** Lets time go by: it is virtual, and passes only so. */
export const TimeForm = ({ store }: { readonly store: Store }) => (
  <section class="time">
    <h3>Let time pass</h3>
    {waits.map(([text, milliseconds]) => (
      <button
        key={text}
        type="button"
        class="toggle"
        onClick={() => {
          store.follow();
          void store.order({ ask: 'advance', milliseconds });
        }}
      >
        {text}
      </button>
    ))}
  </section>
);

/** An event for an actor of a program, as JSON. */
export const TellForm = ({ store }: { readonly store: Store }) => {
  const { run, last } = store;
  const names = run.standings(last).map(({ name }) => name);
  const [actor, setActor] = useState('');
  const [text, setText] = useState('{ "type": "" }');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    try {
      const value = JSON.parse(text) as Plain;
      store.follow();
      void store.order({ ask: 'tell', actor: actor || (names[0] ?? ''), event: value });
    } catch {
      store.say({ text: 'The event is no JSON. An example: { "type": "start" }', tone: 'bad' });
    }
  };
  return (
    <form class="form tell" onSubmit={submit}>
      <h3>Send an event to an actor</h3>
      <label>
        Actor
        <select value={actor || names[0]} onChange={({ currentTarget }) => setActor(currentTarget.value)}>
          {names.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <label class="wide">
        Event
        <input value={text} spellcheck={false} onInput={({ currentTarget }) => setText(currentTarget.value)} />
      </label>
      <button type="submit" class="primary">
        Send
      </button>
    </form>
  );
};
