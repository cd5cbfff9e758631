import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { plain, renderReport } from '../errors.js';
import type { Paint, Report, Style } from '../errors.js';

/** What a command leaves behind: 0 fine, 1 not as it should be, 2 bad usage or bad input, 3 not decided. */
export type ExitCode = 0 | 1 | 2 | 3;

const colours: Readonly<Record<Style, string>> = { strong: '1', faint: '2', bad: '31', good: '32' };
const coloured: Paint = (style, text) => (text === '' ? text : `\u001b[${colours[style]}m${text}\u001b[0m`);

/** Colours are for people: only on a terminal, and not where they are declined (no-color.org). */
export const paintFor = ({ isTTY }: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv = process.env): Paint =>
  isTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb' ? coloured : plain;

/** The colours of what goes to a file, or to standard output. */
export const paintOf = (file: string | undefined): Paint => (file === undefined ? paintFor(process.stdout) : plain);

/** A reader that has seen enough, like `head`, is no error; anything else that keeps a document back is. */
export function endWithoutReader(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit();
      if (stream === process.stdout) complain([unwritten('Standard output', error)]);
      process.exit(2);
    });
  }
}

export const print = (text: string): void => {
  process.stdout.write(text);
};

/** Shows reports, and gives back the exit code for them. */
export function complain(reports: readonly Report[]): 2 {
  const paint = paintFor(process.stderr);
  process.stderr.write(reports.map((report) => `${renderReport(report, paint)}\n`).join('\n'));
  return 2;
}

/** Says how far a long work is: to a terminal only, on one line that is wiped in the end. */
export function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}

/** Prints a document, or writes it to a file; gives back what went wrong. */
export function deliver(text: string, file: string | undefined): readonly Report[] {
  if (file === undefined) {
    print(text);
    return [];
  }
  try {
    writeFileSync(file, text);
    return [];
  } catch (error) {
    return [unwritten(file, error)];
  }
}

/** Writes a file, with the folders on the way to it; gives back what went wrong. */
export function writeDeep(file: string, text: string): readonly Report[] {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return [];
  } catch (error) {
    return [unwritten(file, error)];
  }
}

const unwritten = (what: string, error: unknown): Report => ({
  code: 'CONDIS7007',
  message: `${what} cannot be written.`,
  fields: [['reason', reasonOf(error)]],
});

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is no folder',
  EACCES: 'you have no permission',
  EPERM: 'you have no permission',
  EROFS: 'it lies on a read-only file system',
};

/** What the system says about a file, in words. */
export const reasonOf = (error: unknown): string => {
  const { code = '', message = String(error) } = error as Partial<NodeJS.ErrnoException>;
  return reasons[code] ?? message;
};
