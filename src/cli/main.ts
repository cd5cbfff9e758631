#!/usr/bin/env node
import { start } from './start.js';
import { endWithoutReader } from './terminal.js';

endWithoutReader();
void start(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
