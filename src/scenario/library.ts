import { sequenceIds, variantsOf } from '../protocol/sequences.js';
import type { SequenceId } from '../protocol/sequences.js';
import type { Topology } from '../protocol/roles.js';
import { compareWithDocument } from './compare.js';
import type { Difference } from './compare.js';
import { parseScenario, titleOf } from './parse.js';
import type { Problem } from './problems.js';
import { runScenario } from './run.js';
import type { Scenario } from './scenario.types.js';

/** A file, as text: who has read it is no concern of this module. */
export interface LibraryFile {
  /** With or without its folder and its ending. */
  readonly name: string;
  readonly text: string;
}

/** Scenarios by their names. */
export interface Library {
  readonly scenarios: readonly Scenario[];
  /** Files that are no scenarios, and why. */
  readonly broken: readonly { readonly name: string; readonly problems: readonly Problem[] }[];
  /** Finds a scenario by its name, or by the variant that it documents; upper and lower case are one. */
  find(name: string): Scenario | undefined;
}

/** The name of a scenario: its file's, without folder and ending. */
export const scenarioName = (file: string): string => file.replace(/^.*[\\/]/, '').replace(/\.(ya?ml|json)$/i, '');

/** Reads the files of a library. */
export function indexLibrary(files: readonly LibraryFile[]): Library {
  const parsed = files
    .map(({ name, text }) => ({ name: scenarioName(name), parsed: parseScenario(text, scenarioName(name)) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const scenarios = parsed.flatMap((file) => (file.parsed.ok ? [file.parsed.scenario] : []));
  const broken = parsed.flatMap(({ name, parsed: file }) => (file.ok ? [] : [{ name, problems: file.problems }]));
  return {
    scenarios,
    broken,
    find: (name) => {
      const wanted = scenarioName(name).toLowerCase();
      return (
        scenarios.find((scenario) => scenario.name.toLowerCase() === wanted) ??
        scenarios.find((scenario) => scenario.documents?.toLowerCase() === wanted)
      );
    },
  };
}

/** What became of one way through a documented sequence in one topology. */
export interface VariantReport {
  readonly id: string;
  readonly topology: Topology;
  readonly reproduced: boolean;
  readonly firstDifference?: Difference;
  /** Why there was nothing to compare. */
  readonly reason?: string;
}

/** What became of a documented sequence: it is reproduced when every variant is, in every topology that knows it. */
export interface SequenceReport {
  readonly id: SequenceId;
  readonly title: string;
  readonly reproduced: boolean;
  readonly variants: readonly VariantReport[];
  readonly firstDifference?: Difference;
}

export interface DocumentedReport {
  readonly total: number;
  readonly reproduced: number;
  readonly sequences: readonly SequenceReport[];
  /** Sequences about what the model leaves out. */
  readonly notCovered: readonly { readonly id: SequenceId; readonly title: string }[];
}

/** What the model is about: the life of a VC, calls, their parameters, data, and what goes wrong. */
const covered = /^SEQ-(VC|CALL|QOS|DATA|FAIL)-/;

/** Plays every documented sequence that the model covers, and compares it with the documentation. */
export function documentedReport(library: Library): DocumentedReport {
  const sequences = sequenceIds.filter((id) => covered.test(id)).map((id) => reportOn(id, library));
  return {
    total: sequences.length,
    reproduced: sequences.filter(({ reproduced }) => reproduced).length,
    sequences,
    notCovered: sequenceIds.filter((id) => !covered.test(id)).map((id) => ({ id, title: titleOf(id) })),
  };
}

function reportOn(id: SequenceId, { scenarios }: Library): SequenceReport {
  const variants = variantsOf(id).flatMap((variant) =>
    variant.topologies.map((topology): VariantReport => {
      const scenario = scenarios.find(
        ({ documents, topologies }) => documents === variant.id && topologies.includes(topology),
      );
      if (!scenario) {
        return { id: variant.id, topology, reproduced: false, reason: 'no scenario of the library documents it' };
      }
      const comparison = compareWithDocument(runScenario(scenario, topology), variant, topology);
      return comparison.reproduced
        ? { id: variant.id, topology, reproduced: true }
        : { id: variant.id, topology, reproduced: false, firstDifference: comparison.firstDifference };
    }),
  );
  const firstDifference = variants.find((variant) => variant.firstDifference)?.firstDifference;
  return {
    id,
    title: titleOf(id),
    reproduced: variants.every(({ reproduced }) => reproduced),
    variants,
    ...(firstDifference ? { firstDifference } : {}),
  };
}
