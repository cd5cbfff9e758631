/** Every block of TypeScript on a page compiles, runs against the sources, and prints what its comments say. */
import { join } from 'node:path';
import { format } from 'node:util';
import { compileFunction } from 'node:vm';
import { root } from '../house/sources.js';
import { compiled, complaintsAbout, doors, examplePages, examplesIn, examplesOn } from './blocks.js';
import type { Example } from './blocks.js';

const examples = examplePages.flatMap(examplesOn);
const cases = examples.map((example) => ({ at: `${example.page}:${example.line}`, example }));

/** What an example may import: this package, out of its sources, and what the package needs itself. */
const load = (specifier: string): unknown => {
  const source = doors.get(specifier);
  return jest.requireActual(source === undefined ? specifier : join(root, source));
};

const run = (example: Example): readonly string[] => {
  const printed: string[] = [];
  const log = (...values: readonly unknown[]) =>
    printed.push(
      ...format(...values)
        .split('\n')
        .map((line) => line.trimEnd()),
    );
  const program = compileFunction(compiled(example), ['require', 'exports', 'console'], {
    filename: `${example.page}-${example.line}.js`,
  }) as (require: typeof load, exports: object, console: { readonly log: typeof log }) => void;
  program(load, {}, { log });
  return printed;
};

const example = (text: string): Example => examplesIn('x.md', `\`\`\`ts\n${text}\n\`\`\`\n`)[0]!;

const faulty = example("import { createSystem } from 'condis/system';\n\ncreateSystem({ topology: 'atm' });");

let complaints: ReturnType<typeof complaintsAbout>;
beforeAll(() => {
  complaints = complaintsAbout([...examples, faulty]);
}, 60_000);

describe('the examples of the pages', () => {
  test.each(cases)('$at compiles', ({ example }) => {
    expect(complaints.get(example)).toEqual([]);
  });

  test.each(cases)('$at prints what it says', ({ example }) => {
    expect(run(example)).toEqual(example.prints);
  });

  test.each(examplePages.filter((page) => page.startsWith('machines/') && page.split('/').length === 3))(
    '%s shows its machines at work',
    (page) => {
      expect(examplesOn(page)).not.toEqual([]);
    },
  );
});

describe('of an example', () => {
  test('every printed line counts', () => {
    const shown = example("console.log(1);\nconsole.log('a\\nb'); // prints: 1\n// prints: a\n// prints: b");
    expect(run(shown)).toEqual(shown.prints);
  });

  test('a fault is reported by the line of its page', () => {
    expect(complaints.get(faulty)?.[0]).toMatch(/^x\.md:4 Type '"atm"' is not assignable/);
  });
});
