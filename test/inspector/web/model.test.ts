import { vcMachine } from '../../../machines/index.js';
import { structureOf } from '../../../src/chart/index.js';
import { parseQuery } from '../../../inspector/common/query.js';
import type { ActorRecord, StepRecord } from '../../../inspector/common/wire.js';
import { bucketsOf } from '../../../inspector/web/model/buckets.js';
import { fitted, panned, showing, viewBoxOf, zoomed } from '../../../inspector/web/model/camera.js';
import { commandFor, found, keyName, keyText } from '../../../inspector/web/model/commands.js';
import type { Command } from '../../../inspector/web/model/commands.js';
import { completions } from '../../../inspector/web/model/complete.js';
import { differences, effectsOf, partnerOf, sibling } from '../../../inspector/web/model/detail.js';
import { fatesIn, goalsOf, grouped, reasonOf } from '../../../inspector/web/model/fates.js';
import { Keeper } from '../../../inspector/web/model/keeper.js';
import { LineReader } from '../../../inspector/web/model/lines.js';
import { isListed, lineAt } from '../../../inspector/web/model/log.js';
import { marksOf } from '../../../inspector/web/model/marks.js';
import { Matches } from '../../../inspector/web/model/matches.js';
import { isFromOutside, moved, ordered, partyOf } from '../../../inspector/web/model/parties.js';
import { found as possible } from '../../../inspector/web/model/possible.js';
import { scrollTo, sliceOf, Slots } from '../../../inspector/web/model/slice.js';
import { activeIds, changeText, valueText } from '../../../inspector/web/model/states.js';
import { Tally } from '../../../inspector/web/model/tally.js';
import { chartsOf, foldedCalls, lanesOf, toggled } from '../../../inspector/web/model/view.js';
import { drain, kept, played } from './runs.js';

const records = played(...drain);
const { run, model } = kept(records);
const vc = structureOf(vcMachine);
const active = { life: 'active', call: 'connected' };
const placeOf = (fits: (record: (typeof records)[number]) => boolean): number => records.findIndex(fits);

describe('states', () => {
  test('a value stands for ids, the machine first', () => {
    expect(activeIds(vc, active)).toEqual(['vc', 'vc.life', 'vc.life.active', 'vc.call', 'vc.call.connected']);
    expect(activeIds(vc, { life: 'nowhere' })).toEqual(['vc', 'vc.life']);
  });

  test('values and changes read as people say them', () => {
    expect(valueText(active)).toBe('active · connected');
    expect(changeText(active, { life: 'deactivating', call: 'connected' })).toBe('active → deactivating');
    expect(changeText(active, active)).toBe('');
    expect(changeText('on', { a: 'x', b: 'y' })).toBe('on → x · y');
  });
});

