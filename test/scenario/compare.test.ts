/** The comparison with the documentation has to be able to fail: every run is spoiled in every way, and caught. */
import { stepsFor } from '../../src/protocol/sequences.js';
import type { SequenceStep } from '../../src/protocol/sequences.js';
import type { TraceRecord } from '../../src/protocol/trace.js';
import { compareWithDocument, runScenario, variantOf } from '../../src/scenario/index.js';
import { align } from '../../src/scenario/compare.js';
import { returnOf, swapped, without, withExtra, withOtherStatus } from './mutations.js';
import { performances, played } from './shipped.js';

const documented = performances.flatMap(({ name, scenario, topology }) => {
  const variant = variantOf(scenario.documents ?? '');
  return variant ? [{ name, scenario, topology, variant }] : [];
});

const differenceIn = (steps: readonly SequenceStep[], records: readonly TraceRecord[]) => {
  const comparison = align(steps, records);
  return comparison.reproduced ? undefined : comparison.firstDifference;
};

/** What the pages leave open, said once more and independently of src/scenario/latitude.ts. */
const isOpen = (first: SequenceStep, second: SequenceStep): boolean => {
  const kinds = [first.kind, second.kind].sort().join();
  const fns = [first.fn, second.fn].sort().join();
  const succeed = first.status === 'NDIS_STATUS_SUCCESS' && second.status === 'NDIS_STATUS_SUCCESS';
  return (
    kinds === 'return,signaling' ||
    (succeed && ['MiniportCoCreateVc,ProtocolCoCreateVc', 'MiniportCoDeleteVc,ProtocolCoDeleteVc'].includes(fns))
  );
};

const isOwnRoutine = (record: TraceRecord | undefined): boolean => record?.kind === 'call' && record.from === record.to;

describe.each(documented)('$name in $topology', ({ scenario, topology, variant }) => {
  const { records } = runScenario(scenario, topology);
  const steps = stepsFor(variant, topology);
  const comparison = compareWithDocument({ records }, variant, topology);
  const matches = comparison.reproduced ? comparison.matches : [];
  const seen = steps.flatMap((step, index) =>
    (matches[index]?.length ?? 0) > 0 ? [{ step, index, match: matches[index]! }] : [],
  );

  test('is reproduced', () => {
    expect(comparison).toMatchObject({ reproduced: true });
  });

  test('is not reproduced when a step is missing', () => {
    for (const { step, index, match } of seen.filter((one) => !one.step.optional)) {
      const difference = differenceIn(steps, without(records, match));
      expect([step.text, difference === undefined]).toEqual([step.text, false]);
      // Without its first step, a later one may be taken for it.
      if (index > 0) {
        expect([step.text, difference?.index]).toEqual([step.text, index]);
      }
    }
  });

  test('is not reproduced when two neighbours change places', () => {
    for (const [place, { step, index, match }] of seen.entries()) {
      const next = seen[place + 1];
      // A driver's own routine may be missing; and what comes before the first step is not compared.
      const isFree = [{ step, match }, next].some((one) => one?.step.optional && isOwnRoutine(records[one.match[0]!]));
      if (!next || isOpen(step, next.step) || isFree || (index === 0 && next.step.optional)) {
        continue;
      }
      const difference = differenceIn(steps, swapped(records, match, next.match));
      const here = step.optional ? [index, next.index, seen[place + 2]?.index] : [index, next.index];
      expect([step.text, next.step.text, difference === undefined]).toEqual([step.text, next.step.text, false]);
      expect([step.text, index === 0 || here.includes(difference?.index)]).toEqual([step.text, true]);
    }
  });

  test('is reproduced when neighbours change places whose order is open', () => {
    for (const [place, { step, match }] of seen.entries()) {
      const next = seen[place + 1];
      if (next && isOpen(step, next.step)) {
        expect([step.text, differenceIn(steps, swapped(records, match, next.match))]).toEqual([step.text, undefined]);
      }
    }
  });

  test('is not reproduced when a status is another', () => {
    for (const { step, index, match } of seen) {
      const [at = 0] = match;
      const places = [
        ...(step.status === undefined ? [] : [step.kind === 'return' ? at : returnOf(records, at)]),
        ...(step.argStatus === undefined ? [] : [at]),
      ];
      for (const place of places) {
        expect([step.text, differenceIn(steps, withOtherStatus(records, place))?.index]).toEqual([step.text, index]);
      }
    }
  });

  test('is not reproduced when something else happens in between', () => {
    const extra: TraceRecord = { kind: 'call', from: 'client', to: 'ndis', fn: 'NdisClAddParty' };
    for (const { step, index, match } of seen.filter((one) => one.step.kind !== 'signaling')) {
      const next = steps.findIndex((one, later) => later > index && one.kind !== 'signaling' && !one.optional);
      if (next >= 0) {
        const difference = differenceIn(steps, withExtra(records, match[0]!, extra));
        expect([step.text, difference?.found, difference?.index]).toEqual([step.text, extra, next]);
      }
    }
  });
});

