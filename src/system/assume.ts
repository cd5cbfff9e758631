import { leavesOf } from '../../machines/chart.js';
import type { VcContext } from '../../machines/vc/vc.types.js';
import { firstPartyOf } from '../protocol/handles.js';
import type { AssumeRecord } from '../protocol/trace.js';
import type { SystemSnapshot } from './system.js';

/** What a trace that begins in the middle has to say about the objects that exist already. */
export function assumptions({ actors }: Pick<SystemSnapshot, 'actors'>): readonly AssumeRecord[] {
  const records: AssumeRecord[] = [];
  const leafOf = (name: string) => leavesOf(actors[name]?.value ?? 'none')[0] ?? 'none';

  if (['opening', 'open', 'closing'].includes(leafOf('af'))) {
    records.push({ kind: 'assume', object: 'af', handle: 'af1', state: leafOf('af') });
  }
  if (leafOf('sap') !== 'none') {
    records.push({ kind: 'assume', object: 'sap', handle: 'sap1', state: leafOf('sap'), args: { af: 'af1' } });
  }
  for (const [name, { value, context }] of Object.entries(actors)) {
    if (name.startsWith('vc[')) {
      records.push(...vcAssumptions(value as VcValue, context as VcContext));
    }
  }
  return records;
}

interface VcValue {
  readonly life: string;
  readonly call: string;
}

function vcAssumptions({ life, call }: VcValue, context: VcContext): readonly AssumeRecord[] {
  if (['absent', 'creating', 'deleting', 'deleted'].includes(life) || context.creator === null) {
    return [];
  }
  const { vc, creator, signaling, sends, receives, multipoint } = context;
  const parties: readonly AssumeRecord[] = multipoint
    ? [{ kind: 'assume', object: 'party', handle: firstPartyOf(vc), state: 'connected', args: { vc } }]
    : [];
  const args = { creator, ...(signaling ? {} : { client: 'client', af: 'af1' }), call };
  return [
    { kind: 'assume', object: 'vc', handle: vc, state: life, args },
    ...parties,
    ...sends.map(({ nbl, by }): AssumeRecord => ({
      kind: 'assume',
      object: 'send',
      handle: nbl,
      args: { vc, from: by },
    })),
    ...receives.map((nbl): AssumeRecord => ({ kind: 'assume', object: 'receive', handle: nbl, args: { vc } })),
  ];
}
