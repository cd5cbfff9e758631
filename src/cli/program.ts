import { Command } from 'commander';
import { version } from './home.js';
import { addCheck } from './check.js';
import { addExplore } from './explore.js';
import { addExport } from './export.js';
import { addGenerate } from './generate.js';
import { addInspect } from './inspect.js';
import { addMutate } from './mutate.js';
import { addRules } from './rules.js';
import { addRun } from './run.js';
import type { ExitCode } from './terminal.js';

const exitCodes = `
Exit codes:
  0   fine
  1   an expectation is not met, a sequence is not reproduced, or a driver breaks a rule
  2   bad usage or bad input
  3   not decided within the bound
  70  a fault of condis itself
`;

const examples = `
Examples:
  condis inspect SEQ-VC-10                watch it in the browser: statecharts, messages, what may happen next
  condis run                              an outgoing call, from its VC to its end
  condis run SEQ-VC-10                    a documented sequence: a deactivation that waits for the drain
  condis run outgoing-call -t mcm         the same call over a miniport call manager
  condis run mine.yaml --format mermaid   a scenario of your own, as a diagram
  condis run --list                       all scenarios that come with condis
  condis check driver.ndjson              which record of a driver's log is wrong, and by which rule
  condis explore                          every interleaving of two VCs, and what holds
  condis generate -u miniport --out tests -e jest   tests for your miniport, from the model
  condis mutate                           faults in the machines, and who objects to each
  condis rules VC-DEACT-04                one rule of the contract, explained
  condis export vc --out vc.svg           the picture of a machine
`;

/** The command line. A command says through `finish` how it ended. */
export function buildProgram(finish: (code: ExitCode) => void): Command {
  const program = new Command('condis')
    .description('The executable specification of connection-oriented NDIS (CoNDIS).')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', `${examples}${exitCodes}`)
    .configureOutput({ writeErr: () => undefined })
    .exitOverride();
  addInspect(program, finish);
  addRun(program, finish);
  addCheck(program, finish);
  addExplore(program, finish);
  addGenerate(program, finish);
  addMutate(program, finish);
  addRules(program, finish);
  addExport(program, finish);
  return program;
}