describe('compareWithDocument', () => {
  test('says what was expected, and what was found', () => {
    const { records } = played('SEQ-VC-10', 'cm');
    const steps = stepsFor(variantOf('SEQ-VC-10')!, 'cm');
    const at = records.findIndex((record) => record.kind === 'return' && record.fn === 'MiniportCoDeactivateVc');
    expect(differenceIn(steps, withOtherStatus(records, at))).toEqual({
      index: 2,
      step: 'MiniportCoDeactivateVc returns PENDING',
      expected: 'MiniportCoDeactivateVc to return PENDING',
      found: { ...records[at], status: 'NDIS_STATUS_FAILURE' },
      text: 'Expected MiniportCoDeactivateVc to return PENDING, found FAILURE.',
    });
    expect(differenceIn(steps, records.slice(0, at))?.text).toBe(
      'Expected the return of MiniportCoDeactivateVc from miniport to ndis, found nothing more.',
    );
  });

  test('takes a signaling VC of an MCM for what it is: nothing that NDIS sees', () => {
    const { records } = played('SEQ-VC-06', 'mcm');
    const seen: TraceRecord = { kind: 'call', from: 'mcm', to: 'ndis', fn: 'NdisMCmCreateVc' };
    expect(differenceIn([], withExtra(records, 0, seen))?.text).toBe(
      'Expected nothing that NDIS sees, found NdisMCmCreateVc from mcm to ndis.',
    );
  });

  test('lets the two completions cross when a close meets a pending make-call', () => {
    const fns = [
      'NdisCmMakeCallComplete',
      'ProtocolClMakeCallComplete',
      'NdisCmCloseCallComplete',
      'ProtocolClCloseCallComplete',
    ] as const;
    const steps = fns.map((fn, index): SequenceStep =>
      index % 2 === 0
        ? { kind: 'call', from: 'callManager', to: 'ndis', fn, text: fn }
        : { kind: 'callback', from: 'ndis', to: 'client', fn, text: fn },
    );
    const log = (...order: number[]): TraceRecord[] =>
      order.map(
        (index) => ({ kind: 'call', fn: fns[index]!, from: steps[index]!.from, to: steps[index]!.to }) as TraceRecord,
      );
    expect(differenceIn(steps, log(0, 1, 2, 3))).toBeUndefined();
    expect(differenceIn(steps, log(2, 3, 0, 1))).toBeUndefined();
    expect(differenceIn(steps, log(2, 0, 1, 3))).toBeDefined();
    expect(differenceIn(steps, log(2, 3))).toBeDefined();
  });

  test('asks for every step of a run in its topology only', () => {
    expect(() => compareWithDocument(played('SEQ-VC-01', 'cm'), variantOf('SEQ-VC-01')!, 'mcm')).toThrow(RangeError);
  });
});
