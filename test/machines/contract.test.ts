/**
 * The contract that logs and runs are judged by, as a page that a reviewer can check against the documentation:
 * `test/golden/contract.txt`. No cell of it changes unseen.
 */
import { afFates, partyFates, sapFates } from '../../machines/ndis/index.js';
import type { AnyFate, AnyFates } from '../../machines/chart.js';
import { vcFates } from '../../machines/vc/index.js';
import { expectGolden } from '../export/golden.js';

const refused = ({ rule, status }: { readonly rule: string; readonly status?: string }): string =>
  status === undefined ? rule : `${rule} (${status.replace('NDIS_STATUS_', '')})`;

function textOf(fate: AnyFate): string {
  switch (fate.fate) {
    case 'next': {
      const after = fate.to.length > 0 ? `to ${fate.to.join(' or ')}` : 'stays';
      return fate.conditions.length > 0 ? `${after}, unless ${fate.conditions.map(refused).join(', ')}` : after;
    }
    case 'illegal':
      return `breaks ${refused(fate)}`;
    case 'elsewhere':
      return fate.fate;
    default:
      return `${fate.fate}: ${fate.why}`;
  }
}

const page = (name: string, fates: AnyFates): readonly string[] =>
  Object.entries(fates).flatMap(([event, row]) => [
    `${name}  ${event}`,
    ...Object.entries(row).flatMap(([leaf, fate]) =>
      fate && fate.fate !== 'elsewhere' ? [`  ${leaf.padEnd(14)}${textOf(fate)}`] : [],
    ),
    '',
  ]);

test('what the contract says of every event in every state', () => {
  const tables: readonly (readonly [string, unknown])[] = [
    ['af', afFates],
    ['sap', sapFates],
    ['vc', vcFates],
    ['party', partyFates],
  ];
  expectGolden('contract.txt', tables.flatMap(([name, fates]) => page(name, fates as AnyFates)).join('\n'));
});
