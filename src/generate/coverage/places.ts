import type { AnyFate, AnyFates } from '../../../machines/chart.js';
import { fateOf } from '../../../machines/chart.js';
import { afFates, sapFates } from '../../../machines/ndis/index.js';
import { vcFates } from '../../../machines/vc/index.js';
import type { RuleId } from '../../protocol/rules.js';
import type { Frame } from '../../rules/index.js';

/** An object behind an NDIS handle: its table of fates, and where it stands when a function names it. */
interface Contracted {
  readonly object: string;
  readonly fates: AnyFates;
  /** The states before it is there. */
  readonly unborn: readonly string[];
  readonly leavesOf: (frame: Frame) => readonly string[] | undefined;
}

const objects: readonly Contracted[] = [
  {
    object: 'vc',
    fates: vcFates as unknown as AnyFates,
    unborn: ['absent', 'none'],
    leavesOf: ({ vc }) => vc && [vc.life, vc.call],
  },
  {
    object: 'af',
    fates: afFates as unknown as AnyFates,
    unborn: ['unregistered'],
    leavesOf: ({ af }) => af && [af.life],
  },
  {
    object: 'sap',
    fates: sapFates as unknown as AnyFates,
    unborn: ['none'],
    leavesOf: ({ sap }) => sap && [sap.life],
  },
];

/** A cell of a table of fates: what the contract says of an event while an object is in a state. */
export interface Place {
  /** `vc: NdisClMakeCall in created`. */
  readonly name: string;
  /** The rule that forbids it, where the state alone does. */
  readonly forbidden?: RuleId;
  /** The rules that it has to keep to there. */
  readonly conditions: readonly RuleId[];
}

const placeOf = (object: string, type: string, leaf: string, cell: AnyFate | undefined): Place | undefined => {
  if (!cell || cell.fate === 'elsewhere') return undefined;
  return {
    name: `${object}: ${type} in ${leaf}`,
    ...(cell.fate === 'illegal' && { forbidden: cell.rule }),
    conditions: cell.fate === 'next' ? [...new Set(cell.conditions.map(({ rule }) => rule))] : [],
  };
};

/** Every cell of the objects' tables in which anything is said of what crosses the boundary. */
export const places: readonly Place[] = objects.flatMap(({ object, fates }) => {
  const leaves = [...new Set(Object.values(fates).flatMap((row) => Object.keys(row)))].filter(
    (leaf) => leaf !== 'otherwise',
  );
  return Object.keys(fates).flatMap((type) =>
    leaves.flatMap((leaf) => placeOf(object, type, leaf, fateOf(fates, leaf, type)) ?? []),
  );
});

/** The cells that a function enters, or a return, by where the objects stand that it names. */
export function placesAt(frame: Frame, type: string): readonly Place[] {
  let found: Place[] | undefined;
  for (const one of objects) {
    if (!Object.hasOwn(one.fates, type)) continue;
    for (const leaf of one.leavesOf(frame) ?? one.unborn) {
      const place = knownPlace(one, type, leaf);
      if (place) (found ??= []).push(place);
    }
  }
  return found ?? nowhere;
}

const nowhere: readonly Place[] = [];
const known = new Map<string, Place | undefined>();

function knownPlace({ object, fates }: Contracted, type: string, leaf: string): Place | undefined {
  const key = `${object} ${type} ${leaf}`;
  if (!known.has(key)) known.set(key, placeOf(object, type, leaf, fateOf(fates, leaf, type)));
  return known.get(key);
}

/** The two ways of a rule at a place, by their names. */
export const guardName = ({ name }: Place, rule: RuleId, way: 'kept' | 'broken'): string => `${name}: ${rule} ${way}`;