describe('fates', () => {
  const table = {
    NdisCoDeleteVc: {
      active: { fate: 'illegal', rules: ['VC-DEL-02'], why: 'it is active' },
      otherwise: { fate: 'ignore' },
    },
    NdisClCloseCall: { connected: { fate: 'next' }, otherwise: { fate: 'illegal', rules: ['X'] } },
  } as const;

  test('what a table forbids is refused with its rule, whatever another region says', () => {
    const fates = fatesIn(vc, active, table);
    const deletion = fates.find(({ event }) => event === 'NdisCoDeleteVc')!;
    expect(deletion).toMatchObject({ verdict: 'refused', rule: 'VC-DEL-02', because: 'it is active' });
    expect(reasonOf(deletion)).toBe('illegal now — VC-DEL-02 — it is active');
  });

  test('without a table, the chart tells what is possible', () => {
    const fates = grouped(fatesIn(vc, active, undefined));
    expect([...fates.keys()]).toEqual(['taken']);
    expect(fates.get('taken')?.map(({ event }) => event)).toContain('NdisCmDeactivateVc');
    expect(goalsOf(vc, active, 'NdisCmDeactivateVc')).toContain('vc.life.deactivating');
  });

  test('a transition without an arrow in the picture is a jump', () => {
    const [way] = vc.transitions.filter(
      ({ source, targets }) => source === 'vc.life.active' && targets[0] === 'vc.life.deactivating',
    );
    const stand = { value: active, taken: [way!.id], fates: [], event: undefined };
    expect(marksOf(vc, stand, ['vc.life.active -> vc.life.deactivating']).jump).toBeUndefined();
    expect(marksOf(vc, stand, []).jump).toEqual(['vc.life.active', 'vc.life.deactivating']);
    expect(marksOf(vc, stand, []).last).toContain(way!.id);
  });

  test('what was pointed at finds what could be sent, what is legal first', () => {
    const may = (label: string, result: 'taken' | 'refused') =>
      ({ label, result, group: 'user', request: { ask: 'send', event: { type: 'client.send' } } }) as const;
    const list = [may('client.deleteVc', 'refused'), may('callManager.deleteVc', 'taken'), may('client.send', 'taken')];
    expect(possible(list, 'NdisCoDeleteVc').map(({ label }) => label)).toEqual([
      'callManager.deleteVc',
      'client.deleteVc',
    ]);
    expect(possible(list, '')).toHaveLength(3);
  });
});

describe('the log', () => {
  test('calls, returns and steps are lines', () => {
    const at = placeOf((record) => record.kind === 'call' && record.fn === 'NdisCoCreateVc');
    expect(lineAt(run, at)).toMatchObject({ lanes: 'client → ndis', event: 'NdisCoCreateVc(af1)', time: '0.000' });
    const back = placeOf((record) => record.kind === 'return' && record.fn === 'NdisCmDeactivateVc');
    expect(lineAt(run, back)).toMatchObject({ lanes: 'ndis ↩', status: 'PENDING', tone: 'waits' });
    const step = placeOf(
      (record) => record.kind === 'step' && record.actor === 'adapter[1]' && record.value === 'draining',
    );
    expect(lineAt(run, step)).toMatchObject({ event: 'channel.close', status: 'open → draining' });
    expect(lineAt(run, 1e9)).toBeUndefined();
  });

  test('matches are found bit by bit, and are the same in the end', () => {
    const query = parseQuery('kind:return status:PENDING');
    const [whole, slow] = [new Matches(run, query), new Matches(run, query)];
    whole.work(1e9);
    let time = 0;
    let rounds = 0;
    while (!slow.isDone) {
      slow.work(1, () => (time += 1));
      rounds += 1;
    }
    expect(slow.places).toEqual(whole.places);
    expect(rounds).toBeGreaterThan(2);
    expect(whole.neighbour(0, 1)).toBe(whole.places[0]);
    expect(whole.neighbour(whole.places[1]!, -1)).toBe(whole.places[0]);
    expect(whole.neighbour(whole.places.at(-1)!, 1)).toBe(whole.places.at(-1));
  });

  test('charts are not listed', () => {
    const all = new Matches(run, parseQuery(''));
    all.work(1e9);
    expect(all.places.every((place) => isListed(run.at(place)!))).toBe(true);
    expect(all.places.some((place) => run.at(place)?.kind === 'chart')).toBe(false);
  });

  test('a keeper takes in what has come when there is time, and loses nothing', () => {
    const keeper = new Keeper('kind:call');
    let time = 0;
    for (let at = 0; at < records.length; at += 10) {
      keeper.add(records.slice(at, at + 10));
      keeper.work(1, 1, () => (time += 1));
    }
    expect(keeper.known).toBe(records.length);
    while (keeper.isBehind) keeper.work(1, 1, () => (time += 1));
    expect(keeper.run.length).toBe(records.length);
    expect(keeper.sequence.rows).toEqual(model.rows);
    expect(keeper.matches.places).toHaveLength(records.filter(({ kind }) => kind === 'call').length);
  });
});

