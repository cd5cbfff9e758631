import { useEffect, useRef, useState } from 'preact/hooks';
import { completions } from '../model/complete.js';
import { Icon } from '../ui/icon.js';
import type { Store } from '../store.js';

/** Questions that are asked often. */
const usual = [
  ['everything', ''],
  ['what crosses the boundary', 'kind:call,return,note'],
  ['refused or broken', 'rule:*'],
  ['pended', 'status:PENDING'],
  ['failed', 'kind:return status!=SUCCESS,PENDING status:*'],
] as const;

/** What is looked for in the log, with what could be meant, and what cannot be understood. */
export const QueryBox = ({ store }: { readonly store: Store }) => {
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const query = store.view.query ?? '';
  const options = isOpen ? completions(query, store.run) : [];
  useEffect(() => setChosen(-1), [query]);
  const { problems } = store.matches.query;
  const set = (text: string): void => store.show({ query: text });
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      setOpen(true);
      const by = event.key === 'ArrowDown' ? 1 : -1;
      setChosen(Math.max(-1, Math.min(options.length - 1, chosen + by)));
    } else if ((event.key === 'Enter' || event.key === 'Tab') && options[chosen]) {
      set(options[chosen].query);
    } else if (event.key === 'Enter') {
      setOpen(false);
    } else if (event.key === 'Escape') {
      if (isOpen && options.length > 0) setOpen(false);
      else if (query !== '') set('');
      else input.current?.blur();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="query">
      <div class="query-line">
        <Icon name="search" />
        <input
          ref={input}
          id="query"
          type="text"
          role="combobox"
          autocomplete="off"
          spellcheck={false}
          placeholder="event:NdisCo*  lane:vc[1]  status!=SUCCESS  rule:VC-*  changed:context.sends   ( / )"
          aria-label="Find records"
          aria-expanded={options.length > 0}
          aria-controls="query-options"
          aria-autocomplete="list"
          aria-activedescendant={chosen >= 0 ? `query-option-${chosen}` : undefined}
          aria-invalid={problems.length > 0}
          aria-describedby={problems.length > 0 ? 'query-problems' : undefined}
          value={query}
          onInput={({ currentTarget }) => {
            setOpen(true);
            set(currentTarget.value);
          }}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKey}
        />
        <select
          aria-label="Usual questions"
          class="usual"
          value={usual.some(([, text]) => text === query) ? query : '?'}
          onChange={({ currentTarget }) => set(currentTarget.value)}
        >
          {!usual.some(([, text]) => text === query) && <option value="?">as written</option>}
          {usual.map(([name, text]) => (
            <option key={name} value={text}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <ul id="query-options" role="listbox" aria-label="What could be meant" hidden={options.length === 0}>
        {options.map(({ label, hint, query: whole }, at) => (
          <li
            key={label}
            id={`query-option-${at}`}
            role="option"
            aria-selected={at === chosen}
            onPointerDown={(event) => {
              event.preventDefault();
              set(whole);
            }}
          >
            <code>{label}</code> <span class="soft">{hint}</span>
          </li>
        ))}
      </ul>
      {problems.length > 0 && (
        <p id="query-problems" class="problem" role="alert">
          {problems.map(({ text }) => text).join('; ')}
        </p>
      )}
    </div>
  );
};
