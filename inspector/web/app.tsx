import { useEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import { commandsOf } from './commands.js';
import { commandFor } from './model/commands.js';
import type { Command } from './model/commands.js';
import { lineAt } from './model/log.js';
import { modeWords } from './app.machine.js';
import { Charts } from './panels/charts.js';
import { Detail } from './panels/detail.js';
import { Header } from './panels/header.js';
import { Help } from './panels/help.js';
import { Log } from './panels/log.js';
import { Palette } from './panels/palette.js';
import { SequencePanel } from './panels/sequence.js';
import { Side } from './panels/side.js';
import { Timeline } from './panels/timeline.js';
import { Welcome } from './panels/welcome.js';
import { openFile } from './files.js';
import type { Store } from './store.js';
import { useCalm } from './ui/calm.js';
import { Split } from './ui/split.js';
import { Tip, hideTip } from './ui/tip.js';
import { useTheme } from './ui/theme.js';

/** Keys that belong to whatever has the focus, and not to the page. */
const isTyping = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLInputElement
    ? target.type !== 'range' && target.type !== 'checkbox'
    : target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;

/** Space and Enter on a button press it; arrows on a slider move it. */
const isForItself = ({ target, key }: KeyboardEvent): boolean => {
  if (!(target instanceof Element)) return false;
  if ((key === ' ' || key === 'Enter') && target.closest('button, a, summary, [role=tab]')) return true;
  const moves = key.startsWith('Arrow') || key.startsWith('Page') || key === 'Home' || key === 'End';
  return moves && target.closest('.scroll, input[type=range], [role=menu]') !== null;
};

export const App = ({ store }: { readonly store: Store }) => {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const [dialog, setDialog] = useState<'palette' | 'help'>();
  const [isDropping, setDropping] = useState(false);
  const [isDark, onTheme] = useTheme();
  const picker = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const stop = store.subscribe(() => redraw(undefined));
    // What came before anybody listened is drawn now.
    store.touch();
    return stop;
  }, [store]);

  const commands = (): readonly Command[] =>
    commandsOf(store, {
      onTheme,
      onPalette: () => setDialog('palette'),
      onHelp: () => setDialog('help'),
      onOpen: () => picker.current?.click(),
    });
  const now = useRef(commands);
  now.current = commands;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (document.querySelector('dialog[open]') || event.defaultPrevented) return;
      if (event.key === 'Escape' && event.target instanceof HTMLInputElement) event.target.blur();
      if ((isTyping(event) && !event.ctrlKey && !event.metaKey) || isForItself(event)) return;
      const called = commandFor(now.current(), event);
      if (!called) return;
      event.preventDefault();
      hideTip();
      called.run();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  useDrop(store, setDropping);
  const isSmall = innerWidth < 1180;
  const { current: notice } = store.notices;
  const { hurry, run } = store;
  const charts = useCalm(hurry.isOn, run, () => <Charts store={store} />);
  const side = useCalm(hurry.isOn, run, () => <Side store={store} />);
  const detail = useCalm(hurry.isOn, run, () => <Detail store={store} />);

  return (
    <div class={`app ${isDropping ? 'dropping' : ''}`} data-run={store.runId}>
      <Header {...{ store, isDark, onTheme }} onPalette={() => setDialog('palette')} onHelp={() => setDialog('help')} />
      <Timeline store={store} />
      <Welcome store={store} />
      <main>
        <Split name="columns" label="Width of the statecharts" direction="row" initial={isSmall ? 34 : 37}>
          {charts}
          <Split name="rows" label="Height of the sequence" direction="column" initial={56}>
            <Split name="upper" label="Width of the sequence" direction="row" initial={isSmall ? 62 : 68}>
              <SequencePanel store={store} />
              {side}
            </Split>
            <Split name="lower" label="Width of the log" direction="row" initial={isSmall ? 62 : 68}>
              <Log store={store} />
              {detail}
            </Split>
          </Split>
        </Split>
      </main>
      <Live store={store} />
      {dialog === 'palette' && <Palette commands={commands()} onClose={() => setDialog(undefined)} />}
      {dialog === 'help' && <Help commands={commands()} onClose={() => setDialog(undefined)} />}
      {notice && (
        <div class={`toast ${notice.tone}`} role={notice.tone === 'bad' ? 'alert' : 'status'}>
          <p>{notice.text}</p>
          {notice.hint !== undefined && <p class="soft">{notice.hint}</p>}
        </div>
      )}
      {isDropping && <div class="drop">Drop a recorded run, or a trace of a driver</div>}
      <input
        ref={picker}
        type="file"
        hidden
        aria-label="A recorded run or a trace"
        accept=".ndjson,.jsonl,.json,.txt,.log"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) void openFile(store, file);
          currentTarget.value = '';
        }}
      />
      <Tip />
    </div>
  );
};

/** A file that is dropped anywhere is shown. */
const useDrop = (store: Store, onDropping: (isDropping: boolean) => void): void => {
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      onDropping(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) onDropping(false);
    };
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      onDropping(false);
      const [file] = event.dataTransfer?.files ?? [];
      if (file) void openFile(store, file);
    };
    addEventListener('dragover', over);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, [store]);
};

/** What has just happened, for those who hear the page; not faster than it can be spoken. */
const Live = ({ store }: { readonly store: Store }) => {
  const [text, setText] = useState('');
  const { run, cursor, mode } = store;
  const line = useMemo(() => lineAt(run, cursor), [run, cursor]);
  useEffect(() => {
    const timer = setTimeout(() => {
      const what = line
        ? `${line.lanes} ${line.event} ${line.status} ${line.marks.map((mark) => mark.text).join(' ')}`
        : '';
      setText(`${modeWords[mode][0]}. ${what}`);
    }, 400);
    return () => clearTimeout(timer);
  }, [line, mode]);
  return (
    <p class="hidden" role="status" aria-live="polite" id="live">
      {text}
    </p>
  );
};
