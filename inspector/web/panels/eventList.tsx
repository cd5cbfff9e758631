import { useMemo, useState } from 'preact/hooks';
import type { EventFate } from '../../common/protocol.js';
import { grouped, reasonOf, verdictWords } from '../model/fates.js';
import { tip } from '../ui/tip.js';
import type { Store } from '../store.js';

interface EventListProps {
  readonly store: Store;
  readonly actor: string;
  readonly fates: readonly EventFate[];
  readonly hovered: string | undefined;
  readonly onHover: (event: string | undefined) => void;
}

const titles = {
  taken: 'Possible now',
  refused: 'Illegal now',
  deferred: 'Put off',
  ignored: 'Without effect',
} as const;

/** Every event that an actor knows, and what would become of it now, with the reason. */
export const EventList = ({ store, actor, fates, hovered, onHover }: EventListProps) => {
  const [text, setText] = useState('');
  const wanted = text.toLowerCase();
  const groups = grouped(fates.filter(({ event }) => event.toLowerCase().includes(wanted)));
  // The same list is the same element, and is not drawn again.
  return useMemo(
    () => (
      <div class="events">
        <input
          type="search"
          class="find"
          placeholder="Which event?"
          aria-label={`Find an event of ${actor}`}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
        <div class="event-groups">
          {fates.length === 0 && <p class="soft nobody">Nobody is there to take an event.</p>}
          {[...groups].map(([verdict, those]) => (
            <section key={verdict} class={verdict}>
              <h4>
                {titles[verdict]} <span class="soft">{those.length}</span>
              </h4>
              <ul>
                {those.map((fate) => {
                  const { onPointerEnter, onPointerLeave, onFocus, onBlur } = tip(reasonOf(fate));
                  return (
                    <li key={fate.event}>
                      <button
                        type="button"
                        class={fate.event === hovered ? 'hovered' : ''}
                        data-fate={verdict}
                        onPointerEnter={(event) => {
                          onHover(fate.event);
                          onPointerEnter(event);
                        }}
                        onPointerLeave={() => {
                          onHover(undefined);
                          onPointerLeave();
                        }}
                        onFocus={(event) => {
                          onHover(fate.event);
                          onFocus(event);
                        }}
                        onBlur={() => {
                          onHover(undefined);
                          onBlur();
                        }}
                        onClick={() => store.wish(fate.event)}
                      >
                        <span aria-hidden="true" class="sign">
                          {verdictWords[verdict].sign}
                        </span>
                        <span class="name">{fate.event}</span>
                        {fate.rule !== undefined && <span class="rule">{fate.rule}</span>}
                      </button>
                    </li>
                  );
                })}
              </ul>
            </section>
          ))}
        </div>
      </div>
    ),
    [fates, hovered, text],
  );
};
