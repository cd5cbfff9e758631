import { dimensions } from '../../generate/suite.types.js';
import { functions, sharedFunctions } from '../../protocol/functions.js';
import { driversOf } from '../../protocol/roles.js';
import type { Topology } from '../../protocol/roles.js';
import { ruleIds } from '../../protocol/rules.js';
import { statusCodes } from '../../protocol/status.js';
import { partsOf } from '../../system/index.js';
import { suiteFormat } from './json.js';
import { byKind, listOf, matching, nothingOr, objectOf, oneOf, plainValue, text, truth, whole } from './shapes.js';
import type { Shape } from './shapes.js';

const names = {
  topology: oneOf('topology', ['cm', 'mcm']),
  fn: oneOf('function', [...Object.keys(functions), ...Object.keys(sharedFunctions)]),
  status: oneOf('status', Object.keys(statusCodes)),
  irql: oneOf('level', ['PASSIVE_LEVEL', 'APC_LEVEL', 'DISPATCH_LEVEL']),
  rule: oneOf('rule', ruleIds),
};

const handles = {
  'sap?': text,
  'party?': text,
  'nbl?': listOf(text),
  'callParameters?': text,
  'status?': names.status,
};

/** What a file of a suite for a topology must look like. */
export function shapeOf(topology: Topology): Shape {
  const drivers = driversOf[topology];
  const driver = oneOf(`driver of ${topology}`, drivers);
  const role = oneOf(`role of ${topology}`, [...drivers, 'ndis']);
  const shared = {
    ...{ kind: text, from: role, fn: names.fn, 'thread?': text, 't?': plainValue, 'irql?': names.irql },
    'args?': objectOf({
      ...{ ...handles, 'af?': nothingOr(text), 'vc?': text },
      'flags?': oneOf('flag', ['NDIS_RECEIVE_FLAGS_RESOURCES']),
    }),
  };
  const crossings = {
    call: objectOf({ ...shared, to: role }),
    return: objectOf({ ...shared, status: nothingOr(names.status), 'rule?': names.rule }),
  };
  const meta = objectOf({
    ...{ kind: oneOf('first record', ['meta']), version: whole(1, 1) },
    ...{ topology: oneOf('topology of this suite', [topology]), actors: objectOf({}, driver), 'title?': text },
  });
  const record = byKind('record', {
    ...crossings,
    note: objectOf({
      ...{ kind: text, text, 'from?': text, 'to?': text, 't?': plainValue, 'rule?': names.rule },
    }),
  });
  const event = objectOf(
    { type: oneOf('event', eventsOf(topology)), 'vc?': whole(1), 'irql?': names.irql },
    plainValue,
  );
  const call = objectOf({
    ...{ from: driver, fn: names.fn, ...handles, 'af?': text, 'vc?': whole(1) },
    ...{ 'irql?': names.irql, 'resources?': truth },
  });
  const line = byKind('line', {
    event: objectOf({ kind: text, event }),
    patience: objectOf({ kind: text, actor: text }),
    forced: objectOf({ kind: text, call }),
    callback: objectOf({ kind: text, record: byKind('call', { call: crossings.call }) }),
    reply: objectOf({ kind: text, record: byKind('return', { return: crossings.return }) }),
    expect: objectOf({ kind: text, accept: listOf(byKind('crossing', crossings), 1) }),
  });
  const step = objectOf({
    ...{ text, vc: whole(1), 'event?': event, 'sleeper?': text, 'call?': call, answers: listOf(event) },
    ...{ 'refused?': names.rule, records: listOf(record), script: listOf(line) },
  });
  const reason = objectOf({ covers: oneOf('dimension', dimensions), name: text, 'rule?': names.rule, 'source?': text });
  const test = objectOf({
    ...{ id: matching(/^[A-Za-z0-9][\w-]{0,63}$/, 'letters, digits and hyphens'), title: text, isAtRest: truth },
    ...{ kind: oneOf('kind of test', ['positive', 'refusal', 'forbidden']), reasons: listOf(reason) },
    steps: listOf(text),
  });
  return objectOf({
    ...{ format: oneOf('format that is read here', [suiteFormat.format]), version: whole(1, suiteFormat.version) },
    ...{ title: text, topology: names.topology, underTest: oneOf('driver to test', [...drivers, 'system']) },
    ...{ strategy: text, seed: whole(0), meta, steps: objectOf({}, step), tests: listOf(test) },
    opening: objectOf({ records: listOf(record), script: listOf(line) }),
  });
}

/** Every event that a part of a system takes from outside, by its name. */
const eventsOf = (topology: Topology): readonly string[] => [
  ...new Set([...partsOf(topology, { topology }).flatMap(({ fates }) => Object.keys(fates)), 'answer.next']),
];
