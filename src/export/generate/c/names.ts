import { functions, sharedFunctions } from '../../../protocol/functions.js';
import { statusCodes } from '../../../protocol/status.js';
import { constant, cText } from './literal.js';

const roles = ['client', 'callManager', 'mcm', 'miniport', 'ndis'] as const;
const functionNames = [...Object.keys(functions), ...Object.keys(sharedFunctions)];
const statuses = Object.entries(statusCodes);

const enumeration = (name: string, values: readonly string[]): readonly string[] => [
  `enum condis_${name} {`,
  values.map((value) => `  ${value}`).join(',\n'),
  '};',
  '',
];

/** The roles, functions and statuses of CoNDIS as enumerations; the first of each says that there is none. */
export const enumerations: readonly string[] = [
  '/* A driver, or NDIS. */',
  ...enumeration('role', ['CONDIS_NOBODY', ...roles.map((role) => `CONDIS_${constant(role)}`), 'CONDIS_ROLES']),
  '/* Every function that may cross the boundary. */',
  ...enumeration('fn', ['CONDIS_FN_NONE', ...functionNames.map((name) => `CONDIS_FN_${name}`), 'CONDIS_FNS']),
  '/* Every status; their codes, as ndis.h has them, are in condis_statuses. */',
  ...enumeration('status', [
    'CONDIS_STATUS_NONE',
    ...statuses.map(([name]) => `CONDIS_${name.replace('NDIS_', '')}`),
    'CONDIS_STATUSES',
  ]),
];

const names = (type: string, list: readonly string[]): readonly string[] => [
  `const char *const condis_${type}_names[] = {`,
  '  "",',
  ...list.map((name) => `  ${cText(name)},`),
  '};',
  '',
];

const code = (value: number): string => `UINT32_C(0x${value.toString(16).padStart(8, '0')})`;

/** The names of roles and functions, and names and codes of statuses, in the order of the enumerations. */
export const namesText: readonly string[] = [
  ...names('role', roles),
  ...names('fn', functionNames),
  'const struct condis_status_fact condis_statuses[] = {',
  '  {"", UINT32_C(0)},',
  ...statuses.map(([name, value]) => `  {${cText(name)}, ${code(value)}},`),
  '};',
  '',
];
