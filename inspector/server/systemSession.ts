import type { Topology } from '../../src/protocol/roles.js';
import { parseScenario, scenarioName } from '../../src/scenario/index.js';
import type { Input, Scenario } from '../../src/scenario/index.js';
import type { Exploration as Found } from '../../src/verify/index.js';
import type { ScenarioTitle, Source } from '../common/protocol.js';
import type { RunRecord } from '../common/wire.js';
import { answerAbout } from './common.js';
import type { Services } from './common.js';
import { exploreBeside, mostSeconds, shownExploration } from './exploring.js';
import type { Explorer } from './exploring.js';
import { plainBeginning, scriptOf } from './inputs.js';
import type { Coming } from './inputs.js';
import { LiveRun } from './liveRun.js';
import { Rehearsals } from './rehearsals.js';
import { scenarioOf, testOf } from './save.js';
import { newRun } from './session.js';
import type { Asked, News, Session } from './session.js';
import { Refusal } from './trouble.js';
import { replayed, shownWay } from './ways.js';
import type { Shown } from './ways.js';

export interface SystemOptions {
  readonly services: Services;
  /** The scenarios that can be chosen. */
  readonly library?: readonly Scenario[];
  /** The scenario to begin with, and the topology; a system of its own where nothing is said. */
  readonly scenario?: Scenario | undefined;
  readonly topology?: Topology | undefined;
  readonly explorer?: Explorer;
}

/** How long a replay goes on before others have their turn. */
const sliceMilliseconds = 20;

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A system that runs here: a scenario is played on it, anything else can be done to it, and any place forked. */
export class SystemSession implements Session {
  run = newRun();
  readonly #listeners = new Set<(news: News) => void>();
  readonly #library: readonly Scenario[];
  readonly #explorer: Explorer;
  #live: LiveRun;
  #steps: readonly Coming[];
  #next = 0;
  #shown: Shown | undefined;
  #rehearsals: Rehearsals;
  #found: Found | undefined;
  #isExploring = false;
  /** One thing after the other: what changes the system has it for itself. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: SystemOptions) {
    this.#library = options.library ?? [];
    this.#explorer = options.explorer ?? exploreBeside;
    const { scenario, topology } = options;
    const { beginning, steps } = begins(scenario, topology);
    this.#live = new LiveRun(beginning);
    this.#rehearsals = new Rehearsals(this.#live);
    this.#steps = steps;
  }

  get title(): string {
    return this.#shown?.title ?? this.#live.beginning.title;
  }

  get source(): Source {
    const { topology, scenario } = this.#live.beginning;
    return this.#shown ? { mode: 'file', name: this.#shown.property } : { mode: 'system', topology, scenario };
  }

  get scenarios(): readonly ScenarioTitle[] {
    return this.#library.map(({ name, title, topologies }) => ({ id: name, title, topologies }));
  }

  get coming(): readonly string[] {
    return this.#shown ? [] : this.#steps.slice(this.#next).map(({ text }) => text);
  }

  get length(): number {
    return this.#records.length;
  }

  /** The system has not come down. */
  get isRunning(): boolean {
    return this.#live.system.status === 'running';
  }

