import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { factOf, functions, isFunctionName } from '../../src/protocol/functions.js';
import type { Described } from './rooms.js';

const machines = join(__dirname, '../../machines');

/** The messages of a machine are a type; the compiler knows its members. */
const program = (): ts.Program => {
  const files = readdirSync(machines, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(\.types|^ports|^messages)\.ts$/.test(path),
  );
  return ts.createProgram(
    files.map((path) => join(machines, path)),
    { module: ts.ModuleKind.Node20, target: ts.ScriptTarget.ES2022, strict: true, types: [], noEmit: true },
  );
};

let known: ReadonlyMap<string, readonly string[]> | undefined;

/** The `type`s of every exported union of messages, by its name. */
const unions = (): ReadonlyMap<string, readonly string[]> => {
  if (known) return known;
  const opened = program();
  const checker = opened.getTypeChecker();
  const found = new Map<string, readonly string[]>();
  for (const source of opened.getSourceFiles()) {
    if (!opened.isSourceFileFromExternalLibrary(source) && !source.isDeclarationFile) {
      source.statements.filter(ts.isTypeAliasDeclaration).forEach((alias) => {
        found.set(alias.name.text, typesIn(checker, checker.getTypeAtLocation(alias)));
      });
    }
  }
  known = found;
  return found;
};

const typesIn = (checker: ts.TypeChecker, type: ts.Type): readonly string[] => {
  const members = type.isUnion() ? type.types : [type];
  const types = members.flatMap((member) => {
    const property = checker.getPropertyOfType(member, 'type');
    const named = property && checker.getTypeOfSymbol(property);
    return named === undefined ? [] : named.isUnion() ? named.types : [named];
  });
  return [...new Set(types.flatMap((named) => (named.isStringLiteral() ? [named.value] : [])))];
};

/** What a machine may emit; nothing where its `setup` names no type for it. */
export const emittedBy = ({ room, name }: Described): readonly string[] => {
  const text = readFileSync(join(machines, room, `${name}.machine.ts`), 'utf8');
  const [, type] = /\bemitted: (\w+)/.exec(text) ?? [];
  if (type === undefined) return [];
  const types = unions().get(type) ?? [];
  if (types.length === 0) {
    throw new Error(`${name}.machine.ts emits ${type}, which is no union of messages.`);
  }
  return types.toSorted();
};

/** Which way a message goes. The order is that of the list. */
const ways: readonly (readonly [title: string, fits: (type: string) => boolean])[] = [
  ['calls into NDIS', (type) => isFunctionName(type) && factOf(type).kind === 'ndisCall'],
  ['returns of its callbacks', (type) => type.endsWith(' returns')],
  ['routines of its own that it runs after a final return', isFunctionName],
  ['to the hardware', (type) => /^channel\.(open|close|send|returned)$/.test(type)],
  ['to its driver', (type) => type.startsWith('channel.')],
  ['to the VC under the call', (type) => /^bearer\.(create|activate|deactivate|free)$/.test(type)],
  ['to call control', (type) => type.startsWith('bearer.')],
  ['to the network', (type) => /^line\.(setup|accept|reject|propose|outcome|release)$/.test(type)],
  ['to the call manager', (type) => type.startsWith('line.')],
];

/** What a machine emits, by the way it goes. */
export const emitsList = (machine: Described): string => {
  const types = emittedBy(machine);
  if (types.length === 0) return 'It emits nothing.';
  if (types.length > Object.keys(functions).length) {
    return '- every callback, to the driver that it is for\n- every return of a call into NDIS, to the driver that called';
  }
  const left = new Set(types);
  return ways
    .flatMap(([title, fits]) => {
      const group = [...left].filter(fits);
      group.forEach((type) => left.delete(type));
      return group.length > 0 ? [`- ${title}: ${group.map((type) => `\`${type}\``).join(', ')}`] : [];
    })
    .join('\n');
};
