import { canonicalName } from '../../protocol/functions.js';
import { parseIrql } from '../../protocol/irql.js';
import { readStatus } from '../../protocol/log.js';
import { fields } from './fields.js';
import { Lexicon } from './lexicon.js';
import type { FunctionWord } from './record.js';

/** How a field takes its value. What means `undefined` there needs the long way. */
export interface Form {
  /** What a text means; without it a text is passed over. */
  readonly texts: Lexicon<unknown> | undefined;
  /** What a number means. */
  readonly numbers: ((value: number) => unknown) | undefined;
  /** A number is a name too, and stands for its digits. */
  readonly isNamed: boolean;
  /** It takes a list of what it takes. */
  readonly isList: boolean;
  readonly takesNull: boolean;
  readonly takesAny: boolean;
}

/** All of one shape, as the scanner meets them in turn. */
const form = (given: Partial<Form>): Form => ({
  texts: given.texts,
  numbers: given.numbers,
  isNamed: given.isNamed ?? false,
  isList: given.isList ?? false,
  takesNull: given.takesNull ?? false,
  takesAny: given.takesAny ?? false,
});

const itself = <T>(value: T): T => value;
const kindOf = (word: string): string | undefined => (word === 'call' || word === 'return' ? word : undefined);

/** What the texts of a log become: they stay what they are, or something stands for them. */
export interface Meanings {
  /** Of a name: of a driver, a thread, a function or a status. There are few. */
  name(text: string): unknown;
  handle(text: string): unknown;
}

const themselves: Meanings = { name: itself, handle: itself };

/** As a key, a word becomes the engine's one copy of it: comparing it with a word of the program is comparing addresses. */
export const nameOf = (word: string): string | undefined =>
  word === '' ? undefined : Object.keys({ [word]: true })[0];

/** The forms of all fields, by field, with words of their own. */
export function formsOfFields(meanings: Meanings = themselves): readonly Form[] {
  const meant = (name: string | undefined): unknown => (name === undefined ? undefined : meanings.name(name));
  const statusOf = (value: string | number): unknown => meant(readStatus(value));
  const names = new Lexicon(1024, 60, (word) => meant(nameOf(word)));
  const functionWords = new Lexicon(1024, 60, (word): FunctionWord<unknown> | undefined => {
    const name = nameOf(word);
    return name === undefined ? undefined : { name, fn: meant(canonicalName(name)) };
  });
  const irqls = new Lexicon(16, 20, parseIrql);
  const statuses = new Lexicon(256, 60, statusOf);
  const kinds = new Lexicon(16, 8, kindOf);
  // Ten thousand VCs, and the packets that are under way.
  const handles = new Lexicon(65_536, 24, (word) => meanings.handle(word));
  const others = new Lexicon(16_384, 24, itself<string>);

  const forms: Form[] = Array.from({ length: fields.end }, () => form({}));
  forms[fields.kind] = form({ texts: kinds });
  forms[fields.n] = form({ texts: nothing, numbers: itself });
  forms[fields.from] = form({ texts: names });
  forms[fields.to] = form({ texts: names });
  forms[fields.fn] = form({ texts: functionWords });
  forms[fields.thread] = form({ texts: names, isNamed: true });
  forms[fields.t] = form({ texts: nothing, numbers: itself });
  forms[fields.irql] = form({ texts: irqls, numbers: parseIrql });
  forms[fields.status] = form({ texts: statuses, numbers: statusOf, takesNull: true });
  forms[fields.ignored] = form({ numbers: itself, takesAny: true });
  for (const handle of [fields.af, fields.sap, fields.vc, fields.party]) {
    forms[handle] = form({ texts: handles, isNamed: true, takesNull: true });
  }
  forms[fields.nbl] = form({ texts: handles, isNamed: true, isList: true });
  forms[fields.statusArgument] = form({ texts: statuses, numbers: statusOf });
  forms[fields.others] = form({ texts: others, numbers: itself, takesAny: true });
  return forms;
}

/** Of a field that takes no text. */
const nothing = new Lexicon<undefined>(1, 0, () => undefined);
