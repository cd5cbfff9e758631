import { CommanderError } from 'commander';
import { buildProgram } from './program.js';
import { complain } from './terminal.js';
import type { ExitCode } from './terminal.js';
import { usageReport } from './usage.js';

/** The code of the operating system for a fault in a program: it says nothing about drivers or input. */
const softwareFault = 70;

/** Does what the arguments ask for; gives back the exit code. */
export async function start(args: readonly string[]): Promise<ExitCode | typeof softwareFault> {
  let ending: ExitCode = 0;
  const program = buildProgram((code) => {
    ending = code;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return ending;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      if (error.code === 'commander.help') process.stderr.write(`${program.helpInformation()}\n`);
      return complain([usageReport(error, program, args)]);
    }
    process.stderr.write(`${error instanceof Error ? String(error.stack) : String(error)}\n\n`);
    complain([{ code: 'CONDIS7099', message: 'condis has failed.' }]);
    return softwareFault;
  }
}
