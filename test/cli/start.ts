import { start } from '../../src/cli/start.js';

export interface Ending {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a command would have printed, without a process of its own. */
export async function startWith(...args: readonly string[]): Promise<Ending> {
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    jest.spyOn(process[name], 'write').mockImplementation((text) => {
      written[name] += String(text);
      return true;
    }),
  );
  try {
    const code = await start(args);
    return { code, ...written };
  } finally {
    spies.forEach((spy) => {
      spy.mockRestore();
    });
  }
}
