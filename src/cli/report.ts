import { extname } from 'node:path';
import { openFile, Refusal, reportOnFile, reportOnScenario } from '../../inspector/server/inspect.js';
import type { Saved } from '../../inspector/server/inspect.js';
import { findScenarios } from './scenarios.js';
import { complain, deliver, reasonOf } from './terminal.js';
import type { ExitCode } from './terminal.js';

/** Writes a run as one page that opens anywhere: a scenario is played, a trace or a recorded run is read. */
export async function exportReport(name: string, out: string | undefined): Promise<ExitCode> {
  try {
    const report = isFile(name) ? await reportOnFile(await openFile(name)) : await played(name);
    if (typeof report === 'number') return report;
    const undelivered = deliver(report.text, out);
    return undelivered.length > 0 ? complain(undelivered) : 0;
  } catch (error) {
    if (error instanceof Refusal) return complain([{ code: error.code, message: error.message }]);
    if (!isFile(name)) throw error;
    const fields = [['reason', reasonOf(error)]] as const;
    return complain([{ code: 'CONDIS7006', message: `${name} cannot be read.`, fields }]);
  }
}

const isFile = (name: string): boolean => ['.ndjson', '.gz'].includes(extname(name));

async function played(name: string): Promise<Saved | ExitCode> {
  const found = findScenarios(name, undefined);
  if (!found.ok) return complain(found.reports);
  const [scenario, ...others] = found.scenarios;
  if (scenario && others.length === 0) return reportOnScenario(scenario, undefined);
  return complain([
    {
      code: 'CONDIS7009',
      message: `${name} has ${found.scenarios.length} variants, and a report shows one run.`,
      fields: found.scenarios.map(({ documents, name: own, title }) => [documents ?? own, title] as const),
    },
  ]);
}
