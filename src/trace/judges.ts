import type { AnyMonitor } from '../rules/index.js';
import { handles } from '../rules/monitors/handles.js';
import { callers } from '../rules/monitors/callers.js';
import { contexts } from '../rules/monitors/contexts.js';
import { creation } from '../rules/monitors/creation.js';
import { deletion } from '../rules/monitors/deletion.js';
import { routing } from '../rules/monitors/routing.js';
import { completions } from '../rules/monitors/completions.js';
import { irql } from '../rules/monitors/irql.js';
import { statuses } from '../rules/monitors/statuses.js';
import { drain } from '../rules/monitors/drain.js';
import { packets } from '../rules/monitors/packets.js';
import { parameters } from '../rules/monitors/parameters.js';
import { calls } from '../rules/monitors/calls.js';
import { changes } from '../rules/monitors/changes.js';
import { renegotiation } from '../rules/monitors/renegotiation.js';
import { reset } from '../rules/monitors/reset.js';
import { survival } from '../rules/monitors/survival.js';
import { bindings } from '../rules/monitors/bindings.js';
import { indications } from '../rules/monitors/indications.js';
import { outages } from '../rules/monitors/outages.js';
import { names } from '../rules/monitors/names.js';
import { requests } from '../rules/monitors/requests.js';
import { removals } from '../rules/monitors/removals.js';
import { registration } from '../rules/monitors/registration.js';
import { advertising } from '../rules/monitors/advertising.js';
import { addressFamilies } from '../rules/monitors/addressFamilies.js';
import { departures } from '../rules/monitors/departures.js';
import { saps } from '../rules/monitors/saps.js';
import { afContract } from './contract/afContract.js';
import { dataContract } from './contract/dataContract.js';
import { partyContract } from './contract/partyContract.js';
import { sapContract } from './contract/sapContract.js';
import { vcContract } from './contract/vcContract.js';

/** All that judges a log: what the handles name, the monitors, and last the contracts, which move on. */
export const judges: readonly AnyMonitor[] = [
  handles,
  callers,
  irql,
  contexts,
  creation,
  deletion,
  routing,
  completions,
  statuses,
  drain,
  packets,
  parameters,
  calls,
  changes,
  renegotiation,
  reset,
  survival,
  bindings,
  indications,
  outages,
  names,
  requests,
  removals,
  registration,
  advertising,
  addressFamilies,
  departures,
  saps,
  dataContract,
  vcContract,
  partyContract,
  sapContract,
  afContract,
];

/** Those that say what the handles name and where the objects stand: the others ask them. */
export const contractJudges: ReadonlySet<AnyMonitor> = new Set([
  handles,
  dataContract,
  vcContract,
  partyContract,
  sapContract,
  afContract,
]);
