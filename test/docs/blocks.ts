import ts from 'typescript';
import { exists, filesBelow, read, root } from '../house/sources.js';
import { manifestOf } from '../house/commands.js';

/** A block of TypeScript on a page. */
export interface Example {
  readonly page: string;
  /** The line of the page on which its first line stands. */
  readonly line: number;
  readonly text: string;
  /** What its comments say that it prints. */
  readonly prints: readonly string[];
}

/** Pages whose examples are run: of the house, of its rooms, and of its parts. */
export const examplePages = ['README.md', ...filesBelow('machines'), ...filesBelow('src')].filter(
  (path) => path.endsWith('README.md') && exists(path),
);

export const examplesOn = (page: string): readonly Example[] => examplesIn(page, read(page));

export const examplesIn = (page: string, markdown: string): readonly Example[] =>
  [...markdown.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(({ 1: text = '', index }) => ({
    page,
    line: markdown.slice(0, index).split('\n').length + 1,
    text,
    prints: [...text.matchAll(/\/\/ prints: (.*)$/gm)].map(([, line = '']) => line.trimEnd()),
  }));

/** The source behind each entry point of the package, by what a reader writes behind `from`. */
export const doors: ReadonlyMap<string, string> = new Map(
  Object.entries(manifestOf('.').exports).flatMap(([entry, conditions]) => {
    const built = /"\.\/dist\/cjs\/([^"]+)\.js"/.exec(JSON.stringify(conditions));
    return built ? [[entry.replace(/^\./, 'condis'), `${built[1] ?? ''}.ts`]] : [];
  }),
);

const options = (): ts.CompilerOptions => {
  const { config } = ts.readConfigFile(`${root}/tsconfig.json`, (path) => ts.sys.readFile(path)) as { config: object };
  const paths = Object.fromEntries([...doors].map(([name, source]) => [name, [`./${source}`]]));
  return {
    ...ts.parseJsonConfigFileContent(config, ts.sys, root).options,
    paths,
    moduleDetection: ts.ModuleDetectionKind.Force,
  };
};

/** Where an example would lie if it were a file: no example is ever written to the disk. */
const fileOf = ({ page, line }: Example): string => `${root}/test/docs/${page.replaceAll('/', '-')}-${line}.ts`;

/** What the compiler has against the examples, all in one go, by the lines of their pages. */
export const complaintsAbout = (examples: readonly Example[]): ReadonlyMap<Example, readonly string[]> => {
  const byFile = new Map(examples.map((example) => [fileOf(example), example]));
  const compilerOptions = options();
  const disk = ts.createCompilerHost(compilerOptions);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (path) => byFile.has(path) || disk.fileExists(path),
    readFile: (path) => byFile.get(path)?.text ?? disk.readFile(path),
    getSourceFile: (path, languageVersion, ...rest) => {
      const example = byFile.get(path);
      return example
        ? ts.createSourceFile(path, example.text, languageVersion, true)
        : disk.getSourceFile(path, languageVersion, ...rest);
    },
  };
  const program = ts.createProgram([...byFile.keys()], compilerOptions, host);
  return new Map(
    [...byFile].map(([path, example]) => {
      const source = program.getSourceFile(path);
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return [example, found.map((diagnostic) => complaint(example, diagnostic))];
    }),
  );
};

const complaint = ({ page, line }: Example, { file, start = 0, messageText }: ts.Diagnostic): string => {
  const within = file?.getLineAndCharacterOfPosition(start).line ?? 0;
  return `${page}:${line + within} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
};

/** An example as a program for Node. */
export const compiled = ({ text }: Example): string =>
  ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } })
    .outputText;
