import { Packer, Unpacker } from '../../../inspector/common/pack.js';
import type { Packed } from '../../../inspector/common/pack.js';
import type { ServerMessage } from '../../../inspector/common/protocol.js';
import type { RunRecord } from '../../../inspector/common/wire.js';
import { AppSession } from '../../../inspector/server/appSession.js';
import { archiveOf } from '../../../inspector/server/archive.js';
import { serve } from '../../../inspector/server/http.js';
import { Client } from '../server/client.js';
import { page, services } from '../server/support.js';
import { drain, played } from './runs.js';

const records = played(...drain);
const parsed = (text: string): Packed => JSON.parse(`{${text}}`) as Packed;

/** Packed and unpacked, so many at a time. */
const across = (told: readonly RunRecord[], at = told.length): readonly RunRecord[] => {
  const [packer, unpacker] = [new Packer(), new Unpacker()];
  const got: RunRecord[] = [];
  for (let from = 0; from < told.length; from += at) {
    for (const record of told.slice(from, from + at)) packer.add(record);
    got.push(...unpacker.unpack(parsed(packer.taken())));
  }
  return got;
};

const step = (event: unknown, more: object = {}) =>
  ({ kind: 'step', n: 1, t: 0, actor: 'a', from: null, event, cause: null, ...more }) as RunRecord;

describe('packed records', () => {
  test.each([1, 7, 1000])('come out as they went in, %d at a time', (at) => {
    expect(across(records, at).map((record) => JSON.stringify(record))).toEqual(
      records.map((record) => JSON.stringify(record)),
    );
  });

  test('in whatever is strange, too', () => {
    const strange = [
      step(JSON.parse('{"__proto__":{"polluted":true}}')),
      JSON.parse('{"kind":"note","text":"x\\n\\u2028","__proto__":{"polluted":true},"":null}') as RunRecord,
      step({ type: 'x' }, { n: NaN, t: 1e-9, cause: 7 }),
      step({ type: 'x' }, { n: '12', at: undefined }),
      { kind: 'mark', at: -1, level: 'warning', rule: '', text: '' } as RunRecord,
    ];
    expect(across(strange).map((record) => JSON.stringify(record))).toEqual(
      strange.map((record) => JSON.stringify(record)),
    );
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('tell nothing twice', () => {
    const packer = new Packer();
    records.forEach((record) => packer.add(record));
    expect(packer.size).toBeGreaterThan(1000);
    packer.taken();
    expect(packer.size).toBe(0);
    records.forEach((record) => packer.add(record));
    expect(parsed(packer.taken())).toMatchObject({ values: [], forms: [] });
  });
});

describe('a long run', () => {
  const session = new AppSession('app', services, 1_000_000);
  const events = Array.from({ length: 10_000 }, (_, n) => ({ type: 'go', n: n % 7 }));
  session.add(
    session.join(),
    events.map(
      (event, n) =>
        ({
          ...{ kind: 'step', n: n + 1, t: n, actor: 'a', from: null, event, cause: null, transitions: [] },
          ...{ before: 'b', value: 'b', patch: [], actions: [], sent: [], status: 'active' },
        }) as const,
    ),
  );

  test('is kept in chunks that follow on each other, as far as it is worth it', () => {
    const archive = archiveOf(session);
    let end = 0;
    for (let chunk = archive.at(0); chunk; chunk = archive.at(end)) end = chunk.to;
    expect(end).toBeGreaterThan(8000);
    expect(archive.at(1)).toBeUndefined();
    expect(archiveOf(session)).toBe(archive);
  });

  test('comes packed to whoever can unpack it, and plain to others', async () => {
    const serving = await serve({ session, page });
    const heard = async (hello: object): Promise<readonly ServerMessage[]> => {
      const client = await new Client(serving.socketUrl('/socket')).open();
      await client.ask({ ask: 'hello', ...hello });
      // What is left behind the last chunk is told plainly.
      await client.until(
        (message) => message.kind === 'records' && message.from + message.records.length >= session.length,
      );
      await client.close();
      return client.heard;
    };
    const unpacker = new Unpacker();
    const packed = (await heard({ packed: true })).flatMap((message) => {
      if (message.kind === 'packed') return unpacker.unpack(message);
      return message.kind === 'records' ? message.records : [];
    });
    expect(packed).toEqual(session.records(0, session.length));
    const kinds = new Set((await heard({})).map(({ kind }) => kind));
    expect(kinds).toEqual(new Set(['run', 'reply', 'records']));
    await serving.stop();
  });
});
