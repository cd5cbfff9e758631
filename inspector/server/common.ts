import { briefOf } from '../../src/chart/index.js';
import { isRuleId, rules } from '../../src/protocol/rules.js';
import { urlOf } from '../../src/protocol/sources.js';
import type { Replies } from '../common/protocol.js';
import type { Run } from '../common/run.js';
import type { RunRecord } from '../common/wire.js';
import { chartedBy, eventFates } from './fates.js';
import { marksOf } from './judging.js';
import type { Layouts } from './layouts.js';
import type { Page } from './page.js';
import { reportOf } from './report.js';
import { runOf, traceOf, upTo } from './save.js';
import type { Saved } from './save.js';
import type { Asked } from './session.js';
import { Refusal } from './trouble.js';

/** What sessions share: charts are laid out once for all of them, and reports are made of the page. */
export interface Services {
  readonly layouts: Layouts;
  readonly page: () => Promise<Page>;
}

/** A run as those see it who answer questions about it. */
export interface Subject {
  readonly title: string;
  readonly run: Run;
  readonly records: readonly RunRecord[];
}

/** Answers what can be asked of any run, wherever it comes from. */
export async function answerAbout(subject: Subject, request: Asked, services: Services): Promise<unknown> {
  switch (request.ask) {
    case 'rule':
      return ruleOf(request.rule);
    case 'judge':
      return marksOf(request.records);
    case 'layout':
      return services.layouts.of(structureFor(subject.run, request), request.collapsed);
    case 'fates':
      return fatesAt(subject.run, request.at, request.actor);
    case 'save':
      return saved(subject, request.as, request.at, services);
    default:
      throw new Refusal('CONDIS6002', `This run takes no \`${request.ask}\`.`, 'only a system that runs here does');
  }
}

function ruleOf(id: string): Replies['rule'] {
  if (!isRuleId(id)) throw new Refusal('CONDIS6003', `There is no rule ${id}.`);
  const { level, rule, source } = rules[id];
  return { id, level, text: rule, source: urlOf(source) };
}

function structureFor(run: Run, { chart, brief = false }: Extract<Asked, { readonly ask: 'layout' }>) {
  const structure = structureOf(run, chart);
  return brief ? briefOf(structure) : structure;
}

function structureOf(run: Run, chart: string) {
  const record = run.charts.get(chart);
  if (!record) throw new Refusal('CONDIS6003', `The run has no chart ${chart}.`);
  return record.structure;
}

/** What an actor would do with each event, where it stands after the record at a place. */
function fatesAt(run: Run, at: number, actor: string): Replies['fates'] {
  const standing = run.standing(actor, at);
  if (!standing) throw new Refusal('CONDIS6003', `There is no actor ${actor} at this place.`);
  const meta = run.at(0);
  const topology = meta?.kind === 'meta' ? meta.topology : undefined;
  const charted = topology && standing.chart !== null ? chartedBy(topology, standing.chart) : undefined;
  if (!topology || !charted) {
    throw new Refusal('CONDIS6002', `Nothing is told of the fates of ${actor}.`, 'only charts of condis have fates');
  }
  return eventFates(charted, actor, standing, topology);
}

async function saved(
  { title, records }: Subject,
  as: Extract<Asked, { readonly ask: 'save' }>['as'],
  at: number,
  { layouts, page }: Services,
): Promise<Saved> {
  const kept = upTo(records, at);
  switch (as) {
    case 'trace':
      return traceOf(title, kept);
    case 'run':
      return runOf(title, kept);
    case 'html':
      return reportOf(title, kept, layouts, await page());
    default:
      throw new Refusal('CONDIS6002', `Of this run no ${as} can be made.`, 'save it as a trace or as a run');
  }
}
