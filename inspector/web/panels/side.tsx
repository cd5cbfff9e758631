import type { Store } from '../store.js';
import { Control } from './control.js';
import { Explore } from './explore.js';
import { SystemMapPanel } from './map.js';

const tabs = [
  ['act', 'Act'],
  ['map', 'Map'],
  ['explore', 'Explore'],
] as const;

/** Three panels in one place. */
export const Side = ({ store }: { readonly store: Store }) => {
  const chosen = tabs.find(([id]) => id === store.view.panel)?.[0] ?? (store.source.mode === 'file' ? 'map' : 'act');
  const go = (by: number): void => {
    const at = tabs.findIndex(([id]) => id === chosen);
    const [id] = tabs[(at + by + tabs.length) % tabs.length] ?? tabs[0];
    store.show({ panel: id });
    requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById(`tab-${id}`)?.focus()));
  };
  return (
    <section class="panel side" aria-label="Act, map and exploration">
      <div
        class="panel-head tabs"
        role="tablist"
        aria-label="Panels"
        onKeyDown={(event) => {
          const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
          if (by === undefined) return;
          event.preventDefault();
          event.stopPropagation();
          go(by);
        }}
      >
        {tabs.map(([id, title]) => (
          <button
            key={id}
            id={`tab-${id}`}
            type="button"
            role="tab"
            aria-selected={id === chosen}
            aria-controls="side-panel"
            tabIndex={id === chosen ? 0 : -1}
            onClick={() => store.show({ panel: id })}
          >
            {title}
          </button>
        ))}
      </div>
      <div class="tab-panel" id="side-panel" role="tabpanel" aria-labelledby={`tab-${chosen}`}>
        {chosen === 'act' && <Control store={store} />}
        {chosen === 'map' && <SystemMapPanel store={store} />}
        {chosen === 'explore' && <Explore store={store} />}
      </div>
    </section>
  );
};
