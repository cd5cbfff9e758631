import { useState } from 'preact/hooks';
import type { Possibility } from '../../common/protocol.js';
import { verdictWords } from '../model/fates.js';
import { found } from '../model/possible.js';
import { tip } from '../ui/tip.js';
import type { Store } from '../store.js';
import { CallForm, TellForm, TimeForm } from './forms.js';
import { Rule } from './rule.js';

const groups = {
  user: 'A user decides',
  network: 'The network',
  hardware: 'The hardware',
  call: 'A driver calls out of turn',
  fault: 'A fault, set in advance',
} as const;

/** What came of something that was sent. */
interface Result {
  readonly label: string;
  readonly text: string;
  readonly rule?: string;
  readonly isRefused: boolean;
}

/** What may happen next, what may not, and why; and whatever is chosen happens. */
export const Control = ({ store }: { readonly store: Store }) => {
  const [result, setResult] = useState<Result>();
  const { source, isConnected } = store;
  if (!isConnected || source.mode === 'file') {
    return (
      <p class="empty">
        This is a recorded run: it can be played and searched, but nothing can be sent to it. Start{' '}
        <code>condis inspect</code> for a system that runs.
      </p>
    );
  }
  const send = async ({ label, request }: Pick<Possibility, 'label' | 'request'>): Promise<void> => {
    store.follow();
    const value = await store.order(request);
    if (value !== undefined && value !== null) setResult(resultOf(label, value));
    else setResult(undefined);
  };
  return (
    <div class="control scroll" tabIndex={0} role="group" aria-label="Act on the system">
      {result && (
        <section class={`result ${result.isRefused ? 'bad' : ''}`} role="status">
          <p>
            <strong>{result.label}</strong> {result.text}
          </p>
          {result.rule !== undefined && <Rule store={store} id={result.rule} />}
        </section>
      )}
      {source.mode === 'system' && <Coming store={store} />}
      {source.mode === 'system' ? <Possibilities store={store} send={send} /> : <TellForm store={store} />}
      {source.mode === 'system' && (
        <>
          <CallForm store={store} send={send} />
          <TimeForm store={store} />
        </>
      )}
    </div>
  );
};

const resultOf = (label: string, value: unknown): Result => {
  const { result, rule, status } = value as {
    readonly result?: string;
    readonly rule?: string;
    readonly status?: string | null;
  };
  const words = {
    taken: 'was taken',
    deferred: 'is put off until later',
    ignored: 'had no effect',
    refused: 'was refused',
  };
  const what = result !== undefined && Object.hasOwn(words, result) ? words[result as keyof typeof words] : 'returned';
  const short = status?.replace('NDIS_STATUS_', '') ?? '';
  const text = `${what}${short === '' ? '' : ` with ${short}`}${rule === undefined ? '.' : ':'}`;
  return { label, text, isRefused: rule !== undefined, ...(rule !== undefined && { rule }) };
};

const Coming = ({ store }: { readonly store: Store }) => {
  const { coming } = store;
  const [next, ...later] = coming;
  return (
    <section class="coming">
      <h3>Next in the scenario</h3>
      {next === undefined ? (
        <p class="soft">The scenario is over. Whatever you choose below goes on from here.</p>
      ) : (
        <>
          <button type="button" class="primary" onClick={() => void store.next()} {...tip('Takes this step (N)')}>
            {next}
          </button>
          {later.length > 0 && <p class="soft">then {later.join(', ')}</p>}
        </>
      )}
    </section>
  );
};

interface PossibilitiesProps {
  readonly store: Store;
  readonly send: (possibility: Possibility) => Promise<void>;
}

const signs = { taken: 'taken', refused: 'refused', deferred: 'deferred', ignored: 'ignored' } as const;

const Possibilities = ({ store, send }: PossibilitiesProps) => {
  const { cursor, last, runId, answers, wished } = store;
  const known = answers.get('may', `may ${runId} ${cursor}`, { ask: 'may', at: cursor });
  const [kept, setKept] = useState(known);
  if (known && known !== kept) setKept(known);
  const list = found(known ?? kept ?? [], wished);
  const isPast = cursor < last;
  return (
    <section class="possibilities">
      <h3>{isPast ? 'What could have happened here' : 'What may happen now'}</h3>
      {isPast && (
        <p class="notice">
          You are looking at the past.{' '}
          <button type="button" class="link" onClick={() => void store.order({ ask: 'fork', at: cursor })}>
            Fork here
          </button>{' '}
          to try something else, or{' '}
          <button type="button" class="link" onClick={() => store.follow()}>
            go to the end
          </button>
          .
        </p>
      )}
      <input
        type="search"
        class="find"
        id="wish"
        placeholder="Find: delete, answer, RESOURCES …"
        aria-label="Find something that may happen"
        value={wished}
        onInput={({ currentTarget }) => {
          store.wished = currentTarget.value;
          store.touch();
        }}
      />
      {Object.entries(groups).map(([group, title]) => {
        const those = list.filter((each) => each.group === group);
        if (those.length === 0) return null;
        return (
          <details key={group} open={group !== 'fault' && group !== 'call' ? true : wished !== ''}>
            <summary>
              {title} <span class="soft">{those.length}</span>
            </summary>
            <ul>
              {those.map((each) => (
                <li key={each.label}>
                  <button
                    type="button"
                    class="possibility"
                    data-result={signs[each.result]}
                    aria-disabled={isPast}
                    onClick={() => {
                      if (!isPast) void send(each);
                    }}
                    {...tip(explained(each))}
                  >
                    <span class="sign" aria-hidden="true">
                      {verdictWords[each.result].sign}
                    </span>
                    <span class="name">{each.label}</span>
                    {each.rule !== undefined && <span class="rule">{each.rule}</span>}
                    {each.because !== undefined && each.result === 'refused' && (
                      <span class="because">{each.because}</span>
                    )}
                  </button>
                </li>
              ))}
            </ul>
          </details>
        );
      })}
      {list.length === 0 && wished !== '' && known && (
        <p class="soft">Nothing is called like that. Use the form below.</p>
      )}
    </section>
  );
};

const explained = ({ result, rule, because }: Possibility): string =>
  [`${verdictWords[result].sign} ${verdictWords[result].text}`, rule, because]
    .filter((part) => part !== undefined)
    .join('\n');
