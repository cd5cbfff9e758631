import { readLibrary } from './scenarios.js';
import { complain, deliver, paintOf } from './terminal.js';
import type { ExitCode } from './terminal.js';

/** `condis run --list`: the scenarios that come with condis. */
export function list(asJson: boolean, out: string | undefined): ExitCode {
  const { scenarios: all } = readLibrary();
  const inOrder = [...all.filter(({ documents }) => !documents), ...all.filter(({ documents }) => documents)];
  const scenarios = inOrder.map(({ name, documents, title, topologies }) => ({
    id: documents ?? name,
    name,
    title,
    topologies,
  }));
  const paint = paintOf(out);
  const idWidth = Math.max(...scenarios.map(({ id }) => id.length), 0);
  const lines = scenarios.map(
    ({ id, title, topologies }) =>
      `${paint('strong', id.padEnd(idWidth))}  ${topologies.join(' ').padEnd(6)}  ${title}\n`,
  );
  const reports = deliver(asJson ? `${JSON.stringify({ scenarios }, null, 2)}\n` : lines.join(''), out);
  return reports.length > 0 ? complain(reports) : 0;
}
