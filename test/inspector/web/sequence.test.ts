import { SequenceModel } from '../../../inspector/web/model/sequence.js';
import type { PartyBar } from '../../../inspector/web/model/sequence.js';
import { Visible } from '../../../inspector/web/model/window.js';
import { answer, call, drain, kept, played } from './runs.js';

const open = (bars: readonly PartyBar[], row: number) =>
  bars.filter(({ kind, from, to }) => kind === 'pended' && from <= row && (to === undefined || to > row));

describe('rows', () => {
  test('a call in which nothing happens is one row with its status', () => {
    const { model } = kept([
      call('client', 'ndis', 'NdisCoDeleteVc', { vc: 'vc1' }),
      answer('ndis', 'NdisCoDeleteVc', 'NOT_ACCEPTED'),
    ]);
    expect(model.rows).toEqual([
      expect.objectContaining({
        kind: 'call',
        text: 'NdisCoDeleteVc(vc1)',
        status: 'NOT_ACCEPTED',
        isFailure: true,
        end: 0,
      }),
    ]);
  });

  test('a call in which something happens ends in a row of its own, one level below', () => {
    const { model } = kept([
      call('client', 'ndis', 'NdisClCloseCall', { vc: 'vc1' }),
      call('ndis', 'callManager', 'ProtocolCmCloseCall', { vc: 'vc1' }),
      answer('callManager', 'ProtocolCmCloseCall', 'PENDING'),
      answer('ndis', 'NdisClCloseCall', 'PENDING'),
    ]);
    expect(model.rows.map(({ kind, status, levels }) => [kind, status, levels])).toEqual([
      ['call', undefined, [0, 1]],
      ['call', 'PENDING', [1, 1]],
      ['return', 'PENDING', [1, 0]],
    ]);
    expect(model.rows[0]?.end).toBe(2);
  });

  test('threads nest by themselves', () => {
    const { model } = kept([
      call('client', 'ndis', 'NdisClCloseCall', { vc: 'vc1' }, 'T1'),
      call('miniport', 'ndis', 'NdisMCoSendNetBufferListsComplete', { vc: 'vc1' }, 'T2'),
      answer('ndis', 'NdisClCloseCall', 'PENDING', 'T1'),
      answer('ndis', 'NdisMCoSendNetBufferListsComplete', null, 'T2'),
    ]);
    expect(model.rows.map(({ text, end }) => [text, end])).toEqual([
      ['NdisClCloseCall(vc1)  [T1]', 2],
      ['NdisMCoSendNetBufferListsComplete(vc1)  [T2]', 3],
      ['NdisClCloseCall', undefined],
      ['NdisMCoSendNetBufferListsComplete', undefined],
    ]);
  });

  test('a return whose call was not seen is shown where it is', () => {
    const { model } = kept([answer('ndis', 'NdisClCloseCall', 'SUCCESS')]);
    expect(model.rows).toEqual([expect.objectContaining({ kind: 'return', from: 'ndis', to: 'ndis' })]);
  });

  test('without a boundary, lanes are actors and every step is a message', () => {
    const step = { kind: 'step', n: 1, t: 0, cause: null, transitions: [], patch: [], actions: [], sent: [] } as const;
    const { model } = kept([
      {
        ...step,
        actor: 'light',
        from: 'timer',
        event: { type: 'tick' },
        before: 'red',
        value: 'green',
        status: 'active',
      },
    ]);
    expect(model.rows).toEqual([
      expect.objectContaining({ kind: 'signal', from: 'timer', to: 'light', text: 'tick   red → green' }),
    ]);
  });
});

