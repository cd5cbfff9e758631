import { sibling } from './model/detail.js';
import type { Command } from './model/commands.js';
import { chartOf, chartsOf, lanesOf, toggled } from './model/view.js';
import { beginAnew } from './panels/header.js';
import { save } from './panels/saveMenu.js';
import type { Store } from './store.js';

interface Deeds {
  readonly onTheme: () => void;
  readonly onPalette: () => void;
  readonly onHelp: () => void;
  readonly onOpen: () => void;
}

const focusOn = (selector: string): void => document.querySelector<HTMLElement>(selector)?.focus();

/** Puts the focus into a part that may have to be drawn first. */
const focusSoon = (selector: string): void => {
  requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus()));
};

/** Everything that can be done on the page. */
export const commandsOf = (store: Store, { onTheme, onPalette, onHelp, onOpen }: Deeds): readonly Command[] => {
  const { run, view, cursor, source, isConnected, canDrive } = store;
  const jump = (by: 1 | -1) => () => {
    const place = sibling(store.run, store.cursor, by);
    if (place !== undefined) store.seek(place);
  };
  const marked = (by: 1 | -1) => () => {
    const places = [...store.run.marked].sort((a, b) => a - b);
    const place = by > 0 ? places.find((each) => each > store.cursor) : places.findLast((each) => each < store.cursor);
    if (place === undefined) store.say({ text: 'There is no broken rule there.', tone: 'plain' });
    else store.seek(place);
  };
  const shown = chartsOf(run, view);
  const { all } = lanesOf(store.sequence, view);
  const isCall = run.at(cursor)?.kind === 'call';
  return [
    command('Walk', 'down', 'The next record', ['j', 'ArrowDown'], () => store.move(1)),
    command('Walk', 'up', 'The record before', ['k', 'ArrowUp'], () => store.move(-1)),
    command('Walk', 'page', 'Twenty records on', ['PageDown'], () => store.move(20)),
    command('Walk', 'pageUp', 'Twenty records back', ['PageUp'], () => store.move(-20)),
    command('Walk', 'nextOf', 'The next record of the same actor', [']'], jump(1)),
    command('Walk', 'previousOf', 'The record before of the same actor', ['['], jump(-1)),
    command('Walk', 'nextMark', 'The next broken rule', ['e'], marked(1)),
    command('Walk', 'previousMark', 'The broken rule before', ['alt+e'], marked(-1)),
    command('Walk', 'start', 'To the beginning', ['Home'], () => store.seek(0)),
    command('Walk', 'end', 'To the end, and follow it', ['End'], () => store.follow()),
    command('Run', 'play', 'Play, or pause', [' '], () => store.playOrPause()),
    command('Run', 'step', 'One record on; at the end, the next step', ['.'], () => void store.step()),
    command('Run', 'back', 'One record back', [','], () => store.move(-1)),
    { ...command('Run', 'next', 'The next step of the scenario', ['n'], () => void store.next()), isOff: !canDrive },
    { ...command('Run', 'again', 'Begin the scenario anew', ['r'], () => beginAnew(store)), isOff: !canDrive },
    {
      ...command('Run', 'fork', 'Fork the run here', ['b'], () => void store.order({ ask: 'fork', at: store.cursor })),
      isOff: !canDrive,
    },
    command('Find', 'query', 'Find records', ['/'], () => focusOn('#query')),
    command('Find', 'event', 'Find something to let happen', ['a'], () => {
      store.show({ panel: 'act' });
      focusSoon('#wish');
    }),
    command('Find', 'palette', 'All that can be done', ['mod+k'], onPalette),
    command('Go to', 'goCharts', 'The statecharts', ['v'], () => focusOn('#charts .picture')),
    command('Go to', 'goSequence', 'The sequence', ['s'], () => focusOn('#sequence .rows')),
    command('Go to', 'goLog', 'The log', ['l'], () => focusOn('#log [role=row][tabindex="0"]')),
    command('Go to', 'goDetail', 'The detail', ['x'], () => focusOn('#detail .scroll')),
    command('Go to', 'goSide', 'What may happen, map, exploration', ['g'], () => focusOn('[role=tab][tabindex="0"]')),
    command('Show', 'act', 'What may happen', ['1'], () => store.show({ panel: 'act' })),
    command('Show', 'map', 'The map of the system', ['2'], () => store.show({ panel: 'map' })),
    command('Show', 'explore', 'The exploration', ['3'], () => store.show({ panel: 'explore' })),
    command('Show', 'full', 'Charts in detail, or in outline', ['d'], () => store.show({ full: !view.full })),
    command('Show', 'heat', 'Coverage of the charts', ['c'], () => store.show({ heat: !view.heat })),
    command('Show', 'steps', 'Steps inside the parties', ['i'], () => store.show({ steps: !view.steps })),
    {
      ...command('Show', 'fold', 'Fold or unfold the call', ['f'], () =>
        store.show({ folded: toggled(view.folded, `call:${store.cursor}`) }),
      ),
      isOff: !isCall,
    },
    command('Page', 'theme', 'Light or dark', ['t'], onTheme),
    command('Page', 'help', 'Keys and signs', ['?'], onHelp),
    command('Page', 'open', 'Open a recorded run or a trace', ['o'], onOpen),
    ...run.actors
      .filter((name) => chartOf(run, name) !== null)
      .map((name) =>
        command(
          'Chart',
          `chart ${name}`,
          `${shown.includes(name) ? 'Close' : 'Show'} the chart of ${name}`,
          undefined,
          () => store.show({ charts: toggled(shown, name) }),
        ),
      ),
    ...all.map((name) =>
      command('Lane', `lane ${name}`, `Hide or show the lane of ${name}`, undefined, () =>
        store.show({ hidden: toggled(view.hidden, name) }),
      ),
    ),
    ...(['scenario', 'trace', 'run', 'test', 'html'] as const)
      .filter((kind) => isConnected || kind === 'run')
      .map((kind) => command('Save', `save ${kind}`, `Save as ${kind}`, undefined, () => void save(store, kind))),
    ...(source.mode === 'system' ? store.scenarios : []).map(({ id, title }) =>
      command('Scenario', `scenario ${id}`, title, undefined, () => void store.order({ ask: 'begin', scenario: id })),
    ),
  ];
};

const command = (
  group: string,
  id: string,
  title: string,
  keys: readonly string[] | undefined,
  run: () => void,
): Command => ({ id, title, group, run, ...(keys && { keys }) });
