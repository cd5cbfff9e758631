/** An element of an XML document. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  /** What stands between its children. */
  readonly text: string;
}

/** What XML 1.0 lets a document consist of. */
const illegal = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;
const token =
  /<\?xml [^<>]*\?>|<\/([A-Za-z][\w.-]*)>|<([A-Za-z][\w.-]*)((?: [A-Za-z][\w.-]*="[^"<]*")*)(\/?)>|([^<]+)/y;

/** Reads the XML that a build server would take, and no more: elements, attributes, text. Anything else throws. */
export function parseXml(document: string): Element {
  const found = illegal.exec(document);
  if (found) throw new Error(`There is an illegal character at ${found.index}.`);
  const root = { name: '', attributes: {}, children: [] as Element[], text: '' };
  const open = [root];
  token.lastIndex = 0;
  while (token.lastIndex < document.length) {
    const at = token.lastIndex;
    const match = token.exec(document);
    if (!match) throw new Error(`There is no token at ${at}: ${document.slice(at, at + 40)}`);
    const [whole, closed, opened, attributes = '', empty, text] = match;
    const innermost = open.at(-1) ?? root;
    if (closed !== undefined) {
      if (open.pop()?.name !== closed || open.length === 0) throw new Error(`</${closed}> closes something else.`);
    } else if (opened !== undefined) {
      const element = { name: opened, attributes: attributesIn(attributes), children: [], text: '' };
      innermost.children.push(element);
      if (empty === '') open.push(element);
    } else if (text !== undefined) {
      if (text.includes(']]>')) throw new Error('There is a ]]> in a text.');
      innermost.text += decoded(text);
    } else if (at !== 0 || !whole.startsWith('<?xml')) {
      throw new Error('The declaration does not come first.');
    }
  }
  const [element, ...others] = root.children;
  if (open.length !== 1 || !element || others.length > 0) throw new Error('Expected one root element.');
  return element;
}

function attributesIn(text: string): Readonly<Record<string, string>> {
  const entries = [...text.matchAll(/ ([\w.-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
    name,
    decoded(value),
  ]);
  const attributes = Object.fromEntries(entries) as Record<string, string>;
  if (Object.keys(attributes).length !== entries.length) throw new Error(`An attribute is there twice:${text}`);
  return attributes;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decoded = (text: string): string =>
  text.replace(/&([^;]*;?)/g, (reference, name: string) => {
    const character = name.endsWith(';') ? entities[name.slice(0, -1)] : undefined;
    if (character === undefined) throw new Error(`There is no entity ${reference}.`);
    return character;
  });
