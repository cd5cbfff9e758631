import assert from 'node:assert/strict';
import { Check, readTrace } from 'condis/trace';

const { records, problems } = readTrace(
  [
    '{"kind":"assume","object":"vc","handle":"vc1","state":"active","args":{"creator":"client"}}',
    '{"kind":"call","from":"client","to":"ndis","fn":"NdisCoDeleteVc","args":{"vc":"vc1"},"status":"SUCCESS"}',
  ].join('\n'),
);
assert.deepEqual(problems, []);
const check = new Check();
for (const record of records) check.observe(record);
assert.deepEqual(
  check.result().violations.map(({ rule, record }) => [rule, record]),
  [['VC-DEL-02', 2]],
);