describe('what is owed', () => {
  const { run, model } = kept(played(...drain));
  const rowOf = (text: string, kind = 'call') =>
    model.rows.findIndex((row) => row.kind === kind && row.text.startsWith(text));

  test('a deactivation that waits for the drain is open until its completion, and so is the list that holds it up', () => {
    const during = open(model.bars, rowOf('» client.returnLists', 'step')).map(({ lane, fn }) => `${lane} ${fn}`);
    expect(during).toEqual(
      expect.arrayContaining([
        'miniport MiniportCoDeactivateVc',
        'ndis NdisCmDeactivateVc',
        'client ProtocolCoReceiveNetBufferLists',
        'callManager ProtocolCmCloseCall',
        'ndis NdisClCloseCall',
      ]),
    );
  });

  test('in the end nothing is open', () => {
    expect(open(model.bars, model.rows.length)).toEqual([]);
    expect(model.rows.length).toBeGreaterThan(40);
    expect(run.actors).toContain('vc[1]');
  });

  test('a completion that comes before the PENDING returns leaves nothing open', () => {
    const { model: early } = kept([
      call('ndis', 'miniport', 'MiniportCoActivateVc', { vc: 'vc1' }),
      call('miniport', 'ndis', 'NdisMCoActivateVcComplete', { vc: 'vc1' }),
      answer('ndis', 'NdisMCoActivateVcComplete', null),
      answer('miniport', 'MiniportCoActivateVc', 'PENDING'),
    ]);
    expect(open(early.bars, 9)).toEqual([]);
  });

  test('lists that are lent with RESOURCES are owed to nobody', () => {
    const { model: lent } = kept([
      call('ndis', 'client', 'ProtocolCoReceiveNetBufferLists', {
        vc: 'vc1',
        nbl: ['r1'],
        flags: 'NDIS_RECEIVE_FLAGS_RESOURCES',
      }),
      answer('client', 'ProtocolCoReceiveNetBufferLists', null),
    ]);
    expect(open(lent.bars, 9)).toEqual([]);
  });
});

describe('a window', () => {
  const { run, model } = kept(played(...drain));
  const lanes = ['client', 'callManager', 'ndis', 'miniport', 'adapter', 'network'];
  const all = { lanes, folded: new Set<number>(), steps: false };

  test('it holds what the whole holds, bars that began above it included', () => {
    const visible = new Visible(model, all).update();
    const whole = visible.window(run, 0, visible.rows.length, 90, 44);
    for (let from = 0; from + 10 < visible.rows.length; from += 7) {
      const part = visible.window(run, from, from + 10, 90, 44);
      expect(part.rows).toEqual(whole.rows.slice(from, from + 10));
      const spans = whole.bars.filter((bar) => bar.from < from + 10 && (bar.to ?? Infinity) >= from);
      expect(part.bars.map(({ fn }) => fn).sort()).toEqual(spans.map(({ fn }) => fn).sort());
    }
  });

  test('bars are found across the points where it is written down which are open', () => {
    const long = new SequenceModel();
    long.add(call('client', 'ndis', 'NdisClMakeCall'));
    for (let n = 0; n < 1000; n += 1) {
      long.add(call('ndis', 'callManager', 'ProtocolCmMakeCall'));
      long.add(answer('callManager', 'ProtocolCmMakeCall', 'SUCCESS'));
    }
    expect(long.barsIn(700, 702).map(({ fn }) => fn)).toEqual([
      'NdisClMakeCall',
      'ProtocolCmMakeCall',
      'ProtocolCmMakeCall',
    ]);
  });

  test('a folded call hides what happens inside it, up to its return', () => {
    const [first] = model.rows.filter(({ text }) => text.startsWith('NdisCoCreateVc('));
    const visible = new Visible(model, { ...all, folded: new Set([first!.place]) }).update();
    const at = visible.positionOf(first!.place);
    expect(model.rows[visible.rows[at]!]).toBe(first);
    expect(visible.rows[at + 1]).toBeGreaterThan(first!.end!);
  });

  test('a hidden lane takes its messages with it', () => {
    const visible = new Visible(model, { ...all, lanes: ['client', 'ndis'] }).update();
    const rows = visible.rows.map((at) => model.rows[at]!);
    expect(rows.length).toBeGreaterThan(10);
    expect(
      rows.every(({ from, to }) => [from, to].every((lane) => lane === undefined || ['client', 'ndis'].includes(lane))),
    ).toBe(true);
  });

  test('places lead to rows and back', () => {
    const visible = new Visible(model, all).update();
    visible.rows.forEach((_, at) => {
      const place = visible.placeAt(at)!;
      expect(visible.placeAt(visible.positionOf(place))).toBe(place);
    });
    expect(visible.positionOf(-1)).toBe(-1);
  });
});
