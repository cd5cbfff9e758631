/** What the runner says of systems that do something else, nothing, or nonsense. */
import { Client, Miniport } from '../../../src/generate/drivers/index';
import { runTest } from '../../../src/generate/run/index';
import type { Answer, CreateSut, Delivery, Ndis, Output, TestResult } from '../../../src/generate/run/index';
import { logged, checkRecords } from '../../../src/trace/index';
import { suiteOf } from '../suites';

type Role = 'client' | 'miniport';

/** Runs the first test of a driver in which all of these happen. */
async function run(role: Role, create: CreateSut, ...happen: readonly string[]): Promise<TestResult> {
  const suite = suiteOf({ topology: 'cm', underTest: role });
  const has = (texts: readonly string[]) => happen.every((text) => texts.includes(text));
  const test = suite.tests.find(({ steps }) => has(steps.map(({ text }) => text)))!;
  return runTest(test, suite, create, { patience: 50 });
}

/** A miniport that answers a callback in its own way. */
const answering = (fn: string, answer: (ndis: Ndis) => unknown): CreateSut => {
  class Other extends Miniport {
    override deliver(move: Delivery): Answer {
      if (move.kind === 'callback' && move.record.fn === fn) return answer(this.ndis) as Answer;
      return super.deliver(move);
    }
  }
  return () => new Other();
};

test.each<[string, string, string, (ndis: Ndis) => unknown]>([
  [
    'a driver that throws',
    'failed',
    'threw',
    () => {
      throw new Error('out of order');
    },
  ],
  ['an answer that is no status', 'failed', 'answered', () => 'fine'],
  ['no answer', 'failed', 'answered', () => undefined],
  ['a call of no function', 'failed', 'answered', (ndis) => ndis.call('NdisDoAsILike' as 'NdisCoCreateVc')],
  ['PENDING, which brings Windows down', 'failed', 'broken', () => 'NDIS_STATUS_PENDING'],
  ['a failure, which is allowed', 'inconclusive', 'alternative', () => 'NDIS_STATUS_RESOURCES'],
  ['a status that no page names', 'failed', 'broken', () => 'NDIS_STATUS_INVALID_OID'],
])('%s is %s: %s', async (_, verdict, cause, answer) => {
  const result = await run('miniport', answering('MiniportCoCreateVc', answer), 'client.createVc');
  expect([result.verdict, result.cause]).toEqual([verdict, cause]);
  expect(result.report).toContain(result.what);
  expect(result.report).toContain('replay');
});

test('what no rule forbids leaves a test open, although the model would not do it', async () => {
  const create = answering('MiniportCoActivateVc', () => 'NDIS_STATUS_INVALID_DATA');
  const result = await run('miniport', create, 'network.accept');
  expect([result.verdict, result.cause]).toEqual(['inconclusive', 'allowed']);
});

test('a promise where nobody can wait is no answer', async () => {
  class Promising extends Client {
    override deliver(move: Delivery): Answer {
      const answer = super.deliver(move);
      const isInside = move.kind === 'callback' && move.record.fn === 'ProtocolClCloseCallComplete';
      return isInside ? (Promise.resolve(answer) as unknown as Answer) : answer;
    }
  }
  const suite = suiteOf({ topology: 'cm', underTest: 'client' });
  const isNested = ({ record }: { readonly record?: { readonly fn: string } }) =>
    record?.fn === 'ProtocolClCloseCallComplete';
  const test = suite.tests.find(({ steps }) =>
    steps.some(
      ({ event, script }) => event?.type === 'client.returnLists' && script.some((line) => isNested(line as never)),
    ),
  )!;
  const result = await runTest(test, suite, () => new Promising());
  expect([result.verdict, result.cause]).toEqual(['failed', 'answered']);
});

test('a driver that does not come back has hung', async () => {
  class Hanging extends Miniport {
    override settle(): Promise<void> & undefined {
      return new Promise<void>(() => undefined) as Promise<void> & undefined;
    }
  }
  const result = await run('miniport', () => new Hanging(), 'client.createVc');
  expect([result.verdict, result.cause]).toEqual(['failed', 'hung']);
  expect(result.what).toBe('It has not come back from settle after 50 ms');
});

test('a driver that never stops calling has hung', async () => {
  const create = answering('MiniportCoCreateVc', (ndis) => {
    for (;;) ndis.call('NdisMCoSendNetBufferListsComplete', { vc: 'vc1', nbl: ['list'] });
  });
  expect((await run('miniport', create, 'client.createVc')).verdict).toBe('failed');
});

test('a harness that knows no such thing leaves a test open', async () => {
  class Deaf extends Client {
    protected override happen(): Answer {
      return 'unsupported';
    }
  }
  const result = await run('client', () => new Deaf(), 'client.createVc');
  expect([result.verdict, result.what]).toEqual(['inconclusive', 'The harness cannot do client.createVc']);
});

test('a driver that does nothing, and owes nothing, leaves it open as well', async () => {
  class Idle extends Client {
    protected override happen(): Answer {
      return 'done';
    }
  }
  const result = await run('client', () => new Idle(), 'client.createVc');
  expect([result.verdict, result.cause]).toEqual(['inconclusive', 'idle']);
});

/** Puts its completions off, and does not wait for NDIS to answer them. */
class Asynchronous extends Miniport {
  #outputs: Output[] = [];

  override start(ndis: Ndis): void {
    super.start({
      call: (fn, args = {}) => {
        if (!fn.endsWith('Complete') && !fn.startsWith('NdisMCoIndicate')) return ndis.call(fn, args);
        this.#outputs.push({ fn, args });
        return null;
      },
    });
  }

  override collect(): readonly [] {
    const outputs = this.#outputs;
    this.#outputs = [];
    return outputs as readonly Output[] as readonly [];
  }
}

test('a driver may put off what it does, and need not wait', async () => {
  const result = await run('miniport', () => new Asynchronous(), 'client.send', 'adapter.sendDone');
  expect(result.report).toMatch(/^(passed|inconclusive {2}allowed)/);
});

test('a failing run says what, where, by which rule, and what would have been right', async () => {
  class Forgetful extends Miniport {
    protected override completeSend(): void {
      return undefined;
    }
  }
  const result = await run('miniport', () => new Forgetful(), 'client.send', 'adapter.sendDone');
  const [breach] = result.breaches;
  expect([result.verdict, result.cause, breach?.rule]).toEqual(['failed', 'silent', 'SEND-07']);
  expect(breach?.source).toMatch(/^https:\/\/learn\.microsoft\.com\//);
  expect(result.where?.text).toBe('adapter.sendDone');
  expect(result.accepted).toEqual([expect.stringContaining('NdisMCoSendNetBufferListsComplete')]);
  const check = checkRecords([...result.records, { kind: 'end' } as const].map((one, at) => logged(one, at + 1)));
  expect(check.violations.map(({ rule }) => rule)).toContain('SEND-07');
});
