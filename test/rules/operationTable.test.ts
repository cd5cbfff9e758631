/** The pairs of operations agree with what the pages say about each function. */
import { factOf, functions, sharedFunctions } from '../../src/protocol/functions.js';
import type { AnyFunctionName } from '../../src/protocol/functions.js';
import { completionOf, partOf } from '../../src/rules/monitors/operationTable.js';

const names = [...Object.keys(functions), ...Object.keys(sharedFunctions)] as AnyFunctionName[];
const pending = names.filter((fn) => factOf(fn).completion !== undefined && factOf(fn).timing !== 'asynchronous');

describe('what may pend', () => {
  test.each(pending)('%s is completed as its page says', (fn) => {
    const begun = partOf(fn);
    const { cm, mcm } = factOf(fn).completion ?? {};
    expect(begun?.does).toBe('begin');
    for (const completion of [cm, mcm]) {
      if (completion) expect(partOf(completion)).toEqual({ ...begun, does: 'complete' });
    }
    if (cm) expect(completionOf(fn, false)).toBe(cm);
    if (mcm && fn !== 'ProtocolCoOidRequest') expect(completionOf(fn, true)).toBe(mcm);
  });

  test('nothing else begins', () => {
    expect(names.filter((fn) => partOf(fn)?.does === 'begin').sort()).toEqual([...pending].sort());
  });

  test('both halves of an operation call each other', () => {
    for (const fn of pending) {
      const begun = partOf(fn);
      if (begun?.half !== 'above') continue;
      const called = factOf(fn).invokes.map(({ callback }) => partOf(callback));
      const asked = called.filter((part) => part?.does === 'begin');
      for (const below of asked) expect(below).toEqual({ ...begun, half: 'below' });
    }
  });
});
