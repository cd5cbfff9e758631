import { pathText } from '../../common/patch.js';
import { lineOf } from '../../common/plain.js';
import { eventOf } from '../../common/query.js';
import type { Run } from '../../common/run.js';
import type { MarkRecord, RunRecord } from '../../common/wire.js';
import { changeText, valueText } from './states.js';
import { argumentText, statusText, timeText } from './texts.js';

/** A record as a line of the log. */
export interface Line {
  readonly place: number;
  readonly kind: RunRecord['kind'];
  readonly time: string;
  readonly lanes: string;
  readonly event: string;
  /** The status of a return; where an actor now stands, of a step. */
  readonly status: string;
  readonly tone: 'plain' | 'good' | 'waits' | 'bad';
  readonly changed: string;
  readonly marks: readonly MarkRecord[];
  readonly rule: string;
}

/** What is in the log: charts and heads of files are no events, and that an actor stops is told by its going. */
export const isListed = (record: RunRecord): boolean => {
  const { kind } = record;
  if (kind === 'step') return eventOf(record) !== 'xstate.stop';
  return kind !== 'chart' && kind !== 'meta' && kind !== 'mark';
};

const toneOf = (status: string): Line['tone'] => {
  if (status === 'SUCCESS') return 'good';
  if (status === 'PENDING') return 'waits';
  return status === '' ? 'plain' : 'bad';
};

/** How many changed paths are named. */
const most = 3;

export const lineAt = (run: Run, place: number): Line | undefined => {
  const record = run.at(place);
  if (!record) return undefined;
  const parts = partsOf(record);
  const { t, rule } = record as { readonly t?: number; readonly rule?: string };
  return {
    place,
    kind: record.kind,
    time: timeText(t),
    status: '',
    tone: 'plain',
    changed: '',
    ...parts,
    marks: run.marksAt(place),
    rule: rule ?? '',
  };
};

type Parts = Pick<Line, 'lanes' | 'event'> & Partial<Line>;

const partsOf = (record: RunRecord): Parts => {
  switch (record.kind) {
    case 'call':
      return { lanes: `${record.from} → ${record.to}`, event: `${record.fn}(${argumentText(record.args)})` };
    case 'return': {
      const status = record.status === null ? '' : statusText(record.status);
      const results = argumentText(record.args);
      return {
        lanes: `${record.from} ↩`,
        event: `${record.fn} returns${results === '' ? '' : `  ${results}`}`,
        status,
        tone: toneOf(status),
      };
    }
    case 'step': {
      const keys = [...new Set(record.patch.map(([path]) => pathText(path.slice(0, 2))))];
      const more = keys.length > most ? ` +${keys.length - most}` : '';
      return {
        lanes: record.from === null ? record.actor : `${record.from} → ${record.actor}`,
        event: eventOf(record),
        status: changeText(record.before, record.value),
        changed: `${keys.slice(0, most).join(', ')}${more}`,
      };
    }
    case 'actor':
      return { lanes: record.name, event: 'begins', status: valueText(record.value) };
    case 'gone':
      return { lanes: record.name, event: 'is gone' };
    case 'note':
      return { lanes: [record.from, record.to].filter((name) => name !== undefined).join(' → '), event: record.text };
    case 'assume':
      return { lanes: '', event: `given: ${record.handle} ${record.state ?? record.object}` };
    case 'chart':
      return { lanes: '', event: `chart ${record.chart}` };
    case 'mark':
      return { lanes: '', event: record.text };
    case 'meta':
      return { lanes: '', event: record.title ?? 'a trace begins' };
    case 'end':
      return { lanes: '', event: 'the end: nothing is owed' };
    default:
      return { lanes: '', event: lineOf(record, 80) };
  }
};
