import { createActor } from 'xstate';
import type { Layout } from '../../src/chart/index.js';
import type { Exploration, ReportData, Request, ScenarioTitle, ServerMessage, Source } from '../common/protocol.js';
import type { Run } from '../common/run.js';
import type { View } from '../common/url.js';
import type { RunRecord } from '../common/wire.js';
import { Address } from './address.js';
import { Answers } from './answers.js';
import { appMachine } from './app.machine.js';
import type { Mode } from './app.machine.js';
import { Connection, isAlone, Refused } from './connection.js';
import type { ReplyTo } from './connection.js';
import { Hurry } from './model/hurry.js';
import { Keeper } from './model/keeper.js';
import type { Matches } from './model/matches.js';
import type { SequenceModel } from './model/sequence.js';
import type { Tally } from './model/tally.js';
import { Frames } from './frames.js';
import { isAway, isOver, noticeOf, Notices } from './notices.js';
import type { Notice } from './notices.js';
import { foldedCalls, lanesOf } from './model/view.js';
import { Visible } from './model/window.js';

/** All that the page shows, and all that can be done with it. Panels read it, and are drawn anew when it has changed. */
export class Store {
  runId = '';
  title = '';
  source: Source = { mode: 'file', name: '' };
  scenarios: readonly ScenarioTitle[] = [];
  coming: readonly string[] = [];
  /** What somebody has pointed at, and may want to let happen. */
  wished = '';
  /** What was found when every interleaving was tried. */
  exploration: Exploration | undefined;
  isConnected = false;
  readonly hurry = new Hurry(() => this.touch());
  /** Counts runs, so that what was kept of another one is told apart. */
  generation = 0;
  layouts: Readonly<Record<string, Layout>> = {};
  readonly answers = new Answers(
    (request) => this.ask(request),
    () => this.touch(),
  );
  readonly #address = new Address();
  readonly notices = new Notices(() => this.touch());
  #kept = new Keeper('');
  readonly #listeners = new Set<() => void>();
  readonly #machine = createActor(appMachine.provide({ actions: { advance: () => this.#advance() } }));
  #connection: Connection | undefined;
  readonly #frames = new Frames((isAsked) => this.#frame(isAsked));
  #isAsking = false;
  #visible: Visible | undefined;
  #visibleKey = '';

  constructor() {
    this.#kept.search(this.view.query ?? '');
    this.#machine.start();
    this.#machine.subscribe(() => this.touch());
  }

  /** What is shown of the run. */
  get view(): View {
    return this.#address.view;
  }

  get mode(): Mode {
    return this.#machine.getSnapshot().value;
  }

  get perSecond(): number {
    return this.#machine.getSnapshot().context.perSecond;
  }

  get last(): number {
    return this.run.length - 1;
  }

  get run(): Run {
    return this.#kept.run;
  }

  get sequence(): SequenceModel {
    return this.#kept.sequence;
  }

  /** How many records are not here yet. */
  get missing(): number {
    return this.#kept.missing;
  }

  get tally(): Tally {
    return this.#kept.tally;
  }

  get matches(): Matches {
    return this.#kept.matches;
  }

  /** The place that all panels show. */
  get cursor(): number {
    return Math.min(this.view.at ?? this.last, this.last);
  }

  get canDrive(): boolean {
    return this.isConnected && this.source.mode === 'system';
  }

