import type { Run } from '../../common/run.js';

/** A run in equal parts: how much crosses the boundary in each, from 0 to 1, and in which parts a rule is broken. */
export const bucketsOf = (
  run: Run,
  parts: number,
): { readonly bars: readonly number[]; readonly marks: readonly number[] } => {
  const counts = new Array<number>(parts).fill(0);
  const marks = new Set<number>();
  const stride = Math.max(1, Math.floor(run.length / 20_000));
  for (let place = 0; place < run.length; place += stride) {
    const part = Math.min(parts - 1, Math.floor((place / run.length) * parts));
    const kind = run.at(place)?.kind;
    if (kind === 'call' || kind === 'return' || kind === 'note') counts[part] = (counts[part] ?? 0) + 1;
  }
  for (const place of run.marked) marks.add(Math.min(parts - 1, Math.floor((place / run.length) * parts)));
  const most = Math.max(1, ...counts);
  return { bars: counts.map((count) => count / most), marks: [...marks] };
};
