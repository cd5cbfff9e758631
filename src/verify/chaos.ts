import type { ChaoticCall, ChaoticDriver, PureSystem } from '../system/index.js';
import type { Happening } from './universe.js';

/** Every call that a chaotic driver may make, at any time. */
export const chaoticHappenings = (system: PureSystem, driver: ChaoticDriver): readonly Happening[] =>
  driver.calls.map((call) => ({
    text: textOf(driver, call),
    isEnding: false,
    isShared: call.isShared,
    take: (view, scribe) =>
      driver.hasRoom(call, (part) => system.look(view, part)) && system.call(driver.role, call.message, view, scribe),
  }));

const textOf = ({ role }: ChaoticDriver, { message: { type, vc: _, ...details } }: ChaoticCall): string => {
  const values = Object.values(details).flat().map(String);
  return `${role} calls ${type}${values.length > 0 ? ` (${values.join(', ')})` : ''}`;
};
