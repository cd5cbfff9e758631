import type { Network } from './flow.js';

/** Goes every arc as often as `times` says, beginning and ending at a node (Hierholzer). The arcs, in order. */
export function circuit({ nodes, first, heads }: Network, times: Uint32Array, start: number): Uint32Array {
  const left = times.slice();
  const next = first.slice(0, nodes);
  const length = times.reduce((sum, count) => sum + count, 0);
  const found = new Uint32Array(length);
  const trail = new Uint32Array(length);
  let free = length;
  let depth = 0;
  let node = start;
  while (free > 0) {
    const end = first[node + 1] as number;
    let arc = next[node] as number;
    while (arc < end && left[arc] === 0) arc += 1;
    next[node] = arc;
    if (arc < end) {
      left[arc] = (left[arc] as number) - 1;
      trail[depth++] = arc;
      node = heads[arc] as number;
    } else {
      if (depth === 0) throw new Error('Internal error: a circuit does not hang together.');
      const back = trail[--depth] as number;
      found[--free] = back;
      node = depth === 0 ? start : (heads[trail[depth - 1] as number] as number);
    }
  }
  return found;
}