describe('a flood of records', () => {
  const many = Array.from({ length: 20_000 }, () => records[placeOf(({ kind }) => kind === 'call')]!);
  const flooded = () => {
    const keeper = new Keeper('');
    let time = 0;
    keeper.told = many.length;
    keeper.add(many.slice(0, 12_000));
    return { keeper, frame: (isAsked = false) => keeper.frame(isAsked, () => (time += 1)) };
  };

  test('is taken in first, and drawn now and then', () => {
    const { keeper, frame } = flooded();
    const drawn: boolean[] = [];
    while (keeper.isBehind) drawn.push(frame());
    expect(keeper.run.length).toBe(12_000);
    expect(drawn[0]).toBe(true);
    expect(drawn.filter((isDrawn) => !isDrawn).length).toBeGreaterThan(0);
  });

  test('is drawn at once where somebody asks for it', () => {
    const { frame } = flooded();
    frame();
    expect([frame(), frame(true), frame()]).toEqual([false, true, false]);
  });

  test('says what is missing, and when nothing is any more', () => {
    const { keeper, frame } = flooded();
    while (keeper.isBehind) frame();
    expect(keeper).toMatchObject({ missing: 8000, isFilled: false });
    keeper.add(many.slice(12_000));
    while (keeper.missing > 0) frame();
    expect(keeper.isFilled).toBe(true);
    expect(frame()).toBe(true);
    expect(keeper.isFilled).toBe(false);
  });
});

describe('detail', () => {
  const place = placeOf((record) => record.kind === 'step' && record.actor === 'vc[1]' && record.patch.length > 0);

  test('what a step has changed comes first, with what was there before', () => {
    const [first, ...rest] = differences(run, records[place] as StepRecord, place);
    expect(first).toMatchObject({ path: 'creator', after: 'client', isChanged: true });
    expect(rest.some(({ isChanged }) => !isChanged)).toBe(true);
  });

  test('a call knows its return and the other way round', () => {
    for (const [at, record] of records.entries()) {
      if (record.kind !== 'call') continue;
      const end = partnerOf(run, at);
      expect(end).toBeGreaterThan(at);
      expect(partnerOf(run, end!)).toBe(at);
    }
  });

  test('the next record of the same actor, and back', () => {
    const next = sibling(run, place, 1)!;
    expect((records[next] as StepRecord).actor).toBe('vc[1]');
    expect(sibling(run, next, -1)).toBe(place);
    expect(sibling(run, 0, -1)).toBeUndefined();
  });

  test('what a step has caused points back at it', () => {
    const cause = { ...(records[place] as StepRecord), n: 900, cause: null };
    const { run: small } = kept([cause, { ...cause, n: 901, cause: 900 }, { ...cause, n: 902, cause: 901 }]);
    expect(effectsOf(small, 0)).toEqual([1]);
  });
});

describe('coverage', () => {
  test('states are counted as they are entered', () => {
    const tally = new Tally();
    records.forEach((record) => tally.add(record));
    expect(tally.of('adapter').get('adapter.draining')).toBe(1);
    expect(tally.of('vc').get('vc.life.active')).toBe(1);
    expect(tally.coverage('adapter').states).toMatch(/^\d of \d$/);
    expect(tally.of('nobody').size).toBe(0);
  });
});

