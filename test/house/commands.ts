import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { read, root } from './sources.js';

export interface Manifest {
  readonly version: string;
  readonly bin: Readonly<Record<string, string>> | string;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** The package.json of a folder of the house, its own or one below node_modules. */
export const manifestOf = (folder: string): Manifest => JSON.parse(read(join(folder, 'package.json'))) as Manifest;

/** The script behind a command that a development dependency brings. */
export const toolOf = (name: string, command = name): string => {
  const { bin } = manifestOf(`node_modules/${name}`);
  const script = typeof bin === 'string' ? bin : bin[command];
  if (script === undefined) {
    throw new Error(`${name} brings no command ${command}`);
  }
  return join(root, 'node_modules', name, script);
};

/** The environment of somebody who has just opened a terminal: without what Jest and `npm test` put in. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) =>
      !/^(NODE_ENV|NODE_OPTIONS|JEST_.*|INIT_CWD|npm_(package|lifecycle|command)_?.*|npm_config_(local_prefix|json))$/.test(
        name,
      ),
  ),
);

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end. On Windows npm and npx are scripts, which only a shell can start. */
export const run = (command: string, args: readonly string[], cwd: string): Outcome => {
  const shell = process.platform === 'win32' && /^np[mx]$/.test(command);
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env: environment,
    encoding: 'utf8',
    shell,
  });
  if (error) {
    throw error;
  }
  return { code: status, stdout: stdout.trim(), stderr: stderr.trim() };
};

export const node = (args: readonly string[], cwd: string): Outcome => run(process.execPath, args, cwd);

/** What a command prints that has to succeed. */
export const must = ({ code, stdout, stderr }: Outcome): string => {
  if (code !== 0) {
    throw new Error(`It ended with ${String(code)}:\n${stdout}\n${stderr}`);
  }
  return stdout;
};
