import type { RuleId } from '../protocol/rules.js';
import type { AnyMonitor, Violation } from '../rules/index.js';
import { contractJudges, judges } from '../trace/index.js';
import { groups, halves, judgesNamed, shares } from './groups.js';
import { hear } from './hearing.js';
import type { Heard, Hearing, Matter } from './hearing.js';

/** What the judges say of all ways through a graph. */
export interface Rulings {
  /** Rules of which every way was heard to its end. */
  readonly decided: ReadonlySet<RuleId>;
  /** For each rule that is broken, a shortest way that breaks it: the labels of its steps. */
  readonly broken: ReadonlyMap<RuleId, Breach>;
  /** Pairs of a state and a memory, over all groups of judges. */
  readonly pairs: number;
}

/** A way on which a rule is broken by its last step. */
export interface Breach {
  readonly path: readonly number[];
  readonly violation: Violation;
}

export interface HearingLimits {
  /** Pairs of a state and a memory at most, for one judge. */
  readonly maxPairs: number;
  readonly isEnough: () => boolean;
}

export interface RulingOptions extends HearingLimits {
  /** Every step has run to its end: no call is open between two steps. */
  readonly isRounded: boolean;
}

/** Who lets judges hear: this thread, unless somebody brings others. */
export type Court = (matter: Matter, hearing: Hearing, isEnough: () => boolean) => Promise<Heard>;

/** Judges together remember everything that one of them does: beyond so many pairs a state they are heard apart. */
const crowd = 6;

/** One hearing after the other. */
function inThisThread(): Court {
  let last: Promise<unknown> = Promise.resolve();
  return (matter, hearing, isEnough) => {
    const next = last.then(() => hear(matter, hearing, isEnough));
    last = next;
    return next;
  };
}

/**
 * Lets all judges hear every way through a graph. Who remembers little is heard with others at once; the contracts hear
 * everything, because the others ask them where the objects stand.
 *
 * At first some judges hear nothing of lists. Where everything is silent, and the contracts are seen to say the same
 * without lists, nobody has anything to object: the first objection on any way would have been heard by its judge, who
 * remembers the same as if all had been heard together. Otherwise every judge hears everything.
 */
export async function rule(
  matter: Matter,
  { isRounded, ...limits }: RulingOptions,
  court = inThisThread(),
): Promise<Rulings> {
  const sitting = new Sitting(matter, limits, court);
  const settled = isRounded ? await sitting.inShares() : new Set<string>();
  const left = groups().map((group) => group.filter(({ name }) => !settled.has(name)));
  const sessions = await Promise.all(left.reverse().map((group) => sitting.inWhole(group)));
  return sitting.rulings(sessions.flat());
}

/** What a group has heard that hears everything. */
interface Session {
  readonly judges: readonly AnyMonitor[];
  readonly heard: Heard;
}

class Sitting {
  readonly #unheard = new Set<string>();
  #pairs = 0;

  constructor(
    private readonly matter: Matter,
    private readonly limits: HearingLimits,
    private readonly court: Court,
  ) {}

  /** Who has nothing to object, after having heard what concerns him. */
  async inShares(): Promise<ReadonlySet<string>> {
    const { maxPairs, isEnough } = this.limits;
    // Without the tandem the others have heard for nothing.
    let isVain = false;
    const ask = async (how: Hearing['how'], names: readonly string[]): Promise<boolean> => {
      const hearing = { judges: names, how, maxPairs };
      const { pairs, isComplete, findings } = await this.court(this.matter, hearing, () => isVain || isEnough());
      const isSilent = isComplete && findings.length === 0;
      if (how === 'tandem') isVain = !isSilent;
      this.#pairs += pairs;
      return isSilent;
    };
    const { tandem, primed, unlisted } = shares;
    const askEach = (how: Hearing['how'], names: readonly string[]) =>
      Promise.all(names.map(async (name) => ((await ask(how, [name])) ? [name] : [])));
    const [isTandem, ...silent] = await Promise.all([
      ask('tandem', tandem),
      askEach('primed', primed),
      askEach('unlisted', unlisted),
    ]);
    return new Set(isTandem ? [...tandem, ...silent.flat(2)] : []);
  }

  /** Lets a group hear everything; if that is too much, half of it, and the other half. */
  async inWhole(group: readonly AnyMonitor[]): Promise<readonly Session[]> {
    if (group.length === 0) return [];
    const { isEnough, maxPairs } = this.limits;
    if (isEnough()) {
      this.#miss(group);
      return [];
    }
    const most = group.length > 1 ? Math.min(maxPairs, 200 + crowd * this.matter.graph.states) : maxPairs;
    const names = group.map(({ name }) => name);
    const heard = await this.court(this.matter, { judges: names, how: 'whole', maxPairs: most }, isEnough);
    this.#pairs += heard.pairs;
    const session = { judges: group, heard };
    if (heard.isComplete) return [session];
    if (group.length === 1) this.#miss(group);
    const [last = [], first = []] = group.length > 1 ? halves(group) : [];
    const parts = await Promise.all([this.inWhole(first), this.inWhole(last)]);
    return [session, ...parts.flat()];
  }

  /** What comes of all that was heard. */
  rulings(sessions: readonly Session[]): Rulings {
    const unheard = judgesNamed([...this.#unheard]);
    const missed = new Set(
      [...unheard, ...(this.#unheard.has('completions') ? contractJudges : [])].flatMap(({ rules }) => rules),
    );
    const broken = new Map<RuleId, Breach>();
    for (const { judges: group, heard } of sessions) {
      for (const { violations, path } of heard.findings) {
        for (const violation of violations) if (isHeard(violation.judge, group)) note(broken, { path, violation });
      }
    }
    const decided = judges.flatMap((judge) => judge.rules).filter((id) => !missed.has(id));
    return { decided: new Set(decided), broken, pairs: this.#pairs };
  }

  #miss(group: readonly AnyMonitor[]): void {
    for (const { name } of group) this.#unheard.add(name);
  }
}

/** The contracts leave to the judge of completions what that can say better: what they say without it does not count. */
const isHeard = (judge: string, group: readonly AnyMonitor[]): boolean =>
  group.some(({ name }) => name === judge || name === 'completions');

function note(broken: Map<RuleId, Breach>, breach: Breach): void {
  const known = broken.get(breach.violation.rule);
  if (!known || breach.path.length < known.path.length) broken.set(breach.violation.rule, breach);
}
