import type { Topology } from '../../src/protocol/roles.js';
import { logged } from '../../src/trace/index.js';
import type { TraceRecord } from '../../src/protocol/trace.js';
import type { Dice } from './dice.js';
import { recycled } from './handles.js';
import { renamed, seenBy, since, unintroduced, until, withLeaves, without } from './projections.js';
import type { Log } from './projections.js';
import type { Recording } from './recordings.js';
import { asText, terse } from './texts.js';
import { onThreads } from './threads.js';

/** Another log that the same happenings might have left. */
export interface View {
  readonly name: string;
  /** Absent where both topologies have it. */
  readonly topology?: Topology;
  /** It begins in the middle, and does not say where. */
  readonly isPartial?: true;
  readonly of: (recording: Recording, dice: Dice) => Log;
}

const logOf = (records: readonly TraceRecord[]): Log => records.map((record, index) => logged(record, index + 1));
const whole = ({ records }: Recording): Log => logOf(records);

const provider = ({ topology }: Recording): string => (topology === 'cm' ? 'callManager' : 'mcm');

type Side = Pick<View, 'name' | 'topology'> & { readonly drivers: (recording: Recording) => readonly string[] };

const sides: readonly Side[] = [
  { name: 'the client', drivers: () => ['client'] },
  { name: 'the call manager or MCM', drivers: (recording) => [provider(recording)] },
  { name: 'the miniport', topology: 'cm', drivers: () => ['miniport'] },
  { name: 'the client and the call manager', topology: 'cm', drivers: () => ['client', 'callManager'] },
  { name: 'the client and the miniport', topology: 'cm', drivers: () => ['client', 'miniport'] },
  { name: 'the call manager and the miniport', topology: 'cm', drivers: () => ['callManager', 'miniport'] },
];

const someLeaves = (log: Log, dice: Dice): Log => withLeaves(log, () => dice.oneIn(2));
const lateIn = (log: Log, dice: Dice): Log => since(log, dice.below(log.length));
const inThreads = (log: Log, dice: Dice): Log => onThreads(log, (count) => dice.below(count));

const sided = ({ name, drivers, ...rest }: Side): readonly View[] => {
  const seen = (recording: Recording) => seenBy(whole(recording), ...drivers(recording));
  return [
    { ...rest, name: `what ${name} sees`, of: seen },
    { ...rest, name: `what ${name} sees, without meta`, of: (recording) => unintroduced(seen(recording)) },
    { ...rest, name: `what ${name} sees, with leaves`, of: (recording, dice) => someLeaves(seen(recording), dice) },
    {
      ...rest,
      name: `what ${name} sees from some time on`,
      isPartial: true,
      of: (recording, dice) => lateIn(seen(recording), dice),
    },
  ];
};

const capitals = (name: string): string => name.toUpperCase();

/** Everything that a log may be, and must not be found fault with. */
export const views: readonly View[] = [
  { name: 'the walk itself', of: whole },
  { name: 'the walk, taken as partial', isPartial: true, of: whole },
  { name: 'the walk from some time on, with what held then', of: ({ resumed }) => logOf(resumed) },
  { name: 'the walk from some time on', isPartial: true, of: (one, dice) => lateIn(whole(one), dice) },
  { name: 'the walk up to some time', of: (one, dice) => until(whole(one), dice.below(one.records.length)) },
  ...sides.flatMap(sided),
  { name: 'all that can be leaves as leaves', of: (one) => withLeaves(whole(one), () => true) },
  { name: 'some as leaves', of: (one, dice) => someLeaves(whole(one), dice) },
  { name: 'a thread for each VC', of: (one, dice) => inThreads(whole(one), dice) },
  {
    name: 'a thread for each VC, seen by the client',
    of: (one, dice) => seenBy(inThreads(whole(one), dice), 'client'),
  },
  {
    name: 'a thread for each VC, seen by the call manager or MCM',
    of: (one, dice) => seenBy(inThreads(whole(one), dice), provider(one)),
  },
  {
    name: 'a thread for each VC, seen by the call manager and the miniport',
    topology: 'cm',
    of: (one, dice) => seenBy(inThreads(whole(one), dice), 'callManager', 'miniport'),
  },
  {
    name: 'a thread for each VC, with leaves and handles used again',
    of: (one, dice) => recycled(someLeaves(inThreads(whole(one), dice), dice)),
  },
  { name: 'names of its own', of: (one) => renamed(whole(one), { handle: capitals, actor: actorName }) },
  { name: 'handles used again', of: (one) => recycled(whole(one)) },
  {
    name: 'handles used again, from some time on',
    isPartial: true,
    of: (one, dice) => lateIn(recycled(whole(one)), dice),
  },
  { name: 'no levels and no times', of: (one) => without(whole(one), { irql: true, t: true }) },
  { name: 'no call parameters', of: (one) => without(whole(one), { args: ['callParameters'] }) },
  { name: 'no address families', of: (one) => without(whole(one), { args: ['af'] }) },
  { name: 'no SAPs', of: (one) => without(whole(one), { args: ['sap'] }) },
  { name: 'no parties', of: (one) => without(whole(one), { args: ['party'] }) },
  { name: 'no lists', of: (one) => without(whole(one), { args: ['nbl'] }) },
  {
    name: 'nothing but VCs',
    of: (one) => without(whole(one), { args: ['af', 'sap', 'party', 'nbl', 'callParameters'] }),
  },
  { name: 'written and read', of: ({ records }) => asText(records) },
  { name: 'NDIS 5 names and codes', of: ({ records }, dice) => terse(records, dice) },
];

const actorName = (name: string): string => (name === 'ndis' ? name : `the ${name}`);
