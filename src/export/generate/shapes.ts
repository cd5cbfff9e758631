import type { ErrorCode, Report } from '../../errors.js';

/** So many problems are reported one by one. */
const mostReports = 100;
const mostShown = 60;

/** Collects what is wrong with a document, each with its place. */
export class Findings {
  readonly #reports: Report[] = [];
  #more = 0;

  add(code: ErrorCode, at: string, message: string, allowed: readonly string[] = []): void {
    if (this.#reports.length >= mostReports) {
      this.#more += 1;
      return;
    }
    const shown = allowed.length > 12 ? [...allowed.slice(0, 12), `and ${allowed.length - 12} more`] : allowed;
    const fields: [string, string][] = [['at', at === '' ? 'the document' : at]];
    if (shown.length > 0) fields.push(['allowed', shown.join(', ')]);
    this.#reports.push({ code, message, fields });
  }

  get reports(): readonly Report[] {
    const [last] = this.#reports.slice(-1);
    if (!last || this.#more === 0) return this.#reports;
    return [...this.#reports, { code: last.code, message: `And ${this.#more} more that are wrong.` }];
  }
}

/** Looks at a value, at its place in the document, and says what is wrong with it. */
export type Shape = (value: unknown, at: string, findings: Findings) => void;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const shown = (value: unknown): string => {
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > mostShown ? `${text.slice(0, mostShown)}…` : text;
};

const wrong = (value: unknown, at: string, findings: Findings, due: string): void =>
  findings.add('CONDIS5105', at, `Here is ${shown(value)}, and ${due} is needed.`);

/** A text that is no longer than so many characters. */
export const textUpTo =
  (most: number): Shape =>
  (value, at, findings) => {
    if (typeof value !== 'string') wrong(value, at, findings, 'a text');
    else if (value.length > most) wrong(value, at, findings, `a text of at most ${most} characters`);
  };

/** A text of a usual length. */
export const text = textUpTo(1000);

export const matching =
  (pattern: RegExp, due: string): Shape =>
  (value, at, findings) => {
    if (typeof value !== 'string' || !pattern.test(value)) wrong(value, at, findings, due);
  };

export const truth: Shape = (value, at, findings) => {
  if (typeof value !== 'boolean') wrong(value, at, findings, 'true or false');
};

export const whole =
  (least: number, most = Number.MAX_SAFE_INTEGER): Shape =>
  (value, at, findings) => {
    if (!Number.isSafeInteger(value) || (value as number) < least || (value as number) > most) {
      wrong(value, at, findings, `a whole number from ${least}`);
    }
  };

/** A value that any event may carry: a text, a number, yes or no, nothing, or a list of texts. */
export const plainValue: Shape = (value, at, findings) => {
  if (Array.isArray(value)) listOf(text)(value, at, findings);
  else if (typeof value === 'string') text(value, at, findings);
  else if (isObject(value)) wrong(value, at, findings, 'a plain value');
};

/** One of some names; `what` says what they are names of. */
export const oneOf = (what: string, names: readonly (string | null)[]): Shape => {
  const known = new Set<unknown>(names);
  return (value, at, findings) => {
    if (known.has(value)) return;
    const allowed = names.map((name) => name ?? 'null');
    findings.add('CONDIS5106', at, `${shown(value)} is no ${what}.`, allowed);
  };
};

export const nothingOr =
  (shape: Shape): Shape =>
  (value, at, findings) => {
    if (value !== null) shape(value, at, findings);
  };

export const listOf =
  (shape: Shape, least = 0): Shape =>
  (value, at, findings) => {
    if (!Array.isArray(value)) wrong(value, at, findings, 'a list');
    else if (value.length < least) wrong([], at, findings, 'a list with something in it');
    else for (const [n, one] of value.entries()) shape(one, `${at}[${n}]`, findings);
  };

/** An object of some fields; a name that ends in `?` may be left out. `others` looks at all fields without a name. */
export function objectOf(fields: Readonly<Record<string, Shape>>, others?: Shape): Shape {
  const shapes = new Map(Object.entries(fields).map(([name, shape]) => [name.replace('?', ''), shape]));
  const needed = Object.keys(fields).filter((name) => !name.endsWith('?'));
  return (value, at, findings) => {
    if (!isObject(value)) {
      wrong(value, at, findings, 'an object');
      return;
    }
    const place = (name: string): string => (at === '' ? name : `${at}.${name}`);
    for (const name of needed) {
      if (!Object.hasOwn(value, name)) findings.add('CONDIS5104', at, `${name} is missing.`);
    }
    for (const [name, one] of Object.entries(value)) {
      const shape = name === '__proto__' ? undefined : (shapes.get(name) ?? others);
      const short = name.slice(0, mostShown);
      if (shape) shape(one, place(short), findings);
      else findings.add('CONDIS5103', at, `${JSON.stringify(short)} is not known here.`, [...shapes.keys()]);
    }
  };
}

/** One of several shapes: the field `kind` says which. */
export function byKind(what: string, shapes: Readonly<Record<string, Shape>>): Shape {
  const kindOf = objectOf({ kind: oneOf(what, Object.keys(shapes)) }, () => undefined);
  return (value, at, findings) => {
    const kind = isObject(value) ? value['kind'] : undefined;
    if (typeof kind === 'string' && Object.hasOwn(shapes, kind)) shapes[kind]?.(value, at, findings);
    else kindOf(value, at, findings);
  };
}
