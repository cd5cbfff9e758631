import type { Command } from 'commander';
import type { AnyStateMachine } from 'xstate';
import { drawChart, layoutOf, structureOf } from '../chart/index.js';
import type { Structure } from '../chart/index.js';
import { shippedMachines } from '../chart/shipped.js';
import type { Report } from '../errors.js';
import { toStateDiagram } from '../export/index.js';
import { builtAhead } from './layouts.js';
import { exportReport } from './report.js';
import { complain, deliver, paintOf } from './terminal.js';
import type { ExitCode } from './terminal.js';
import { meant, wrongValue } from './usage.js';

const formats = ['svg', 'json', 'mermaid', 'html'] as const;

interface ExportOptions {
  readonly format: string;
  readonly collapse?: readonly string[];
  readonly out?: string;
  readonly list?: true;
}

export function addExport(program: Command, finish: (code: ExitCode) => void): void {
  program
    .command('export')
    .summary('a machine as a picture, or for other tools; a run as a page')
    .description(
      'Writes a machine as a picture, as a Mermaid state diagram, or as JSON: its structure and its layout. With ' +
        '--format html it writes a run as one page that opens anywhere: a scenario, a trace, or a recorded run.',
    )
    .argument('[name]', 'a machine of --list, such as vc; with --format html a scenario or a file')
    .option('-f, --format <name>', formats.join(', '), 'svg')
    .option('--collapse <states...>', 'show these states without what is inside them, such as vc.life')
    .option('-o, --out <file>', 'write to a file')
    .option('--list', 'show the machines that come with condis')
    .action(async (name: string | undefined, options: ExportOptions) => {
      finish(await perform(name, options));
    });
}

async function perform(name: string | undefined, options: ExportOptions): Promise<ExitCode> {
  const { format, collapse = [], out, list } = options;
  if (format === 'html' && name !== undefined && !list) return exportReport(name, out);
  const machine = name === undefined ? undefined : shippedMachines.get(name);
  const structure = machine && structureOf(machine);
  const misuse = [
    ...wrongValue('--format', format, formats),
    ...(list && name !== undefined ? [misused(`--list does not go with the machine ${name}.`)] : []),
    ...(!list && name === undefined ? [misused('A machine is needed.')] : []),
    ...(!list && name !== undefined && !structure ? [unknown(`There is no machine ${name}.`, name, names())] : []),
    ...(structure ? unknownStates(structure, collapse) : []),
  ];
  if (misuse.length > 0) return complain(misuse);
  const undelivered = deliver(structure ? await documentOf(structure, name ?? '', options) : listText(out), out);
  return undelivered.length > 0 ? complain(undelivered) : 0;
}

const names = (): readonly string[] => [...shippedMachines.keys()];

const misused = (message: string): Report => ({ code: 'CONDIS7004', message });

const unknown = (message: string, word: string, known: readonly string[]): Report => ({
  code: 'CONDIS7013',
  message,
  fields: meant(word, known),
});

/** States that the machine does not have, or that have nothing inside. */
function unknownStates({ id, nodes }: Structure, asked: readonly string[]): readonly Report[] {
  const open = nodes.filter((node) => node.parent !== undefined && nodes.some(({ parent }) => parent === node.id));
  const known = open.map((node) => node.id);
  return asked
    .filter((state) => !known.includes(state))
    .map((state) => unknown(`${id} has no state ${state} with others inside it.`, state, known));
}

async function documentOf(
  structure: Structure,
  name: string,
  { format, collapse = [] }: ExportOptions,
): Promise<string> {
  if (format === 'mermaid') return toStateDiagram(structure);
  const layout =
    (collapse.length === 0 ? builtAhead(name, structure) : undefined) ??
    (await layoutOf(structure, { collapsed: collapse }));
  return format === 'json' ? `${JSON.stringify({ structure, layout }, null, 2)}\n` : drawChart(layout);
}

function listText(out: string | undefined): string {
  const paint = paintOf(out);
  const width = Math.max(...names().map((name) => name.length));
  return [...shippedMachines]
    .map(([name, machine]: readonly [string, AnyStateMachine]) => {
      const { description = '' } = structureOf(machine);
      return `${paint('strong', name.padEnd(width))}  ${description}\n`;
    })
    .join('');
}
