import type { Test } from '../../generate/index.js';

/** Remembers what was made of an object, for the same object comes again and again. */
export function remembering<From extends object, To>(make: (from: From) => To): (from: From) => To {
  const known = new Map<From, To>();
  return (from) => {
    const made = known.get(from) ?? make(from);
    known.set(from, made);
    return made;
  };
}

/** A file that an export gives: its name, and what stands in it. */
export interface SuiteFile {
  readonly path: string;
  readonly text: string;
}

const mostLetters = 60;

/** A text as part of a file name that every system takes: small letters, digits and hyphens. */
export const slugOf = (text: string): string => {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words.join('-').slice(0, mostLetters).replace(/-$/, '');
};

/**
 * A file for each test, named by its id and its title; no two have the same name, whatever the tests are called. A text is
 * made when it is asked for, so that those of many tests are never there at once.
 */
export function fileForEach(
  tests: readonly Test[],
  ending: string,
  textOf: (test: Test) => string,
): readonly SuiteFile[] {
  const taken = new Set<string>();
  const last = new Map<string, number>();
  return tests.map((test) => {
    const stem = [test.id.replace(/[^A-Za-z0-9]+/g, '-').slice(0, mostLetters), slugOf(test.title) || 'test'].join('-');
    let name = stem;
    for (let n = last.get(stem) ?? 2; taken.has(name.toLowerCase()); n += 1) {
      name = `${stem}-${n}`;
      last.set(stem, n + 1);
    }
    taken.add(name.toLowerCase());
    return {
      path: `${name}.${ending}`,
      get text() {
        return textOf(test);
      },
    };
  });
}
