import type { Report } from '../errors.js';
import type { Topology } from '../protocol/roles.js';
import { faultName, faultsOf } from '../system/index.js';
import type { Fault } from '../system/index.js';
import { meant } from './usage.js';

/** A whole number out of an option; the least one, and a report, where it is none or lies outside. */
export function wholeNumber(
  reports: Report[],
  option: string,
  text: string,
  { least, most }: { readonly least: number; readonly most: number },
): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most) return value;
  const range = `from ${least} to ${most.toLocaleString('en')}`;
  reports.push({ code: 'CONDIS7003', message: `Expected ${option} to be a whole number ${range}, got \`${text}\`.` });
  return least;
}

/** Faults by their names, or by the function alone that goes wrong. */
export function faultsIn(list: string, topology: Topology, reports: Report[]): readonly Fault[] {
  const all = faultsOf(topology);
  if (list === 'all') return all;
  if (list === 'none') return [];
  return list.split(',').flatMap((name) => {
    const found = all.filter((fault) => faultName(fault) === name || fault.event === name);
    if (found.length === 0) {
      const names = all.map(faultName);
      const fields = [...meant(name, names), ['faults', names.join(', ')] as const];
      reports.push({ code: 'CONDIS7011', message: `There is no fault ${name}.`, fields });
    }
    return found;
  });
}
