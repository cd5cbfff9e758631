import { useState } from 'preact/hooks';
import type { Exploration } from '../../common/protocol.js';
import { Refused } from '../connection.js';
import type { Store } from '../store.js';

const words = {
  violated: ['✕', 'violated'],
  unknown: ['?', 'not decided'],
  holds: ['✓', 'holds'],
} as const;

const rank = { violated: 0, unknown: 1, holds: 2 } as const;

/** A search through every interleaving: what holds, what does not, and the shortest way there, to be played. */
export const Explore = ({ store }: { readonly store: Store }) => {
  const [vcs, setVcs] = useState(1);
  const [faults, setFaults] = useState(false);
  const [progress, setProgress] = useState<string>();
  const [problem, setProblem] = useState('');
  const [all, setAll] = useState(false);
  const { exploration } = store;
  const { source } = store;
  const start = async (): Promise<void> => {
    if (source.mode !== 'system' || progress !== undefined) return;
    setProblem('');
    setProgress('begins …');
    try {
      store.exploration = await store.ask({ ask: 'explore', topology: source.topology, faults, vcs }, setProgress);
    } catch (error) {
      setProblem(error instanceof Refused ? `${error.trouble.message} ${error.trouble.hint ?? ''}` : String(error));
    }
    setProgress(undefined);
    store.touch();
  };
  return (
    <div class="explore scroll" tabIndex={0} role="group" aria-label="Exploration">
      <RunCoverage store={store} />
      {store.canDrive ? (
        <form
          class="form open"
          onSubmit={(event) => {
            event.preventDefault();
            void start();
          }}
        >
          <h3>Try every interleaving</h3>
          <label>
            VCs
            <select value={String(vcs)} onChange={({ currentTarget }) => setVcs(Number(currentTarget.value))}>
              <option>1</option>
              <option>2</option>
            </select>
          </label>
          <label class="check">
            <input
              type="checkbox"
              checked={faults}
              onChange={({ currentTarget }) => setFaults(currentTarget.checked)}
            />
            with faults
          </label>
          <button type="submit" class="primary" aria-disabled={progress !== undefined}>
            Explore
          </button>
          {progress !== undefined && (
            <p role="status" class="soft">
              {progress}
            </p>
          )}
          {problem !== '' && (
            <p class="problem" role="alert">
              {problem}
            </p>
          )}
        </form>
      ) : (
        <p class="soft">Exploring needs a system that runs.</p>
      )}
      {exploration && <Verdicts store={store} exploration={exploration} all={all} onAll={() => setAll(!all)} />}
    </div>
  );
};

/** How much of each chart the run that is shown has seen. */
const RunCoverage = ({ store }: { readonly store: Store }) => (
  <section>
    <h3>What this run has seen</h3>
    <CoverageTable rows={[...store.run.charts.keys()].map((chart) => ({ chart, ...store.tally.coverage(chart) }))} />
  </section>
);

interface CoverageTableProps {
  readonly caption?: string;
  readonly rows: Exploration['coverage'];
}

const CoverageTable = ({ caption, rows }: CoverageTableProps) => (
  <table class="coverage">
    {caption !== undefined && <caption>{caption}</caption>}
    <thead>
      <tr>
        <th scope="col">Chart</th>
        <th scope="col">States</th>
        <th scope="col">Transitions</th>
      </tr>
    </thead>
    <tbody>
      {rows.map(({ chart, states, transitions }) => (
        <tr key={chart}>
          <th scope="row">{chart}</th>
          <td>{states}</td>
          <td>{transitions}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

interface VerdictsProps {
  readonly store: Store;
  readonly exploration: Exploration;
  readonly all: boolean;
  readonly onAll: () => void;
}

const Verdicts = ({ store, exploration, all, onAll }: VerdictsProps) => {
  const sorted = [...exploration.verdicts].sort((a, b) => rank[a.verdict] - rank[b.verdict]);
  const shown = all ? sorted : sorted.filter(({ verdict, hasWay }) => verdict !== 'holds' || hasWay);
  const rest = sorted.length - shown.length;
  return (
    <section>
      <h3>Verdicts</h3>
      {exploration.summary.map((line) => (
        <p key={line} class="soft">
          {line}
        </p>
      ))}
      {!exploration.isComplete && <p class="notice">The search was cut short: what holds, holds as far as it went.</p>}
      <ul class="verdicts">
        {shown.map(({ property, verdict, text, hasWay }) => {
          const [sign, name] = words[verdict];
          return (
            <li key={property} class={verdict}>
              <p>
                <span class="sign" aria-hidden="true">
                  {sign}
                </span>{' '}
                <strong>{property}</strong> {name}
                {hasWay && (
                  <button type="button" class="toggle" onClick={() => void store.order({ ask: 'play', property })}>
                    Play the way
                  </button>
                )}
              </p>
              {text !== '' && <p class="soft">{text}</p>}
            </li>
          );
        })}
      </ul>
      {(rest > 0 || all) && (
        <button type="button" class="link" onClick={onAll}>
          {all ? 'Show only what does not hold' : `Show ${rest} more that hold`}
        </button>
      )}
      {exploration.coverage.length > 0 && <CoverageTable caption="Seen by the search" rows={exploration.coverage} />}
    </section>
  );
};
