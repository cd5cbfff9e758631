import type { Report } from '../errors.js';
import { parseStop } from '../generate/index.js';
import type { Stop } from '../generate/index.js';

/** A condition; or nothing, and what is wrong with it is reported by its place. */
export function conditionIn(option: string, text: string, reports: Report[]): Stop | undefined {
  const parsed = parseStop(text);
  if ('stop' in parsed) return parsed.stop;
  const { at, length, found, allowed } = parsed;
  reports.push({
    code: 'CONDIS7016',
    message: `The condition of ${option} is not understood at ${found}.`,
    excerpt: { line: 1, column: at + 1, text, length: Math.max(1, length) },
    fields: [['allowed', allowed.join(', ')]],
  });
  return undefined;
}
