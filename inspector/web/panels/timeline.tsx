import { useMemo } from 'preact/hooks';
import type { Run } from '../../common/run.js';
import { lineAt } from '../model/log.js';
import { count } from '../model/texts.js';
import { bucketsOf } from '../model/buckets.js';
import type { Store } from '../store.js';
import { useCalm } from '../ui/calm.js';

const buckets = 240;

/** The whole run as a strip: how dense it is, where rules are broken; dragged to go anywhere. */
export const Timeline = ({ store }: { readonly store: Store }) => {
  const { run, cursor, last, hurry } = store;
  const line = lineAt(run, cursor);
  const strip = useCalm(hurry.isOn, run, () => <Strip run={run} />);
  return (
    <section class="timeline" aria-label="The whole run">
      {strip}
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

const Strip = ({ run }: { readonly run: Run }) => {
  const { bars, marks } = useMemo(() => bucketsOf(run, buckets), [run, run.length]);
  const step = 1000 / buckets;
  const drawn = bars.map((height, at) => `M${at * step} 20v${-height * 18}h${step * 0.8}v${height * 18}`);
  return (
    <svg viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <path class="bars" d={drawn.join('')} />
      {marks.map((at) => (
        <path key={at} class="mark" d={`M${(at + 0.5) * step - 4} 0h8l-4 8z`} />
      ))}
    </svg>
  );
};