describe('what is shown', () => {
  test('the charts that tell most, unless others are chosen', () => {
    expect(chartsOf(run, {})).toEqual(['vc[1]', 'adapter[1]']);
    expect(chartsOf(run, { charts: ['client'] })).toEqual(['client']);
    expect(chartsOf(run, { charts: [''] })).toEqual([]);
  });

  test('lanes in their order, those asked for first', () => {
    expect(lanesOf(model, {}).all).toEqual(['client', 'callManager', 'ndis', 'miniport', 'adapter', 'network']);
    expect(lanesOf(model, { lanes: ['ndis'], hidden: ['network'] }).shown.at(0)).toBe('ndis');
    expect(lanesOf(model, { hidden: ['network'] }).shown).not.toContain('network');
    expect(ordered(['b', 'client', 'a'], ['a'])).toEqual(['a', 'client', 'b']);
    expect(moved(['a', 'b', 'c'], 'a', 9)).toEqual(['b', 'c', 'a']);
    expect(moved(['a', 'b', 'c'], 'c', -1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a'], 'x', 1)).toEqual(['a']);
  });

  test('parties, events from outside, folds', () => {
    expect(['vc[1]', 'call[2]', 'client[1]', 'mcm'].map(partyOf)).toEqual(['ndis', 'callManager', 'client', 'mcm']);
    const decided = records.filter((record) => record.kind === 'step' && isFromOutside(record));
    expect(decided).toHaveLength(drain.length + 1);
    expect(foldedCalls({ folded: ['call:7', 'vc.life'] })).toEqual(new Set([7]));
    expect(toggled(toggled(['a'], 'b'), 'a')).toEqual(['b']);
  });

  test('only rows in sight are drawn, and a row is scrolled to only when it is not', () => {
    expect(sliceOf(1000, 100, 10, 100_000, 2)).toEqual({ from: 98, to: 112 });
    expect(sliceOf(0, 100, 10, 3, 2)).toEqual({ from: 0, to: 3 });
    expect(scrollTo(5, 0, 200, 10)).toBe(0);
    expect(scrollTo(50, 0, 200, 10)).toBe(330);
    expect(scrollTo(1, 500, 200, 10)).toBe(0);
  });

  test('an element keeps its row while that is in sight; where none is left, each takes another', () => {
    const slots = new Slots();
    const named = (from: number, to: number) => {
      slots.show({ from, to });
      return Array.from({ length: to - from }, (_, at) => slots.of(from + at));
    };
    const first = named(10, 14);
    expect(named(12, 16)).toEqual([first[2], first[3], first[0], first[1]]);
    const there = named(12, 16);
    expect(named(900, 904)).toEqual(there);
    expect(named(3, 7)).toEqual(there);
    expect(new Set(named(2, 8)).size).toBe(6);
  });

  test('the strip of the whole run is as long as it is asked to be', () => {
    const { bars, marks } = bucketsOf(run, 50);
    expect(bars).toHaveLength(50);
    expect(Math.max(...bars)).toBe(1);
    expect(marks).toEqual([]);
  });
});

describe('a camera', () => {
  const [picture, room] = [
    { width: 1000, height: 500 },
    { width: 500, height: 500 },
  ];

  test('all of a picture is in the middle', () => {
    expect(fitted(picture, room)).toEqual({ x: 0, y: -250, scale: 0.5 });
    expect(viewBoxOf(fitted(picture, room), room)).toBe('0 -250 1000 1000');
  });

  test('what is pointed at stays where it is', () => {
    const [old, at] = [
      { x: 10, y: 20, scale: 1 },
      { x: 100, y: 50 },
    ];
    const now = zoomed(old, 2, at);
    expect(now.x + at.x / now.scale).toBeCloseTo(old.x + at.x / old.scale);
    expect(zoomed(old, 1e9, at).scale).toBe(4);
    expect(panned(old, 10, -10)).toEqual({ x: 0, y: 30, scale: 1 });
  });

  test('it moves only where something is out of sight', () => {
    const camera = { x: 0, y: 0, scale: 1 };
    const near = { x: 10, y: 10, w: 50, h: 50 };
    const far = { x: 5000, y: 10, w: 50, h: 50 };
    expect(showing(camera, [near], room)).toBe(camera);
    expect(showing(camera, [far], room).x).toBe(4775);
    expect(showing(camera, [near, far], room)).toBe(camera);
    expect(showing(camera, [], room)).toBe(camera);
  });
});

describe('commands', () => {
  const key = { ctrlKey: false, metaKey: false, altKey: false };
  const command = (id: string, title: string, keys?: readonly string[]): Command => ({
    id,
    title,
    group: 'Run',
    run: () => undefined,
    ...(keys && { keys }),
  });
  const list = [
    command('play', 'Play, or pause', [' ']),
    command('fork', 'Fork the run here', ['b']),
    command('x', 'Palette', ['mod+k']),
  ];

  test('keys call them', () => {
    expect(commandFor(list, { ...key, key: 'B' })?.id).toBe('fork');
    expect(commandFor(list, { ...key, key: 'k', metaKey: true })?.id).toBe('x');
    expect(commandFor([{ ...list[0]!, isOff: true }], { ...key, key: ' ' })).toBeUndefined();
    expect(keyName({ ...key, key: 'ArrowUp', altKey: true })).toBe('alt+ArrowUp');
    expect(['mod+k', ' ', 'ArrowDown', 'j', '?'].map(keyText)).toEqual(['Ctrl K', 'Space', 'Down', 'J', '?']);
  });

  test('a few letters find them', () => {
    expect(found(list, 'fork').map(({ id }) => id)).toEqual(['fork']);
    expect(found(list, 'frh').map(({ id }) => id)).toEqual(['fork']);
    expect(found(list, '')).toHaveLength(3);
    expect(found(list, 'zzz')).toEqual([]);
  });
});

describe('a query', () => {
  test('fields and values are completed', () => {
    expect(completions('st', run).map(({ label }) => label)).toEqual(['status:', 'state:', 'step:']);
    expect(completions('kind:call status:PEND', run)).toEqual([
      { query: 'kind:call status:PENDING ', label: 'PENDING', hint: '' },
    ]);
    expect(completions('lane:vc', run).map(({ label }) => label)).toContain('vc[1]');
    expect(completions('nofield:x', run)).toEqual([]);
  });
});

describe('a file', () => {
  const text = `${records.map((record) => JSON.stringify(record)).join('\n')}\n\nnonsense\n{"no":"kind"}\n`;

  test('it is read in slices, and what is no record is named', () => {
    const reader = new LineReader(text);
    let time = 0;
    let rounds = 0;
    while (!reader.isDone) {
      reader.work(1, () => (time += 1));
      rounds += 1;
    }
    expect(rounds).toBeGreaterThan(3);
    expect(reader.reading().records).toEqual(records);
    expect(reader.reading().problems).toEqual([
      { line: records.length + 2, text: 'is no JSON' },
      { line: records.length + 3, text: 'is no record: an object with a `kind`' },
    ]);
  });

  test('terse records of a driver are made uniform, and half ones are refused', () => {
    const lines = [
      '{"kind":"call","from":"app","to":"ndis","fn":"NdisReturnNetBufferLists","args":{"nbl":"r1","status":"SUCCESS"}}',
      '{"kind":"return","from":"ndis","fn":"NdisReturnNetBufferLists","status":"PENDING"}',
      '{"kind":"call","fn":"NdisCoCreateVc"}',
    ];
    const { records: told, problems } = new LineReader(lines.join('\n')).work(1e9).reading();
    expect(told).toEqual([
      expect.objectContaining({ args: { nbl: ['r1'], status: 'NDIS_STATUS_SUCCESS' } }),
      expect.objectContaining({ status: 'NDIS_STATUS_PENDING' }),
    ]);
    expect(problems).toEqual([{ line: 3, text: 'is no call: it does not say by whom, or of what' }]);
  });

  test('births are told', () => {
    const place = placeOf((record) => record.kind === 'actor' && record.name === 'vc[1]');
    expect((records[place] as ActorRecord).chart).toBe('vc');
    expect(lineAt(run, place)).toMatchObject({ event: 'begins', lanes: 'vc[1]' });
  });
});
