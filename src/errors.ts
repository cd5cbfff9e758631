/** What each code says, and what to do next. The thousands name the part: 5 a scenario or a trace, 6 the inspector, 7 the command line. */
export const errors = {
  CONDIS5101: { headline: 'a text that is no YAML' },
  CONDIS5102: { headline: 'a text that is larger, or goes deeper, than a scenario may' },
  CONDIS5103: { headline: 'an unknown key' },
  CONDIS5104: { headline: 'a missing key' },
  CONDIS5105: { headline: 'a value of the wrong kind' },
  CONDIS5106: { headline: 'an unknown name' },
  CONDIS5107: { headline: 'something that the topology does not have' },
  CONDIS5108: { headline: 'a key that is there twice' },
  CONDIS5109: { headline: 'a text that is longer than a suite, or a coverage, may be' },
  CONDIS5201: { headline: 'a line that is no JSON object' },
  CONDIS5202: { headline: 'a line that is longer, or goes deeper, than a record may' },
  CONDIS5203: { headline: 'a record without a field that it must have' },
  CONDIS5204: { headline: 'a field of the wrong kind' },
  CONDIS5205: { headline: 'a field with an unknown name' },
  CONDIS5206: { headline: 'a record in the wrong place' },
  CONDIS5207: { headline: 'a line that is no UTF-8' },
  CONDIS5208: {
    headline: 'a return that no call has opened',
    next: 'a log that begins in the middle is read with --partial',
  },
  CONDIS6001: { headline: 'a message that is no request' },
  CONDIS6002: { headline: 'a request that this run does not take' },
  CONDIS6003: { headline: 'a place, an actor or a chart that the run does not have' },
  CONDIS6004: { headline: 'more requests than are answered', next: 'wait for the answers before you ask again' },
  CONDIS6005: { headline: 'a port that cannot be listened on', next: 'leave --port out, and a free one is taken' },
  CONDIS6006: { headline: 'a page that is not there', next: '`npm run build` puts it into the package' },
  CONDIS7001: { headline: 'unknown command', next: '`condis --help` names the commands' },
  CONDIS7002: { headline: 'unknown option', next: '`condis <command> --help` names its options' },
  CONDIS7003: { headline: 'an option without its value, or with one that it does not take' },
  CONDIS7004: { headline: 'arguments that do not go together' },
  CONDIS7005: { headline: 'unknown scenario', next: '`condis run --list` shows those that come with condis' },
  CONDIS7006: { headline: 'a file that cannot be read', next: 'check the path, and that you may read it' },
  CONDIS7007: {
    headline: 'a file that cannot be written',
    next: 'check that the folder exists and that you may write',
  },
  CONDIS7008: { headline: 'a scenario that the topology does not know' },
  CONDIS7009: { headline: 'several runs where one is needed', next: 'name one of them' },
  CONDIS7010: { headline: 'an unknown rule', next: '`condis rules` shows them all' },
  CONDIS7011: { headline: 'an unknown fault' },
  CONDIS7012: { headline: 'an unknown mutation', next: '`condis mutate --list` shows them all' },
  CONDIS7013: {
    headline: 'an unknown machine, or state of a machine',
    next: '`condis export --list` shows the machines that come with condis',
  },
  CONDIS7014: {
    headline: 'a query that cannot be understood',
    next: '`condis check --help` explains queries and their fields',
  },
  CONDIS7015: { headline: 'a goal that cannot be understood' },
  CONDIS7016: {
    headline: 'a condition that cannot be understood',
    next: 'conditions look like this: states>=90% and (steps>=5000 or until vc 1 is active)',
  },
  CONDIS7017: {
    headline: 'a driver that cannot be tested',
    next: 'a driver is a module that exports `createDriver`, as src/generate/README.md shows',
  },
  CONDIS7018: { headline: 'logs that have met less of the contract than was required' },
  CONDIS7099: { headline: 'a fault of condis itself', next: 'please report it, with what you did and the lines above' },
} as const satisfies Readonly<Record<`CONDIS${number}`, ErrorFact>>;

interface ErrorFact {
  readonly headline: string;
  readonly next?: string;
}

/** A code that condis prints. A code never gets another meaning. */
export type ErrorCode = keyof typeof errors;

/** A line of a file, and the part of it that is meant; columns count from 1. */
export interface Excerpt {
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly text: string;
}

/** Something that went wrong, as data: what, the facts at hand, and what may help. */
export interface Report {
  readonly code: ErrorCode;
  readonly message: string;
  readonly excerpt?: Excerpt;
  readonly fields?: readonly (readonly [label: string, text: string])[];
  readonly hints?: readonly string[];
}

/** What a text is, for those who show it in colour. */
export type Style = 'strong' | 'faint' | 'bad' | 'good';

/** Puts a text into the colour of its style. */
export type Paint = (style: Style, text: string) => string;

/** No colours at all. */
export const plain: Paint = (_style, text) => text;

/** Shows what a terminal would obey, or the eye would miss: control characters, and marks that change the direction. */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) => escapes[character] ?? codeOf(character));

const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const codeOf = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/** A report as text: code and message, the line it is about, aligned fields, hints. It ends without a line break. */
export function renderReport(
  { code, message, excerpt, fields = [], hints = [] }: Report,
  paint: Paint = plain,
): string {
  const { next }: ErrorFact = errors[code];
  const width = Math.max(...fields.map(([label]) => label.length), 0);
  return [
    `${paint('bad', code)}  ${paint('strong', printable(message))}`,
    ...(excerpt ? excerptLines(excerpt, paint) : []),
    ...fields.map(([label, text]) => `  ${paint('faint', label.padEnd(width))}  ${printable(text)}`),
    ...[...hints, ...(next === undefined ? [] : [next])].map((hint) => `Hint: ${printable(hint)}.`),
  ].join('\n');
}

/** What is shown of a long line: enough to find the place. */
const window = 100;

function excerptLines({ line, column, length, text }: Excerpt, paint: Paint): readonly string[] {
  const start = Math.max(0, Math.min(column - 1 - window / 2, text.length - window));
  const shown = text.slice(start, start + window);
  const before = `${start > 0 ? '…' : ''}${printable(shown.slice(0, column - 1 - start))}`;
  const marked = printable(shown.slice(column - 1 - start, column - 1 - start + length));
  const after = `${printable(shown.slice(column - 1 - start + length))}${start + window < text.length ? '…' : ''}`;
  const gutter = String(line).padStart(4);
  return [
    `${paint('faint', `${gutter} │`)} ${before}${marked}${after}`.trimEnd(),
    `${paint('faint', `${' '.repeat(gutter.length)} │`)} ${' '.repeat(before.length)}${paint('bad', '^'.repeat(Math.max(1, marked.length)))}`,
  ];
}