  /** The rows of the sequence that are shown. */
  get visible(): Visible {
    const { shown } = lanesOf(this.sequence, this.view);
    const key = `${this.generation}|${shown.join()}|${(this.view.folded ?? []).join()}|${this.view.steps ?? false}`;
    if (key !== this.#visibleKey || !this.#visible) {
      const choice = { lanes: shown, folded: foldedCalls(this.view), steps: this.view.steps ?? false };
      this.#visible = new Visible(this.sequence, choice);
      this.#visibleKey = key;
    }
    return this.#visible.update();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Something has changed: everything is drawn anew with the next frame. */
  touch(): void {
    this.#frames.touch();
  }

  #frame(isAsked: boolean): void {
    const isTime = this.#kept.frame(isAsked);
    if (this.#kept.isFilled) this.hurry.rest();
    if (isTime) {
      for (const listener of this.#listeners) listener();
    }
    if (!isTime || this.#kept.isBehind) this.touch();
  }

  connect(): void {
    this.#connection = new Connection({
      seen: () =>
        this.source.mode === 'file' || this.runId === '' ? {} : { run: this.runId, since: this.#kept.known },
      onMessage: (message) => this.#hear(message),
      onState: (isOpen) => {
        if (this.isConnected && !isOpen) this.say(isAway);
        this.isConnected = isOpen;
        this.touch();
      },
    });
  }

  /** Shows a run that needs no server. */
  open(title: string, records: readonly RunRecord[], layouts: ReportData['layouts'] = {}): void {
    this.#begin(`file:${title}`, title, { mode: 'file', name: title });
    this.layouts = layouts;
    this.#kept.add(records);
    this.#machine.send({ type: 'opened' });
  }

  /** Adds records to the run that is shown. */
  append(records: readonly RunRecord[]): void {
    this.#kept.add(records);
    this.touch();
  }

  /** Asks the server; what it refuses is thrown. */
  ask<R extends Request>(request: R, tell?: (text: string) => void): Promise<ReplyTo<R['ask']>> {
    return this.#connection?.ask(request, tell) ?? Promise.reject(new Refused(isAlone));
  }

  /** Asks the server for something to be done; what it refuses is shown. */
  async order<R extends Request>(request: R): Promise<ReplyTo<R['ask']> | undefined> {
    try {
      return await this.ask(request);
    } catch (error) {
      this.say(noticeOf(error));
      return undefined;
    }
  }

  say(notice: Notice | undefined): void {
    this.notices.say(notice);
  }

  /** Changes what is shown of the run. */
  show(change: View): void {
    const query = this.view.query ?? '';
    this.#address.change(change);
    if ((this.view.query ?? '') !== query) this.#kept.search(this.view.query ?? '');
    if (change.at === undefined) this.hurry.rest();
    this.#frames.touch(true);
  }

  /** Shows what could be done about an event. */
  wish(event: string): void {
    this.wished = event;
    this.show({ panel: 'act' });
  }

  /** Goes to a place. */
  seek(place: number): void {
    if (this.run.length === 0) return;
    this.hurry.moved();
    this.#machine.send({ type: 'seek' });
    this.show({ at: Math.max(0, Math.min(place, this.last)) });
  }

  /** Goes to the end, and stays there as the run grows. */
  follow(): void {
    this.#machine.send({ type: 'follow' });
    this.#address.forget('at');
    this.touch();
  }

  /** Goes along the log by so many lines. */
  move(by: number): void {
    const place = this.matches.neighbour(this.cursor, by);
    if (place !== undefined) this.seek(place);
  }

  /** One line further; at the end, the next step of the scenario. */
  async step(): Promise<void> {
    const next = this.matches.neighbour(this.cursor, 1);
    if (next !== undefined && next > this.cursor) this.seek(next);
    else await this.next();
  }

  /** Takes the next step of the scenario, and shows all that it leads to. */
  async next(): Promise<void> {
    if (!this.canDrive) return;
    this.follow();
    if (this.coming.length === 0) this.say(isOver);
    else await this.order({ ask: 'step' });
  }

  playOrPause(): void {
    const atEnd = this.cursor >= (this.matches.places.at(-1) ?? this.last);
    const hasMore = this.canDrive && this.coming.length > 0;
    const at = atEnd && !hasMore ? (this.matches.places[0] ?? 0) : this.cursor;
    const isPlaying = this.mode === 'replaying';
    this.#machine.send({ type: isPlaying ? 'pause' : 'play' });
    this.show({ at: isPlaying ? this.cursor : at });
  }

  pace(perSecond: number): void {
    this.#machine.send({ type: 'pace', perSecond });
  }

  #advance(): void {
    const next = this.matches.neighbour(this.cursor, 1);
    if (next !== undefined && next > this.cursor) {
      this.show({ at: next });
    } else if (this.canDrive && this.coming.length > 0) {
      if (this.#isAsking) return;
      this.#isAsking = true;
      void this.order({ ask: 'step' }).finally(() => (this.#isAsking = false));
    } else if (this.matches.isDone) {
      this.#machine.send({ type: 'end' });
      if (this.mode === 'live') this.follow();
    }
  }

  #hear(message: ServerMessage): void {
    switch (message.kind) {
      case 'run':
        if (message.run !== this.runId) {
          this.#begin(message.run, message.title, message.source);
          this.#machine.send({ type: 'connected' });
          if (this.view.at !== undefined) this.#machine.send({ type: 'seek' });
        }
        this.title = message.title;
        this.source = message.source;
        this.scenarios = message.scenarios;
        this.coming = message.coming;
        this.#kept.told = message.length;
        break;
      case 'records':
        if (message.run === this.runId) this.#kept.add(message.records, message.from);
        this.hurry.streamed();
        break;
      case 'coming':
        if (message.run === this.runId) this.coming = message.coming;
        break;
      default:
    }
    this.touch();
  }

  #begin(id: string, title: string, source: Source): void {
    const isAnother = this.runId !== '';
    this.runId = id;
    this.title = title;
    this.source = source;
    this.coming = [];
    this.generation += 1;
    this.answers.clear();
    if (isAnother) this.#address.forget('at', 'folded');
    this.#kept = new Keeper(this.view.query ?? '');
  }
}
