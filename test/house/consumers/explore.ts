import { search } from 'condis/explore';
import type { SearchResult, Steps, TransitionSystem } from 'condis/explore';

const counter: TransitionSystem = {
  width: 1,
  initial: [[0]],
  expand(states: Uint32Array, offset: number, out: Steps) {
    out.words[out.add(0)] = ((states[offset] ?? 0) + 1) % 5;
  },
};
const { states, isComplete }: SearchResult = search(counter, { order: 'depth' });
if (states !== 5 || !isComplete) throw new Error('a counter of five has five states');
