import { checkRecords, explain, orphanProblems, readTrace, Slicer, wantedIn } from '../../src/trace/index.js';
import type { LogReport } from '../../src/trace/index.js';

/** Checks a log that is given as lines, objects or texts, and says all that there is to say of it. */
export function checked(file: string, lines: readonly (object | string)[]): LogReport {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  const { records, problems, stats } = readTrace(text);
  const result = checkRecords(records);
  const slicer = new Slicer(wantedIn(result), {});
  for (const record of records) slicer.feed(record);
  const all = [...problems, ...orphanProblems(result.orphans)];
  return {
    file,
    verdict: all.length > 0 ? 'bad-input' : result.verdict,
    ...explain(result, slicer, {}),
    open: result.open,
    left: result.left,
    problems: all,
    unlisted: { problems: 0, findings: result.unlisted },
    topology: result.topology,
    stats: {
      records: stats.records,
      bytes: text.length,
      seconds: 0,
      skippedKinds: Object.fromEntries(stats.skippedKinds),
      unknownFunctions: Object.fromEntries(stats.unknownFunctions),
    },
  };
}

/** A log of a client that deletes a VC while it is active; everybody and everything may have any name. */
export const deletedEarly = ({ app = 'app', vc = 'vc1' } = {}): readonly object[] => [
  { kind: 'meta', version: 1, topology: 'cm', actors: { [app]: 'client', sig: 'callManager' } },
  { kind: 'assume', object: 'vc', handle: vc, state: 'active', args: { creator: app, client: app } },
  { kind: 'call', from: app, to: 'ndis', fn: 'NdisCoDeleteVc', args: { vc }, status: 'SUCCESS' },
];

/** A log in which all is well. */
export const wellBehaved: readonly object[] = [
  { kind: 'meta', version: 1, topology: 'cm', actors: { app: 'client' } },
  { kind: 'assume', object: 'af', handle: 'af1', state: 'open' },
  { kind: 'end' },
];

/** Names that somebody has chosen in order to do harm. */
export const hostile = {
  app: '\u001b[31mapp\u001b[0m\r\n<b a="1">&amp;]]>\u202e\ud800',
  vc: 'vc\u0007"\'\u0000\ufffe\u2028{0}[x](y)',
};

/** An error. */
export const bad = checked('logs/bad.ndjson', deletedEarly());
/** The same, where the names are hostile. */
export const evil = checked(`${hostile.app}.ndjson`, deletedEarly(hostile));
/** Nothing at all. */
export const good = checked('good.ndjson', wellBehaved);
/** Two lines that are bad input. */
export const broken = checked('broken.ndjson', [
  'no JSON \u001b[2J',
  '{"kind":"return","fn":"NdisCoCreateVc","from":"ndis","status":"SUCCESS"}',
]);
/** A warning. */
export const warned = checked('warned.ndjson', [
  { kind: 'meta', version: 1, topology: 'cm', actors: { app: 'client', sig: 'callManager' } },
  { kind: 'assume', object: 'af', handle: 'af1', state: 'open', args: { client: 'app', provider: 'sig' } },
  { kind: 'assume', object: 'sap', handle: 'sap1', state: 'registered', args: { af: 'af1', client: 'app' } },
  { kind: 'call', from: 'app', to: 'ndis', fn: 'NdisClCloseAddressFamily', args: { af: 'af1' } },
  { kind: 'call', from: 'ndis', to: 'sig', fn: 'ProtocolCmCloseAf', args: { af: 'af1' }, status: 'FAILURE' },
  { kind: 'return', from: 'ndis', fn: 'NdisClCloseAddressFamily', status: 'FAILURE' },
  { kind: 'end' },
]);
