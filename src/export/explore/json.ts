import type { Counterexample, Exploration, Verdict } from '../../verify/index.js';

/** What was asked, as the command line says it. */
export interface Asked {
  readonly topology: string;
  readonly vcs: number;
  readonly sends: number;
  readonly receives: number;
  readonly faults: readonly string[];
  readonly grain: string;
  readonly chaos?: string;
  readonly mutation?: string;
}

/** An exploration as one JSON document. Big numbers are texts. */
export function exploreJson(asked: Asked, { verdicts, standsFor, ...found }: Exploration): string {
  const document = { asked, ...found, standsFor: String(standsFor), verdicts: verdicts.map(verdictOf) };
  return `${JSON.stringify(document, null, 2)}\n`;
}

const verdictOf = ({ property, verdict, text, isAdvice, counterexample }: Verdict) => ({
  property,
  verdict,
  text,
  ...(isAdvice && { advice: true }),
  ...(counterexample && { steps: stepsOf(counterexample), trace: counterexample.records }),
});

const stepsOf = ({ steps, roundFrom }: Counterexample) =>
  steps.map(({ text, from, to }, at) => ({
    text,
    from,
    to,
    ...(roundFrom !== undefined && at >= roundFrom && { round: true }),
  }));
