/** Something that can be done, by its shortcut or from the palette. */
export interface Command {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  /** As the browser calls them: `j`, `ArrowDown`, `mod+k`. */
  readonly keys?: readonly string[];
  readonly run: () => void;
  /** Cannot be done now. */
  readonly isOff?: boolean;
}

/** What is known of a key that was pressed. */
export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** A key as commands name it. */
export const keyName = ({ key, ctrlKey, metaKey, altKey }: Pressed): string =>
  `${ctrlKey || metaKey ? 'mod+' : ''}${altKey ? 'alt+' : ''}${key.length === 1 ? key.toLowerCase() : key}`;

/** A key as people read it. */
export const keyText = (name: string): string =>
  name
    .replace('mod+', 'Ctrl ')
    .replace('alt+', 'Alt ')
    .replace('Arrow', '')
    .replace(/^ $/, 'Space')
    .replace(/\b[a-z]$/, (letter) => letter.toUpperCase());

/** The command that a key calls. */
export const commandFor = (commands: readonly Command[], pressed: Pressed): Command | undefined => {
  const name = keyName(pressed);
  return commands.find(({ keys = [], isOff }) => !isOff && keys.includes(name));
};

/** The commands that a text may mean, the likeliest first. */
export const found = (commands: readonly Command[], text: string, most = 40): readonly Command[] =>
  commands
    .map((command) => ({ command, score: scoreOf(`${command.group} ${command.title}`, text) }))
    .filter(({ score, command }) => score > 0 && !command.isOff)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ command }) => command);

/** How well a text fits what was typed: its letters in their order, better where they begin words or stand together. */
export const scoreOf = (text: string, typed: string): number => {
  const [whole, wanted] = [text.toLowerCase(), typed.toLowerCase().trim()];
  if (wanted === '') return 1;
  const at = whole.indexOf(wanted);
  if (at >= 0) return 1000 - at + (at === 0 || whole[at - 1] === ' ' ? 500 : 0);
  let score = 0;
  let place = -1;
  for (const letter of wanted) {
    if (letter === ' ') continue;
    const next = whole.indexOf(letter, place + 1);
    if (next < 0) return 0;
    score += next === place + 1 ? 5 : next === 0 || /[\s.:[]/.test(whole[next - 1] ?? '') ? 4 : 1;
    place = next;
  }
  return score;
};
