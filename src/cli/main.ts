#!/usr/bin/env node
import { start } from './start.js';
import { endWithoutReader } from './terminal.js';

endWithoutReader();
process.exitCode = start(process.argv.slice(2));
