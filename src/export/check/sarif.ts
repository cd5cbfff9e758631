import { rules } from '../../protocol/rules.js';
import { urlOf } from '../../protocol/sources.js';
import type { RuleId } from '../../protocol/rules.js';
import type { Diagnosis, LogReport } from '../../trace/index.js';

const schema = 'https://json.schemastore.org/sarif-2.1.0.json';

/** Reports as SARIF 2.1.0, which code hosts and editors show beside the file. */
export function checkSarif(reports: readonly LogReport[], version: string): string {
  const all = reports.flatMap(({ violations, warnings }) => [...violations, ...warnings]);
  const ids = [...new Set(all.map(({ violation }) => violation.rule))].sort();
  const log = {
    $schema: schema,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'condis', version, rules: ids.map(descriptorOf) } },
        invocations: [
          {
            executionSuccessful: reports.every(({ verdict }) => verdict !== 'bad-input'),
            toolExecutionNotifications: reports.flatMap(notificationsOf),
          },
        ],
        results: reports.flatMap(({ file, violations, warnings }) =>
          [...violations, ...warnings].map((diagnosis) => resultOf(file, diagnosis, ids)),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const descriptorOf = (id: RuleId) => ({
  id,
  shortDescription: { text: rules[id].rule },
  helpUri: urlOf(rules[id].source),
  defaultConfiguration: { level: rules[id].level === 'SHOULD' ? 'warning' : 'error' },
});

/** A file as a URI: a path that begins with a drive is one with a scheme. */
function uriOf(file: string): string {
  const path = file.replaceAll('\\', '/').replace(/\p{Cs}/gu, '\ufffd');
  const uri = encodeURI(path).replaceAll('#', '%23').replaceAll('?', '%3F');
  return /^[A-Za-z]:\//.test(path) ? `file:///${uri}` : uri;
}

/** Text that is no link, whoever has chosen the names in it. */
const textOf = (text: string): string => text.replace(/[[\]\\]/g, (character) => `\\${character}`);

const placeOf = (file: string, line: number, column = 1) => ({
  physicalLocation: {
    artifactLocation: { uri: uriOf(file) },
    region: { startLine: Math.max(1, line), startColumn: column },
  },
});

const resultOf = (file: string, { violation, consequences, edit }: Diagnosis, ids: readonly RuleId[]) => ({
  ruleId: violation.rule,
  ruleIndex: ids.indexOf(violation.rule),
  level: violation.level,
  message: { text: textOf(`${violation.message}.${edit ? ` Legal if ${edit.text}.` : ''}`) },
  locations: [placeOf(file, violation.line)],
  relatedLocations: consequences.map(({ line, rule, message }) => ({
    ...placeOf(file, line),
    message: { text: textOf(`${rule} follows from it: ${message}`) },
  })),
});

const notificationsOf = ({ file, problems }: LogReport) =>
  problems.map(({ line, column, message }) => ({
    level: 'error',
    message: { text: textOf(message) },
    locations: [placeOf(file, line, column)],
  }));
