import { readFileSync, readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { Excerpt, Report } from '../errors.js';
import type { Topology } from '../protocol/roles.js';
import { indexLibrary, parseScenario } from '../scenario/index.js';
import type { Library, Problem, Scenario } from '../scenario/index.js';
import { home } from './home.js';
import { reasonOf } from './terminal.js';
import { meant } from './usage.js';

/** Scenarios that were asked for, or everything that keeps them from being played. */
export type Found =
  | { readonly ok: true; readonly scenarios: readonly Scenario[] }
  | { readonly ok: false; readonly reports: readonly Report[] };

const endings = ['.yaml', '.yml', '.json'];
const folder = join(home, 'src/scenario/library');

/** The scenarios that come with condis. */
export function readLibrary(): Library {
  const names = readdirSync(folder).filter((name) => endings.includes(extname(name)));
  return indexLibrary(names.sort().map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') })));
}

/** Finds what a name or a path stands for; of a sequence with variants all those that the topology knows. */
export function findScenarios(name: string, topology: Topology | undefined): Found {
  const found = endings.includes(extname(name)) ? readFile(name) : lookUp(name, readLibrary());
  if (!found.ok || topology === undefined) return found;
  const scenarios = found.scenarios.filter(({ topologies }) => topologies.includes(topology));
  return scenarios.length > 0 ? { ok: true, scenarios } : failure(unfit(name, topology, found.scenarios));
}

/** The name of a file of the library, or an id with or without the letter of its variant. */
function lookUp(name: string, { scenarios, broken }: Library): Found {
  const wanted = name.toLowerCase();
  const named = scenarios.filter((scenario) => scenario.name.toLowerCase() === wanted);
  const documented = scenarios.filter(({ documents }) => documents && idsOf(documents).includes(wanted));
  const found = named.length > 0 ? named : documented;
  if (found.length > 0) return { ok: true, scenarios: found };
  if (broken.some((file) => file.name.toLowerCase() === wanted)) return readFile(join(folder, `${name}.yaml`));
  const names = scenarios.flatMap((scenario) => [scenario.name, ...(scenario.documents ? [scenario.documents] : [])]);
  return failure({
    code: 'CONDIS7005',
    message: `There is no scenario ${name}.`,
    fields: meant(name, names),
    hints: [`a file is named with its ending: ${endings.join(', ')}`],
  });
}

/** SEQ-VC-07a is also found as one of the variants of SEQ-VC-07. */
const idsOf = (documents: string): readonly string[] => {
  const id = documents.toLowerCase();
  return [id, id.replace(/[a-z]$/, '')];
};

function readFile(path: string): Found {
  let text = '';
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return failure({ code: 'CONDIS7006', message: `${path} cannot be read.`, fields: [['reason', reasonOf(error)]] });
  }
  const parsed = parseScenario(text, basename(path, extname(path)));
  return parsed.ok
    ? { ok: true, scenarios: [parsed.scenario] }
    : { ok: false, reports: parsed.problems.map((problem) => problemReport(problem, path, text)) };
}

const unfit = (name: string, topology: Topology, scenarios: readonly Scenario[]): Report => ({
  code: 'CONDIS7008',
  message: `Topology ${topology} does not know ${name}.`,
  fields: [['known to', [...new Set(scenarios.flatMap(({ topologies }) => topologies))].join(', ')]],
});

const failure = (report: Report): Found => ({ ok: false, reports: [report] });

/** What is wrong with a file, with the line that it is about; the message says what is allowed. */
export function problemReport(problem: Problem, path: string, text: string): Report {
  const { code, message, line, column } = problem;
  return { code, message, excerpt: excerptOf(problem, text), fields: [['file', `${path}:${line}:${column}`]] };
}

/** The line, and in it what was found; where the text says it in other words, the word that stands there. */
function excerptOf({ line, column, found }: Problem, source: string): Excerpt {
  const text = source.split(/\r\n|\r|\n/)[line - 1] ?? '';
  const rest = text.slice(column - 1);
  const word = rest.startsWith(found) ? found : (/^(?:"[^"]*"|'[^']*'|[^\s,:\]}]+)/.exec(rest)?.[0] ?? '');
  return { line, column, text, length: Math.max(1, word.length) };
}
