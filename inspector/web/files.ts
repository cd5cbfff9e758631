import { LineReader } from './model/lines.js';
import type { Store } from './store.js';

/** How long the page works on a file before it draws. */
const slice = 10;

const nextFrame = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve);
  });

/** Reads a file in slices, shows it, and lets a server judge it where there is one. */
export const openFile = async (store: Store, file: File): Promise<void> => {
  const reader = new LineReader(await file.text());
  while (!reader.isDone) {
    reader.work(slice);
    store.say({ text: `Reading ${file.name}: ${Math.round(reader.progress * 100)} %`, tone: 'plain' });
    await nextFrame();
  }
  const { records, problems } = reader.reading();
  if (records.length === 0) {
    const [first] = problems;
    const why = first ? `line ${first.line} ${first.text}` : 'it is empty';
    store.say({ text: `${file.name} is no recorded run: ${why}.`, tone: 'bad' });
    return;
  }
  store.open(file.name, records);
  const left =
    problems.length === 0
      ? ''
      : ` ${problems.length} lines are no records, the first is line ${problems[0]?.line ?? 0}.`;
  store.say({ text: `${file.name} is shown.${left}`, tone: problems.length === 0 ? 'plain' : 'bad' });
  if (!store.isConnected || records.some(({ kind }) => kind === 'mark')) return;
  const marks = await store.ask({ ask: 'judge', records }).catch(() => []);
  if (store.title === file.name) store.append(marks);
};
