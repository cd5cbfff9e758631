import { useState } from 'preact/hooks';
import { found, keyText } from '../model/commands.js';
import type { Command } from '../model/commands.js';
import { Dialog } from '../ui/dialog.js';

interface PaletteProps {
  readonly commands: readonly Command[];
  readonly onClose: () => void;
}

/** Everything that can be done, found by a few letters. */
export const Palette = ({ commands, onClose }: PaletteProps) => {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const list = found(commands, text);
  const at = Math.min(chosen, list.length - 1);
  const call = (command: Command | undefined): void => {
    if (!command) return;
    onClose();
    command.run();
  };
  const onKey = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) setChosen(Math.max(0, Math.min(list.length - 1, at + by)));
    else if (event.key === 'Enter') call(list[at]);
    else return;
    event.preventDefault();
    event.stopPropagation();
    requestAnimationFrame(() =>
      document.querySelector('#palette [aria-selected=true]')?.scrollIntoView({ block: 'nearest' }),
    );
  };
  return (
    <Dialog label="All that can be done" className="palette" onClose={onClose}>
      <input
        type="text"
        role="combobox"
        autocomplete="off"
        aria-expanded="true"
        aria-controls="palette"
        aria-activedescendant={list[at] ? `command-${at}` : undefined}
        aria-label="What do you want to do?"
        placeholder="What do you want to do?"
        value={text}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKey}
      />
      <ul id="palette" role="listbox" aria-label="Commands">
        {list.map((command, index) => (
          <li
            key={command.id}
            id={`command-${index}`}
            role="option"
            aria-selected={index === at}
            onPointerMove={() => setChosen(index)}
            onClick={() => call(command)}
          >
            <span class="soft">{command.group}</span>
            <span>{command.title}</span>
            {command.keys?.[0] !== undefined && <kbd>{keyText(command.keys[0])}</kbd>}
          </li>
        ))}
      </ul>
      {list.length === 0 && <p class="empty">Nothing is called like that.</p>}
    </Dialog>
  );
};
