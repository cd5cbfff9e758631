import { plain } from '../../errors.js';
import type { Paint } from '../../errors.js';
import { enough } from '../../mutate/index.js';
import type { MutantResult, Mutation, MutationReport, SuiteKills, Survivor, Tally } from '../../mutate/index.js';
import { isRuleId } from '../../protocol/rules.js';
import type { Topology } from '../../protocol/roles.js';
import { count, fold } from '../words.js';

export interface MutateTextOptions {
  readonly width?: number;
  readonly paint?: Paint;
}

/** So few mutants are shown one by one. */
const fewMutants = 12;

/** A trial of mutants as a page: who was killed by what, and who survives. It ends with a line break. */
export function mutateText(report: MutationReport, { width = 100, paint = plain }: MutateTextOptions = {}): string {
  const { mutants, survivors } = report;
  return [
    ...(mutants.length <= fewMutants ? mutants.flatMap((mutant) => [...mutantLines(mutant, width, paint), '']) : []),
    ...killerLines(report, paint),
    ...(mutants.length <= fewMutants ? [] : survivorLines(survivors, width, paint)),
    ...(report.suites ? suiteLines(report.suites, width, paint) : []),
    ...summaryLines(report, paint),
    '',
  ].join('\n');
}

function mutantLines({ topology, mutation, result }: MutantResult, width: number, paint: Paint): readonly string[] {
  const head = `${paint('strong', mutation.id)}  ${paint('faint', topology)}`;
  const fields: (readonly [string, string])[] = [
    ['place', mutation.where],
    ['fault', mutation.what],
  ];
  switch (result.fate) {
    case 'killed':
      fields.push(['killed by', result.killedBy], ['because', result.what]);
      if (result.steps.length > 0) fields.push(['after', result.steps.join(', ')]);
      fields.push(['under', result.under]);
      break;
    case 'equivalent':
      fields.push(['equivalent', proofs[result.by]]);
      if (result.how !== undefined) fields.push(['differs', result.how]);
      if (result.why !== undefined) fields.push(['why', result.why]);
      break;
    case 'survived':
      fields.push(['survives', result.how], ...whyOf(result));
  }
  return [head, ...fieldLines(fields, width, paint)];
}

const proofs = {
  journal: 'it takes every step alike that is ever taken',
  bisimilar: 'no behaviour differs',
  allowed: 'what it does otherwise is left free',
} as const;

const whyOf = ({ why, isDecided }: Pick<Survivor, 'why' | 'isDecided'>): readonly (readonly [string, string])[] => [
  ['why', why ?? (isDecided ? 'nobody objects' : 'nobody objects as far as it was followed')],
];

function fieldLines(fields: readonly (readonly [string, string])[], width: number, paint: Paint): readonly string[] {
  const column = Math.max(...fields.map(([label]) => label.length));
  return fields.flatMap(([label, text]) =>
    fold(text, width - column - 4).map(
      (line, n) => `  ${paint('faint', (n === 0 ? label : '').padEnd(column))}  ${line}`,
    ),
  );
}

/** How many killers are named; the rest is counted. */
const mostKillers = 12;

function killerLines({ byKiller, killed }: MutationReport, paint: Paint): readonly string[] {
  if (killed === 0) return [];
  const all = Object.entries(byKiller);
  const properties = all.filter(([name]) => !isRuleId(name));
  const ofRules = all.filter(([name]) => isRuleId(name));
  const sum = ofRules.reduce((total, [, number]) => total + number, 0);
  const named = ofRules.slice(0, mostKillers).map(([name, number]) => `${name} ${number}`);
  const more = ofRules.length > mostKillers ? [`${ofRules.length - mostKillers} more rules`] : [];
  const line = (name: string, number: number, text = '') =>
    `${name.padEnd(12)}  ${String(number).padStart(4)}${text === '' ? '' : `  ${text}`}`;
  return [
    paint('strong', 'Killed by'),
    ...(sum > 0 ? [line('rules', sum, [...named, ...more].join(', '))] : []),
    ...properties.map(([name, number]) => line(name, number)),
    '',
  ];
}

function survivorLines(survivors: readonly Survivor[], width: number, paint: Paint): readonly string[] {
  if (survivors.length === 0) return [];
  return [
    paint('strong', 'Survivors'),
    ...survivors.flatMap(({ topology, id, mutation, how, ...rest }) => [
      `${paint('bad', id)}  ${paint('faint', topology)}`,
      ...fieldLines([['fault', mutation.what], ['survives', how], ...whyOf(rest)], width, paint),
    ]),
    '',
  ];
}

/** What generated tests notice, and why they do not notice the rest. */
function suiteLines({ killedByRules, noticed, unnoticed }: SuiteKills, width: number, paint: Paint): readonly string[] {
  return [
    paint('strong', 'Generated tests'),
    `notice ${noticed} of ${count(killedByRules, 'mutant')} that rules kill`,
    ...unnoticed.flatMap(({ topology, id, why }) => [
      `${paint('bad', id)}  ${paint('faint', topology)}`,
      ...fieldLines([['why', why]], width, paint),
    ]),
    '',
  ];
}

function summaryLines(report: MutationReport, paint: Paint): readonly string[] {
  const { byTopology, byProof } = report;
  const topologies = Object.entries(byTopology);
  return [
    ...(topologies.length > 1 ? topologies.map(([topology, tally]) => tallyLine(topology, tally, paint)) : []),
    tallyLine(topologies.length > 1 ? 'both' : (topologies[0]?.[0] ?? ''), report, paint),
    ...(report.equivalent > 0
      ? [
          `equivalent: ${byProof.journal} take every step alike, ${byProof.bisimilar} behave alike, ${byProof.allowed} do what is left free`,
        ]
      : []),
    `${report.seconds.toFixed(0)} s`,
  ];
}

const tallyLine = (name: string, tally: Tally, paint: Paint): string => {
  const { total, killed, equivalent, survived, untried, score } = tally;
  const parts = [
    `${killed} killed`,
    `${equivalent} equivalent`,
    `${survived} survived`,
    ...(untried > 0 ? [`${untried} not tried`] : []),
  ];
  const percent = `${(Math.floor(score * 1000) / 10).toFixed(1)} %`;
  return `${name.padEnd(4)}  ${count(total, 'mutant')}: ${parts.join(', ')}; score ${paint(score >= enough ? 'good' : 'bad', percent)}`;
};

/** Mutations as a page, by the places where they are. */
export function mutationsText(
  all: Readonly<Partial<Record<Topology, readonly Mutation[]>>>,
  { paint = plain }: MutateTextOptions = {},
): string {
  const sections = Object.entries(all).map(([topology, mutations]) => [
    paint('strong', `${topology}: ${count(mutations.length, 'mutation')}`),
    ...mutations.flatMap(({ id, where, what }, n) => [
      ...(where === mutations[n - 1]?.where ? [] : ['', where]),
      `  ${id}  ${paint('faint', what)}`,
    ]),
    '',
  ]);
  return sections.flat().join('\n');
}
