import { useEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from '../ui/button.js';
import { download } from '../ui/picture.js';
import type { Store } from '../store.js';

const kinds = [
  ['scenario', 'Scenario, to be played again'],
  ['trace', 'Trace of what crossed the boundary'],
  ['run', 'Recorded run, for this page'],
  ['test', 'Test for Jest'],
  ['html', 'Report: one file that shows all this'],
] as const;

export type SaveKind = (typeof kinds)[number][0];

/** What has happened up to the cursor, as a file. */
export const save = async (store: Store, as: SaveKind): Promise<void> => {
  if (as === 'run' && !store.isConnected) {
    const lines = Array.from({ length: store.cursor + 1 }, (_, place) => JSON.stringify(store.run.at(place)));
    download('run.ndjson', `${lines.join('\n')}\n`, 'application/x-ndjson');
    return;
  }
  const saved = await store.order({ ask: 'save', as, at: store.cursor });
  if (!saved) return;
  download(saved.name, saved.text, as === 'html' ? 'text/html' : 'text/plain');
  store.say({ text: `Saved as ${saved.name}.`, tone: 'plain' });
};

export const SaveMenu = ({ store }: { readonly store: Store }) => {
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const list = kinds.filter(([kind]) => store.isConnected || kind === 'run');
  useEffect(() => {
    if (!isOpen) return undefined;
    box.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    const close = (event: Event): void => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    addEventListener('pointerdown', close);
    return () => removeEventListener('pointerdown', close);
  }, [isOpen]);
  const onKey = (event: KeyboardEvent): void => {
    const items = [...(box.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') {
      setOpen(false);
      box.current?.querySelector('button')?.focus();
    } else if (by !== undefined && isOpen) {
      const at = items.indexOf(document.activeElement as HTMLElement);
      items[(at + by + items.length) % items.length]?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="menu" ref={box} onKeyDown={onKey}>
      <IconButton icon="save" label="Save as …" isOn={isOpen} onClick={() => setOpen(!isOpen)} />
      {isOpen && (
        <ul role="menu" aria-label="Save as">
          {list.map(([kind, text]) => (
            <li key={kind} role="none">
              <button
                type="button"
                role="menuitem"
                onClick={() => {
                  setOpen(false);
                  void save(store, kind);
                }}
              >
                {text}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
