import type { Report } from '../../errors.js';

/** A longer text is not even looked at. */
const mostCharacters = 100_000_000;

/** What a text says as JSON, or why it says nothing. `name` is what the text is to be: `suite`. */
export function documentIn(source: string, name: string): { readonly document: unknown } | Report {
  if (source.length > mostCharacters) {
    const limit = `${mostCharacters / 1_000_000} million characters`;
    return { code: 'CONDIS5109', message: `The ${name} is too long: at most ${limit} are read.` };
  }
  try {
    return { document: JSON.parse(source.replace(/^\ufeff/, '')) as unknown };
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n', 1);
    return { code: 'CONDIS5201', message: `The ${name} is no JSON: ${reason}.` };
  }
}
