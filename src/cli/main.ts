#!/usr/bin/env node
import { CommanderError } from 'commander';
import { buildProgram } from './program.js';
import { complain, endQuietlyWithoutReader } from './terminal.js';
import { usageReport } from './usage.js';

/** The code of the operating system for a fault in a program: it says nothing about drivers or input. */
const softwareFault = 70;

function main(args: readonly string[]): number {
  const program = buildProgram((code) => {
    process.exitCode = code;
  });
  try {
    program.parse(args, { from: 'user' });
    return Number(process.exitCode ?? 0);
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

endQuietlyWithoutReader();
process.exitCode = main(process.argv.slice(2));
