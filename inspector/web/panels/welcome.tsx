import { useState } from 'preact/hooks';
import { IconButton } from '../ui/button.js';
import { recall, remember } from '../ui/memory.js';
import type { Store } from '../store.js';

/** What one sees, in three sentences; until it is put away. */
export const Welcome = ({ store }: { readonly store: Store }) => {
  const [isGone, setGone] = useState(() => recall('welcomed') === 'yes');
  if (isGone) return null;
  const { mode, canDrive, coming, run } = store;
  const isFresh = canDrive && coming.length > 0 && mode !== 'replaying';
  return (
    <aside class="welcome" aria-label="What one sees">
      <p>
        You see one run of the drivers of a Windows network, all of it at one place: actors as <strong>charts</strong>,
        their calls as a <strong>sequence</strong>, every record in a <strong>log</strong>. A connection comes down only
        after its <strong>drain</strong>: packets sent are done, packets received are given back; until then its
        deactivation is <em>PENDING</em>, an open bar. <kbd>Space</kbd> plays, <kbd>J</kbd> and <kbd>K</kbd> walk; point
        at any event of a chart to read whether it is possible now, or which rule forbids it.
      </p>
      {isFresh && (
        <button type="button" class="primary" onClick={() => store.playOrPause()}>
          ▶ Play {run.length === 0 ? 'the scenario' : 'it'}
        </button>
      )}
      <IconButton
        icon="close"
        label="Put this away"
        onClick={() => {
          remember('welcomed', 'yes');
          setGone(true);
          store.touch();
        }}
      />
    </aside>
  );
};
