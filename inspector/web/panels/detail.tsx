import type { ComponentChildren } from 'preact';
import { lineOf } from '../../common/plain.js';
import { eventOf } from '../../common/query.js';
import type { RunRecord, Sent, StepRecord } from '../../common/wire.js';
import { differences, effectsOf, entriesOf, partnerOf } from '../model/detail.js';
import { lineAt } from '../model/log.js';
import { valueText } from '../model/states.js';
import { statusText, timeText } from '../model/texts.js';
import { chartOf } from '../model/view.js';
import { Panel } from '../ui/panel.js';
import type { Store } from '../store.js';
import { Rule } from './rule.js';

/** All that is known of the record at the cursor. */
export const Detail = ({ store }: { readonly store: Store }) => {
  const { run, cursor } = store;
  const record = run.at(cursor);
  const line = lineAt(run, cursor);
  const { rule } = (record ?? {}) as { readonly rule?: string };
  const marks = run.marksAt(cursor);
  return (
    <Panel id="detail" title="Detail" tools={<p class="soft">{record ? `place ${cursor}` : ''}</p>}>
      {record && line ? (
        <div class="scroll" tabIndex={0} role="group" aria-label="Detail of the record">
          <h3 class="event">{line.event}</h3>
          <p class="soft">{[line.lanes, irqlOf(record), timeOf(record)].filter((part) => part !== '').join('  ·  ')}</p>
          {marks.map((mark) => (
            <div key={mark.text} class={`mark ${mark.level}`}>
              <strong>{mark.level === 'violation' ? '✕ violation' : '! warning'}</strong>
              <p>{mark.text}</p>
            </div>
          ))}
          {[...new Set([...marks.map((mark) => mark.rule), ...(rule === undefined ? [] : [rule])])].map((id) => (
            <Rule key={id} store={store} id={id} />
          ))}
          <Body store={store} record={record} />
        </div>
      ) : (
        <p class="empty">Choose a record in the log or in the sequence.</p>
      )}
    </Panel>
  );
};

const irqlOf = (record: RunRecord): string => (record as { readonly irql?: string }).irql ?? '';
const timeOf = (record: RunRecord): string => {
  const { t } = record as { readonly t?: number };
  return t === undefined ? '' : `${timeText(t)} s`;
};

const Body = ({ store, record }: { readonly store: Store; readonly record: RunRecord }) => {
  const { run, cursor } = store;
  if (record.kind === 'step') return <StepBody store={store} record={record} />;
  if (record.kind === 'call' || record.kind === 'return') {
    const partner = partnerOf(run, cursor);
    const status = record.kind === 'return' ? record.status : undefined;
    return (
      <>
        {status !== undefined && (
          <Part title="Status">
            <p>{status === null ? 'none: the function is void' : statusText(status)}</p>
          </Part>
        )}
        <Facts title="Arguments" entries={entriesOf(record.args ?? {})} />
        {partner !== undefined && (
          <Part title={record.kind === 'call' ? 'Its return' : 'Its call'}>
            <Go store={store} place={partner} />
          </Part>
        )}
      </>
    );
  }
  if (record.kind === 'actor') {
    return (
      <>
        <Part title="Begins in">
          <p>{valueText(record.value)}</p>
        </Part>
        <Facts title="Context" entries={entriesOf(record.context)} />
        <SentList sent={record.sent} />
      </>
    );
  }
  return <Facts title="Record" entries={entriesOf(record).filter(([key]) => key !== 'kind' && key !== 'rule')} />;
};

const StepBody = ({ store, record }: { readonly store: Store; readonly record: StepRecord }) => {
  const { run, cursor } = store;
  const { actor, before, value, transitions, actions, sent, cause } = record;
  const chart = run.charts.get(chartOf(run, actor) ?? '');
  const ways = new Map(chart?.structure.transitions.map((each) => [each.id, each] as const));
  const rows = differences(run, record, cursor);
  const causePlace = cause === null ? undefined : run.placeOf(cause);
  const effects = effectsOf(run, cursor);
  const isSame = valueText(before) === valueText(value);
  return (
    <>
      <Part title="State">
        <p class="states">
          <span class={isSame ? 'now' : 'was'}>{valueText(before)}</span>
          {!isSame && (
            <>
              {' → '}
              <span class="now">{valueText(value)}</span>
            </>
          )}
        </p>
      </Part>
      <Facts title="Event" entries={entriesOf(record.event).filter(([key]) => key !== 'type')} />
      <Part title={transitions.length === 0 ? 'Nothing was taken' : 'Microsteps'}>
        {transitions.length === 0 ? (
          <p class="soft">The event came to nothing in this state.</p>
        ) : (
          <ol>
            {transitions.map((ids, at) => (
              <li key={at}>
                {ids.map((id) => {
                  const way = ways.get(id);
                  const goal = way?.targets.map((target) => target.split('.').at(-1)).join(', ') ?? '';
                  const words = way ? [way.text, way.guard && `[${way.guard}]`, goal && `→ ${goal}`] : [id];
                  return (
                    <p key={id}>
                      {words.filter((word) => word !== undefined && word !== '').join(' ')}
                      {way && way.rules.length > 0 && <span class="soft"> {way.rules.join(', ')}</span>}
                    </p>
                  );
                })}
              </li>
            ))}
          </ol>
        )}
      </Part>
      {rows.length > 0 && (
        <Part title="Context">
          <table class="diff">
            <tbody>
              {rows.map(({ path, before: old, after, isChanged }) => (
                <tr key={path} class={isChanged ? 'changed' : ''}>
                  <th scope="row">{path}</th>
                  <td>
                    {isChanged && <del>{old ?? 'nothing'}</del>} {isChanged ? <ins>{after ?? 'nothing'}</ins> : after}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Part>
      )}
      {actions.length > 0 && (
        <Part title="Actions">
          <p>{actions.join(', ')}</p>
        </Part>
      )}
      <SentList sent={sent} />
      {causePlace !== undefined && (
        <Part title="Because of">
          <Go store={store} place={causePlace} />
        </Part>
      )}
      {effects.length > 0 && (
        <Part title="Leads to">
          {effects.map((place) => (
            <Go key={place} store={store} place={place} />
          ))}
        </Part>
      )}
    </>
  );
};

const Part = ({ title, children }: { readonly title: string; readonly children: ComponentChildren }) => (
  <section class="fact">
    <h4>{title}</h4>
    <div>{children}</div>
  </section>
);

interface FactsProps {
  readonly title: string;
  readonly entries: readonly (readonly [string, string])[];
}

const Facts = ({ title, entries }: FactsProps) =>
  entries.length === 0 ? null : (
    <Part title={title}>
      <dl>
        {entries.map(([key, value]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Part>
  );

const SentList = ({ sent }: { readonly sent: readonly Sent[] }) =>
  sent.length === 0 ? null : (
    <Part title="Sent">
      {sent.map(({ to, event, delay }, at) => (
        <p key={at}>
          {eventOf({ kind: 'step', event } as StepRecord)} <span class="soft">{lineOf(event, 120)}</span>
          {to !== null && ` → ${to}`}
          {delay !== undefined && ` after ${delay} ms`}
        </p>
      ))}
    </Part>
  );

/** A record elsewhere in the run, as a way there. */
const Go = ({ store, place }: { readonly store: Store; readonly place: number }) => {
  const line = lineAt(store.run, place);
  return (
    <button type="button" class="go" onClick={() => store.seek(place)}>
      <span class="soft">{place}</span> {line?.lanes} <strong>{line?.event}</strong>{' '}
      {line?.status === '' ? '' : `= ${line?.status ?? ''}`}
    </button>
  );
};
