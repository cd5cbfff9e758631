import { shortStatus } from '../../protocol/status.js';
import type { Topology } from '../../protocol/roles.js';
import { faultName } from '../../system/index.js';
import type { EnvironmentEvent } from '../../system/index.js';
import type { AtlasStep } from '../atlas.js';
import type { UnderTest } from '../suite.types.js';

/** What happens in a step, and how others answer to it. */
export type Deed = Pick<AtlasStep, 'event' | 'sleeper' | 'vc' | 'answers'>;

/** A run as one line: what it takes to run it again. */
export interface Replay {
  readonly topology: Topology;
  readonly underTest: UnderTest;
  readonly vcs: number;
  readonly sends: number;
  readonly receives: number;
  readonly seed: number;
  readonly moves: readonly string[];
}

/**
 * A move as one word: `network.accept`; `2:client.send` on the second VC; `~call` when the delay of an actor ends;
 * `client.createVc+MiniportCoCreateVc=RESOURCES` where an answer goes wrong.
 */
export function wordOf({ event, sleeper, vc, answers }: Deed): string {
  const what = event ? eventWord(event) : `~${(sleeper ?? '').replace(/\[\d+\]$/, '')}`;
  return [`${vc === 1 ? '' : `${vc}:`}${what}`, ...answers.map(answerWord)].join('+');
}

const eventWord = ({ type, ...details }: EnvironmentEvent): string => {
  const { status } = details as { readonly status?: Parameters<typeof shortStatus>[0] };
  return status === undefined ? type : `${type}=${shortStatus(status)}`;
};

const answerWord = (answer: EnvironmentEvent): string =>
  answer.type === 'answer.next'
    ? faultName({ event: answer.event, status: answer.status, ...(answer.on && { on: answer.on }) })
    : answer.type;

/** The line with which a run is run again. */
export const writeReplay = ({ topology, underTest, vcs, sends, receives, seed, moves }: Replay): string =>
  `${topology}/${underTest} vcs=${vcs} sends=${sends} receives=${receives} seed=${seed} | ${moves.join(' ')}`;

const form =
  /^(cm|mcm)\/(client|callManager|miniport|mcm|system) vcs=(\d+) sends=(\d+) receives=(\d+) seed=(-?\d+) \|(.*)$/;

/** Reads the line of a run; nothing where it is none. */
export function readReplay(line: string): Replay | undefined {
  const [, topology, underTest, vcs, sends, receives, seed, moves = ''] = form.exec(line.trim()) ?? [];
  if (topology === undefined) return undefined;
  return {
    topology: topology as Topology,
    underTest: underTest as UnderTest,
    vcs: Number(vcs),
    sends: Number(sends),
    receives: Number(receives),
    seed: Number(seed),
    moves: moves.split(' ').filter((word) => word !== ''),
  };
}
