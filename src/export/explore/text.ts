import { plain } from '../../errors.js';
import type { Paint } from '../../errors.js';
import { isRuleId, rules } from '../../protocol/rules.js';
import { urlOf } from '../../protocol/sources.js';
import type { Counterexample, Exploration, Verdict, VerdictKind } from '../../verify/index.js';
import { toText } from '../text.js';
import type { Sheet } from '../transcript.js';
import { count, fold } from '../words.js';
import type { Asked } from './json.js';

export interface ExploreTextOptions {
  readonly width?: number;
  readonly paint?: Paint;
}

const signs: Readonly<Record<VerdictKind, string>> = { holds: '✓', violated: '✗', unknown: '?' };

/** An exploration as a page: what was covered, what holds, and the shortest way to what does not. */
export function exploreText(
  asked: Asked,
  found: Exploration,
  { width = 100, paint = plain }: ExploreTextOptions = {},
): string {
  const wrong = found.verdicts.filter(({ counterexample }) => counterexample);
  return [
    ...headLines(asked, found, paint),
    '',
    ...found.verdicts.filter(({ property }) => !isRuleId(property)).map((verdict) => verdictLine(verdict, paint)),
    ...ruleLines(found.verdicts, paint),
    '',
    ...coverageLines(found, paint),
    ...wrong.flatMap((verdict) => ['', ...counterexampleLines(verdict, width, paint)]),
    '',
    summary(found, paint),
    '',
  ].join('\n');
}

function headLines(asked: Asked, found: Exploration, paint: Paint): readonly string[] {
  const { topology, vcs, sends, receives, faults, grain, chaos, mutation } = asked;
  const { one, states, transitions, depth, seconds, standsFor, machineSteps, bytesPerState, complete, frontier } =
    found;
  const number = (value: number | bigint) => value.toLocaleString('en');
  const bounds = [
    count(vcs, 'VC'),
    `${count(sends, 'send')} and ${count(receives, 'receive')} on each`,
    faults.length === 0 ? 'no faults' : count(faults.length, 'fault'),
    `grain ${grain}`,
    ...(chaos === undefined ? [] : [`the ${chaos} keeps to nothing`]),
    ...(mutation === undefined ? [] : [`with the mutation ${mutation}`]),
  ];
  return [
    `${paint('strong', `explored ${topology}`)}: ${bounds.join(', ')}`,
    '',
    `one VC     ${number(one.states)} states, ${number(one.transitions)} steps; ${number(one.classes)} states can be told apart by what may follow`,
    `all VCs    ${number(states)} states, ${number(transitions)} steps, depth ${depth}; they stand for ${number(standsFor)} states`,
    `           ${seconds.toFixed(1)} s, ${bytesPerState.toFixed(0)} bytes a state, ${number(machineSteps)} steps asked of XState`,
    complete
      ? `           ${paint('good', 'complete')}: every interleaving within these bounds`
      : `           ${paint('bad', 'cut off')}: ${count(frontier, 'state')} reached and not explored`,
  ];
}

const verdictLine = ({ property, verdict, text, isAdvice }: Verdict, paint: Paint): string =>
  `${sign(verdict, isAdvice, paint)} ${property.padEnd(14)} ${text}`;

const sign = (verdict: VerdictKind, isAdvice: true | undefined, paint: Paint): string =>
  verdict === 'violated' && isAdvice
    ? '·'
    : paint(verdict === 'holds' ? 'good' : verdict === 'violated' ? 'bad' : 'strong', signs[verdict]);

function ruleLines(verdicts: readonly Verdict[], paint: Paint): readonly string[] {
  const ofRules = verdicts.filter(({ property }) => isRuleId(property));
  const named = (kind: VerdictKind) => ofRules.filter(({ verdict }) => verdict === kind);
  return (['holds', 'violated', 'unknown'] as const).flatMap((kind) => {
    const found = named(kind);
    if (found.length === 0) return [];
    const names = kind === 'holds' ? '' : `: ${shortened(found.map(({ property }) => property))}`;
    const isAdvice = found.every((verdict) => verdict.isAdvice) ? true : undefined;
    const word = { holds: 'hold', violated: 'are broken', unknown: 'are not decided' }[kind];
    return [`${sign(kind, isAdvice, paint)} ${'rules'.padEnd(14)} ${found.length} ${word}${names}`];
  });
}

/** How many names are listed; the rest is counted. */
const mostNames = 12;

const shortened = (names: readonly string[]): string =>
  names.length > mostNames
    ? `${names.slice(0, mostNames).join(', ')} and ${names.length - mostNames} more`
    : names.join(', ');

function coverageLines({ coverage }: Exploration, paint: Paint): readonly string[] {
  const width = Math.max(...coverage.map(({ actor }) => actor.length), 0);
  return [
    paint('faint', `${'reached'.padEnd(width)}  states   transitions`),
    ...coverage.map(({ actor, states, transitions }) => {
      const part = ({ reached, total }: typeof states) => `${reached}/${total}`;
      return `${actor.padEnd(width)}  ${part(states).padEnd(7)}  ${part(transitions)}`;
    }),
  ];
}

function counterexampleLines(verdict: Verdict, width: number, paint: Paint): readonly string[] {
  const { property, text, isAdvice, counterexample } = verdict;
  if (!counterexample) return [];
  const { steps, roundFrom } = counterexample;
  const source = isRuleId(property)
    ? [`  rule    ${property}: ${rules[property].rule}`, `  source  ${urlOf(rules[property].source)}`]
    : [];
  const names = steps.map(({ text: step }) => step);
  const way =
    roundFrom === undefined ? names : [...names.slice(0, roundFrom), `[ ${names.slice(roundFrom).join(' · ')} ]`];
  return [
    `${paint(isAdvice ? 'strong' : 'bad', isAdvice ? 'warning' : 'violated')}  ${paint('strong', property)}`,
    ...fold(`${text}.`, width - 2).map((line) => `  ${line}`),
    ...source,
    ...fold(`way     ${way.join(' · ')}`, width - 2).map((line) => `  ${line}`),
    '',
    ...toText(sheetOf(counterexample), { width, paint })
      .trimEnd()
      .split('\n')
      .map((line) => (line === '' ? '' : `    ${line}`)),
  ];
}

/** What follows from the steps; how the system was started is the same for all. */
function sheetOf({ topology, records, steps, violations }: Counterexample): Sheet {
  const begin = steps[0]?.from ?? 0;
  return {
    title: 'the shortest way there',
    topology,
    records: records.slice(begin),
    steps: steps.map((step) => ({ ...step, from: step.from - begin, to: step.to - begin })),
    violations: violations.map(({ rule, record }) => ({ rule, record: record - begin })),
  };
}

function summary({ verdicts }: Exploration, paint: Paint): string {
  const number = (kind: VerdictKind) =>
    verdicts.filter(({ verdict, isAdvice }) => verdict === kind && !isAdvice).length;
  const advice = verdicts.filter(({ verdict, isAdvice }) => verdict === 'violated' && isAdvice).length;
  const [broken, open] = [number('violated'), number('unknown')];
  const word =
    broken > 0
      ? paint('bad', `${count(broken, 'property').replace('propertys', 'properties')} violated`)
      : open > 0
        ? paint('strong', 'not decided within the bound')
        : paint('good', 'all properties hold');
  const rest = [
    `${number('holds')} hold`,
    ...(open > 0 ? [`${open} not decided`] : []),
    ...(advice > 0 ? [count(advice, 'remark')] : []),
  ];
  return `${word} (${rest.join(', ')})`;
}
