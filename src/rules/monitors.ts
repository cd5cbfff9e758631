import type { Monitor } from './monitor.js';
import { callers } from './monitors/callers.js';
import { completions } from './monitors/completions.js';
import { creation } from './monitors/creation.js';
import { deletion } from './monitors/deletion.js';
import { drain } from './monitors/drain.js';
import { handles } from './monitors/handles.js';
import { irql } from './monitors/irql.js';
import { statuses } from './monitors/statuses.js';
import { receiving, sending } from './monitors/traffic.js';

/** Every monitor, one a subject. The order is that in which they report what is wrong with one record. */
export const monitors: readonly Monitor[] = [
  callers,
  irql,
  handles,
  creation,
  deletion,
  drain,
  sending,
  receiving,
  completions,
  statuses,
];
