import { useMemo } from 'preact/hooks';
import { lineAt } from '../model/log.js';
import { count } from '../model/texts.js';
import { bucketsOf } from '../model/buckets.js';
import type { Store } from '../store.js';

const buckets = 240;

/** The whole run as a strip: how dense it is, where rules are broken; dragged to go anywhere. */
export const Timeline = ({ store }: { readonly store: Store }) => {
  const { run, cursor, last } = store;
  const { bars, marks } = useMemo(() => bucketsOf(run, buckets), [run, run.length]);
  const line = lineAt(run, cursor);
  const step = 1000 / buckets;
  return (
    <section class="timeline" aria-label="The whole run">
      <svg viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        {bars.map((height, at) =>
          height === 0 ? null : (
            <rect key={at} x={at * step} y={20 - height * 18} width={step * 0.8} height={height * 18} />
          ),
        )}
        {marks.map((at) => (
          <path key={`mark ${at}`} class="mark" d={`M${(at + 0.5) * step - 4} 0h8l-4 8z`} />
        ))}
      </svg>
      <input
        type="range"
        id="cursor"
        min={0}
        max={Math.max(0, last)}
        value={Math.max(0, cursor)}
        aria-label="Place in the run"
        aria-valuetext={line ? `${cursor}: ${line.lanes} ${line.event} ${line.status}` : 'nothing'}
        onInput={({ currentTarget }) => store.seek(Number(currentTarget.value))}
      />
      <p class="place">
        {count(Math.max(0, cursor))} <span class="soft">/ {count(Math.max(0, last))}</span>
      </p>
    </section>
  );
};
