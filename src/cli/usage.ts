import type { Command, CommanderError } from 'commander';
import type { ErrorCode, Report } from '../errors.js';
import { nearest } from '../scenario/index.js';

const codes: Readonly<Record<string, ErrorCode>> = {
  'commander.unknownCommand': 'CONDIS7001',
  'commander.help': 'CONDIS7001',
  'commander.unknownOption': 'CONDIS7002',
  'commander.optionMissingArgument': 'CONDIS7003',
};

/** What is wrong with the arguments, from what commander says about them. */
export function usageReport({ code, message }: CommanderError, program: Command, args: readonly string[]): Report {
  const [, quoted = ''] = /'([^']*)'/.exec(message) ?? [];
  const word = quoted.replace(/=.*$/s, '');
  const command = program.commands.find((candidate) => args.includes(candidate.name())) ?? program;
  switch (codes[code]) {
    case 'CONDIS7001': {
      const names = program.commands.map((candidate) => candidate.name());
      const what = code === 'commander.help' ? 'A command is needed.' : `There is no command ${word}.`;
      return { code: 'CONDIS7001', message: what, fields: [...meant(word, names), ['commands', names.join(', ')]] };
    }
    case 'CONDIS7002': {
      const names = command.options.flatMap(({ long }) => long ?? []);
      const what = `${titleOf(command)} has no option ${word}.`;
      return { code: 'CONDIS7002', message: what, fields: [...meant(word, names), ['options', names.join(', ')]] };
    }
    case 'CONDIS7003':
      return { code: 'CONDIS7003', message: `The option ${quoted.replace(/^-\w, | <.*$/g, '')} needs a value.` };
    default:
      return { code: 'CONDIS7004', message: sentence(message) };
  }
}

/** The field that says what may have been meant. */
export const meant = (word: string, names: readonly string[]): readonly (readonly [string, string])[] => {
  const name = nearest(word, names);
  return name === undefined ? [] : [['did you mean', name]];
};

/** What is wrong with the value of an option; nothing where it is one of those allowed. */
export const wrongValue = (option: string, value: string, allowed: readonly string[]): readonly Report[] =>
  allowed.includes(value)
    ? []
    : [
        {
          code: 'CONDIS7003',
          message: `Expected ${option} to be ${allowed.join(' or ')}, got \`${value}\`.`,
          fields: value.length > 2 ? meant(value, allowed) : [],
        },
      ];

const titleOf = (command: Command): string => [command.parent?.name(), command.name()].filter(Boolean).join(' ');

const sentence = (message: string): string => {
  const text = message.replace(/^error: /, '').replace(/\.?$/, '.');
  return text.charAt(0).toUpperCase() + text.slice(1);
};
