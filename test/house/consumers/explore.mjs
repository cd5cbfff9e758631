import assert from 'node:assert/strict';
import { search } from 'condis/explore';

const lights = {
  width: 2,
  initial: [[0, 0]],
  expand(states, offset, out) {
    for (let n = 0; n < 2; n += 1) {
      const place = out.add(n);
      out.words.set(states.subarray(offset, offset + 2), place);
      out.words[place + n] = (states[offset + n] + 1) % 3;
    }
  },
};
const { states, transitions, isComplete } = search(lights);
assert.deepEqual([states, transitions, isComplete], [9, 18, true]);
