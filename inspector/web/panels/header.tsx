import { modeWords } from '../app.machine.js';
import { IconButton } from '../ui/button.js';
import { tip } from '../ui/tip.js';
import type { Store } from '../store.js';
import { SaveMenu } from './saveMenu.js';

interface HeaderProps {
  readonly store: Store;
  readonly isDark: boolean;
  readonly onTheme: () => void;
  readonly onPalette: () => void;
  readonly onHelp: () => void;
}

const paces = [
  ['slow', 3],
  ['walking', 8],
  ['fast', 25],
  ['flying', 100],
] as const;

/** What is shown, and how the run is walked through. */
export const Header = ({ store, isDark, onTheme, onPalette, onHelp }: HeaderProps) => {
  const { mode, title, source, scenarios, perSecond, isConnected } = store;
  const [name, meaning] = modeWords[mode];
  const isPlaying = mode === 'replaying';
  const chosen = source.mode === 'system' ? source.scenario : null;
  return (
    <header class="top">
      <h1>
        condis <span class="soft">inspector</span>
      </h1>
      {source.mode === 'system' && scenarios.length > 0 ? (
        <label class="scenario">
          <span class="hidden">Scenario</span>
          <select
            id="scenario"
            value={chosen ?? ''}
            onChange={({ currentTarget }) => {
              void store.order({ ask: 'begin', ...(currentTarget.value !== '' && { scenario: currentTarget.value }) });
            }}
          >
            {chosen === null && <option value="">{title}</option>}
            {scenarios.map((each) => (
              <option key={each.id} value={each.id}>
                {each.title}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <p class="run-title">{title}</p>
      )}
      <div class="transport" role="group" aria-label="Walk through the run">
        {source.mode === 'system' && (
          <IconButton
            icon="restart"
            label="Begin the scenario anew (R)"
            isOff={!isConnected}
            onClick={() => beginAnew(store)}
          />
        )}
        <IconButton icon="start" label="To the beginning (Home)" onClick={() => store.seek(0)} />
        <IconButton icon="back" label="One record back (,)" onClick={() => store.move(-1)} />
        <IconButton
          icon={isPlaying ? 'pause' : 'play'}
          label={isPlaying ? 'Pause (Space)' : 'Play (Space)'}
          className="main"
          onClick={() => store.playOrPause()}
        />
        <IconButton icon="next" label="One record on, or the next step (.)" onClick={() => void store.step()} />
        <IconButton icon="end" label="To the end (End)" onClick={() => store.follow()} />
        <select
          class="pace"
          aria-label="Pace"
          value={String(perSecond)}
          onChange={({ currentTarget }) => store.pace(Number(currentTarget.value))}
        >
          {paces.map(([text, number]) => (
            <option key={text} value={String(number)}>
              {text}
            </option>
          ))}
        </select>
      </div>
      <p class={`mode ${mode}`} data-mode={mode} tabIndex={0} {...tip(meaning)}>
        <span aria-hidden="true" class="lamp" /> {isConnected || source.mode === 'file' ? name : 'away'}
      </p>
      <div class="tools">
        <SaveMenu store={store} />
        <IconButton icon="search" label="All that can be done (Ctrl K)" onClick={onPalette} />
        <IconButton icon={isDark ? 'sun' : 'moon'} label={isDark ? 'Light (T)' : 'Dark (T)'} onClick={onTheme} />
        <IconButton icon="help" label="Keys, and what one sees (?)" onClick={onHelp} />
      </div>
    </header>
  );
};

/** The scenario from its beginning. */
export const beginAnew = (store: Store): void => {
  const { source } = store;
  if (source.mode !== 'system') return;
  const { scenario, topology } = source;
  void store.order({ ask: 'begin', topology, ...(scenario !== null && { scenario }) });
};
