/** The pages of the rooms: their tables are those of the charts, and what they name exists. */
import { posix } from 'node:path';
import { fill, pages, sectionsDue } from '../../scripts/pages.js';
import { ambiguities, canonicalName, isRuleId, ruleAreas } from '../../src/protocol/index.js';
import { exists, filesBelow, read } from '../house/sources.js';

const documents = [...filesBelow('machines'), ...filesBelow('src')].filter((path) => path.endsWith('.md'));

/** A page without what is generated. */
const written = (page: string): string => read(page).replace(/<!-- (\w+)(?:: \w+)? -->[\s\S]*?<!-- \/\1 -->/g, '');

describe.each(pages)('%s', (page) => {
  test('has a section for every machine', () => {
    const missing = sectionsDue(page).filter((section) => !read(page).includes(`<!-- ${section} -->`));
    expect(missing).toEqual([]);
  });

  test('says what the charts say', () => {
    if (fill(read(page)) !== read(page)) {
      throw new Error(`${page} is no longer what charts and fates say. \`npm run pages\` writes it anew.`);
    }
  });
});

describe.each(documents)('%s', (page) => {
  test('names functions by their names', () => {
    const names = written(page).match(/\b(?:Ndis|Protocol|Miniport)[A-Z]\w+/g) ?? [];
    // Families of functions, and handles, contexts and types of the documentation.
    const others = /^(?:NdisM?C[lmo]|ProtocolC[lmo]|MiniportCo)$|(?:Handle|Context|Parameters)$/;
    expect(names.filter((name) => !others.test(name) && canonicalName(name) === undefined)).toEqual([]);
  });

  test('names rules and ambiguities that exist', () => {
    const areas = Object.keys(ruleAreas).join('|');
    const ids = written(page).match(new RegExp(`\\b(?:AMB|${areas})-\\d+\\b`, 'g')) ?? [];
    expect(ids.filter((id) => !isRuleId(id) && !Object.hasOwn(ambiguities, id))).toEqual([]);
  });

  test('leads to files that exist', () => {
    const links = [...read(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target = '']) => target);
    expect(links.filter((target) => !exists(posix.join(posix.dirname(page), target)))).toEqual([]);
  });
});

describe.each([...pages, 'src/system/README.md'])('%s', (page) => {
  test('has no line of more than 120 columns, tables apart', () => {
    const long = written(page)
      .split('\n')
      .filter((line) => line.length > 120 && !line.startsWith('|'));
    expect(long).toEqual([]);
  });
});
