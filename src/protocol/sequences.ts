import type { AnyFunctionName } from './functions.js';
import { twinOf } from './functions.js';
import type { Topology } from './roles.js';
import { addressFamilySequences } from './sequences/addressFamilies.js';
import { callSequences } from './sequences/calls.js';
import { changeSequences } from './sequences/changes.js';
import type { Party, Sequence, SequenceStep } from './sequences/define.js';
import { failureSequences } from './sequences/failures.js';
import { trafficSequences } from './sequences/traffic.js';
import { vcSequences } from './sequences/vcs.js';

export type { Party, Restriction, Sequence, SequenceComment, SequenceStep } from './sequences/define.js';

/** The id of a documented message sequence, such as SEQ-VC-07. */
export type SequenceId =
  | keyof typeof addressFamilySequences
  | keyof typeof vcSequences
  | keyof typeof callSequences
  | keyof typeof changeSequences
  | keyof typeof trafficSequences
  | keyof typeof failureSequences;

/** One way through a sequence: no alternatives, no remarks. */
export interface SequenceVariant {
  /** The sequence's id, with the branch's letter where it has branches: SEQ-VC-07a. */
  readonly id: string;
  readonly sequence: SequenceId;
  readonly branch?: string;
  readonly title: string;
  readonly topologies: readonly Topology[];
  /** Why a topology that the sequence knows is missing here. */
  readonly reason?: string;
  readonly steps: readonly SequenceStep[];
}

/** The documented message sequences. */
export const sequences: Readonly<Record<SequenceId, Sequence>> = {
  ...addressFamilySequences,
  ...vcSequences,
  ...callSequences,
  ...changeSequences,
  ...trafficSequences,
  ...failureSequences,
};

/** Every sequence's id. */
export const sequenceIds: readonly SequenceId[] = Object.keys(sequences) as SequenceId[];

/** The linear variants of a sequence: one for each branch, or the sequence itself. */
export function variantsOf(id: SequenceId): readonly SequenceVariant[] {
  const { branches, restrictions, steps, title, topologies } = sequences[id];
  const messages = steps.filter((step): step is SequenceStep => step.kind !== 'comment');
  if (!branches) return [{ id, sequence: id, title, topologies, steps: messages }];
  return Object.entries(branches).map(([branch, branchTitle]) => {
    const restriction = restrictions?.[branch];
    return {
      id: `${id}${branch}`,
      sequence: id,
      branch,
      title: `${title}: ${branchTitle}`,
      topologies: restriction ? [restriction.topology] : topologies,
      ...(restriction && { reason: restriction.reason }),
      steps: messages.filter((step) => !step.branch || step.branch.includes(branch)),
    };
  });
}

/** A variant's steps as one topology knows them. Throws when the topology is none of the variant's. */
export function stepsFor(variant: SequenceVariant, topology: Topology): readonly SequenceStep[] {
  if (!variant.topologies.includes(topology)) {
    throw new RangeError(`${variant.id} has no steps for topology ${topology}`);
  }
  return topology === 'cm' ? variant.steps : variant.steps.filter((step) => !isOnlyForCm(step)).map(forMcm);
}

/** What passes between NDIS and the miniport about a VC's life: inside an MCM, where NDIS does not see it. */
const insideMcm = /^MiniportCo(Create|Delete|Activate|Deactivate)Vc$|^NdisMCo(Activate|Deactivate)VcComplete$/;

/** NDIS calls these of an MCM, the MCM calls its own, or nobody does (AMB-02). */
const uncertain = /^ProtocolCm(Activate|Deactivate)VcComplete$/;

const isOnlyForCm = (step: SequenceStep): boolean =>
  step.topology === 'cm' || insideMcm.test(step.fn ?? step.returnOf ?? '');

function forMcm(step: SequenceStep): SequenceStep {
  const name = step.fn ?? step.returnOf;
  const provider = step.from === 'callManager' || step.to === 'callManager';
  const twin = (provider && name && twinOf(name)) || name;
  const named: { fn?: AnyFunctionName; returnOf?: AnyFunctionName } = {
    ...(twin && (step.fn ? { fn: twin } : { returnOf: twin })),
  };
  return {
    ...step,
    ...named,
    from: inMcm(step.from),
    to: inMcm(step.to),
    text: name && twin ? step.text.replace(name, twin) : step.text,
    ...(name && uncertain.test(name) && { optional: true }),
  };
}

const inMcm = (party: Party): Party => (party === 'callManager' || party === 'miniport' ? 'mcm' : party);