  get #records(): readonly RunRecord[] {
    return this.#shown?.records ?? this.#live.records;
  }

  records(from: number, to: number): readonly RunRecord[] {
    return this.#records.slice(from, to);
  }

  subscribe(listener: (news: News) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async handle(request: Asked, tell: (text: string) => void = () => undefined): Promise<unknown> {
    switch (request.ask) {
      case 'rule':
      case 'judge':
      case 'layout':
        return answerAbout(this.#subject(), request, this.options.services);
      case 'explore':
        return this.#explore(request, tell);
      default: {
        const done = this.#turn.then(() => this.#perform(request));
        this.#turn = done.catch(() => undefined);
        return done;
      }
    }
  }

  stop(): void {
    this.#rehearsals.stop();
    this.#live.stop();
    this.#listeners.clear();
  }

  async #perform(request: Asked): Promise<unknown> {
    switch (request.ask) {
      case 'begin':
        this.#begin(request);
        return null;
      case 'step':
        return this.#step();
      case 'send':
        return this.#take({ kind: 'send', event: request.event });
      case 'call':
        return this.#take({ kind: 'call', call: request.call });
      case 'advance':
        return this.#take({ kind: 'advance', milliseconds: request.milliseconds });
      case 'fork':
        await this.#fork(request.at);
        return null;
      case 'may':
        this.#mustRun();
        return this.#rehearsals.possibilitiesAt(request.at);
      case 'play':
        return this.#play(request.property);
      case 'save':
        if (request.as === 'scenario' || request.as === 'test') return this.#saved(request.as, request.at);
        break;
      default:
    }
    return answerAbout(this.#subject(), request, this.options.services);
  }

  #begin({ scenario: id, text, topology }: Extract<Asked, { readonly ask: 'begin' }>): void {
    const scenario = text !== undefined ? written(text) : id !== undefined ? this.#find(id) : undefined;
    if (topology && scenario && !scenario.topologies.includes(topology)) {
      throw new Refusal('CONDIS6002', `Topology ${topology} does not know ${scenario.name}.`);
    }
    const { beginning, steps } = begins(scenario, topology);
    this.#replace(new LiveRun(beginning), steps, 0);
  }

  #find(id: string): Scenario {
    const wanted = scenarioName(id).toLowerCase();
    const found = this.#library.find(({ name, documents }) =>
      [name.toLowerCase(), documents?.toLowerCase()].includes(wanted),
    );
    if (!found) throw new Refusal('CONDIS6003', `There is no scenario ${id}.`);
    return found;
  }

  #step(): unknown {
    const step = this.#steps[this.#next];
    if (!step) throw new Refusal('CONDIS6002', 'The scenario has no more steps.');
    const outcome = this.#take(step.input, this.#next);
    this.#next += 1;
    this.#say('coming');
    return outcome;
  }

  #take(input: Input, step: number | null = null): unknown {
    this.#mustRun();
    const outcome = this.#live.take(input, step);
    this.#say('records');
    return outcome;
  }

  #mustRun(): void {
    if (this.#shown) {
      throw new Refusal('CONDIS6002', 'This run is shown, and does not go on.', 'begin anew, with a scenario or none');
    }
    if (this.#live.system.status === 'running') return;
    throw new Refusal('CONDIS6002', 'The system is down.', 'go back to a place where it runs, and fork there');
  }

  async #fork(at: number): Promise<void> {
    if (this.#shown) this.#mustRun();
    if (at >= this.#live.records.length) throw new Refusal('CONDIS6003', `The run has no place ${at}.`);
    const again = this.#live.inputsUpTo(at);
    const fresh = new LiveRun(this.#live.beginning);
    let since = performance.now();
    for (const { input, step } of again) {
      fresh.take(input, step);
      if (performance.now() - since > sliceMilliseconds) {
        await pause();
        since = performance.now();
      }
    }
    const last = again.findLast(({ step }) => step !== null)?.step ?? -1;
    this.#replace(fresh, this.#steps, last + 1);
  }

  #replace(live: LiveRun, steps: readonly Coming[], next: number, shown?: Shown): void {
    if (live !== this.#live) {
      this.#live.stop();
      this.#rehearsals.stop();
      this.#live = live;
      this.#rehearsals = new Rehearsals(live);
    }
    this.#steps = steps;
    this.#next = next;
    this.#shown = shown;
    this.run = newRun();
    this.#say('run');
  }

  #saved(as: 'scenario' | 'test', at: number): unknown {
    if (this.#shown) {
      throw new Refusal('CONDIS6002', `Of this run no ${as} can be made.`, 'no live system does the same');
    }
    const inputs = this.#live.inputsUpTo(at);
    const next = this.#live.given[inputs.length]?.from;
    const { beginning, records } = this.#live;
    return as === 'scenario' ? scenarioOf(beginning, inputs) : testOf(beginning, inputs, records.slice(0, next));
  }

  async #explore(
    { topology, faults, vcs }: Extract<Asked, { readonly ask: 'explore' }>,
    tell: (text: string) => void,
  ): Promise<unknown> {
    if (this.#isExploring) throw new Refusal('CONDIS6004', 'An exploration is under way.');
    this.#isExploring = true;
    try {
      this.#found = await this.#explorer({ topology, faults, vcs, maxSeconds: mostSeconds }, tell);
      return shownExploration(this.#found);
    } finally {
      this.#isExploring = false;
    }
  }

  /** A counterexample becomes the run: a live one, where a live system does the same, and one to look at otherwise. */
  #play(property: string): null {
    const way = this.#found?.verdicts.find((verdict) => verdict.property === property)?.counterexample;
    if (!way) throw new Refusal('CONDIS6003', `The last exploration has found no way that shows ${property}.`);
    const live = replayed(way);
    if (live) this.#replace(live, [], 0);
    else this.#replace(this.#live, [], 0, shownWay(property, way));
    return null;
  }

  #subject() {
    return {
      title: this.title,
      records: this.#records,
      run: this.#shown?.run ?? this.#live.run,
    };
  }

  #say(news: News): void {
    this.#listeners.forEach((listener) => {
      listener(news);
    });
  }
}

function begins(scenario: Scenario | undefined, topology: Topology | undefined) {
  const usual = topology ?? scenario?.topologies[0] ?? 'cm';
  return scenario ? scriptOf(scenario, usual) : { beginning: plainBeginning(usual), steps: [] };
}

/** The scenario that somebody has written. */
function written(text: string): Scenario {
  const parsed = parseScenario(text, 'written here');
  if (parsed.ok) return parsed.scenario;
  const [first] = parsed.problems;
  const where = first ? ` (line ${first.line}, column ${first.column})` : '';
  throw new Refusal('CONDIS6002', `This is no scenario${where}: ${first?.message ?? 'it cannot be read'}`);
}
