/** Structures that nobody has drawn: the layout never fails, and whatever they say remains text. */
import fc from 'fast-check';
import { drawChart, layoutOf } from '../../src/chart/index.js';
import type { Structure, StructureNode, StructureTransition } from '../../src/chart/index.js';
import { parseXml } from '../export/xml.js';
import type { Element } from '../export/xml.js';

interface Seed {
  readonly parents: readonly number[];
  readonly kinds: readonly number[];
  readonly names: readonly string[];
  readonly arrows: readonly (readonly [source: number, targets: readonly number[], text: string])[];
}

const name = fc.oneof(
  { weight: 3, arbitrary: fc.string({ maxLength: 12 }) },
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('<script>', '"', "'", '&', ']]>', '<!--', 'x'.repeat(2000), '\u0000', '\ud800'),
);

const seeds: fc.Arbitrary<Seed> = fc.record({
  parents: fc.array(fc.nat({ max: 8 }), { minLength: 1, maxLength: 9 }),
  kinds: fc.array(fc.nat({ max: 4 }), { minLength: 10, maxLength: 10 }),
  names: fc.array(name, { minLength: 10, maxLength: 10 }),
  arrows: fc.array(fc.tuple(fc.nat({ max: 9 }), fc.array(fc.nat({ max: 9 }), { maxLength: 2 }), name), {
    maxLength: 14,
  }),
});

/** A structure as XState would tell it: leaves hold nothing, and compound states begin somewhere. */
function structureFrom({ parents, kinds, names, arrows }: Seed): Structure {
  const ids = [0, ...parents].map((_, at) => `${at} ${names[at] ?? ''}`);
  const idOf = (at: number): string => ids[at % ids.length]!;
  const parentOf = (at: number): string | undefined => (at === 0 ? undefined : idOf(parents[at - 1]! % at));
  const nodes = ids.map((id, at): StructureNode => {
    const inside = ids.filter((_, child) => child > 0 && parentOf(child) === id);
    const leaf = (['atomic', 'final', 'history', 'atomic', 'atomic'] as const)[kinds[at] ?? 0] ?? 'atomic';
    const kind = inside.length === 0 ? leaf : (kinds[at] ?? 0) % 3 === 0 ? 'parallel' : 'compound';
    const parent = parentOf(at);
    return {
      id,
      key: names[at] ?? '',
      kind,
      ...(parent !== undefined && { parent }),
      ...(kind === 'compound' && { initial: inside[0]! }),
      entry: (kinds[at] ?? 0) > 3 ? [names[at] ?? ''] : [],
      exit: [],
      invokes: [],
      rules: [],
    };
  });
  const transitions = arrows.map(([source, targets, text], at): StructureTransition => ({
    id: `${idOf(source)}#${at}`,
    source: idOf(source),
    targets: [...new Set(targets.map(idOf))],
    event: text,
    trigger: 'event',
    text,
    ...(at % 2 === 0 && { guard: text }),
    actions: at % 3 === 0 ? [text, text] : [],
    rules: [],
    isSelf: targets.length === 0,
    reenters: false,
    isForbidden: false,
  }));
  return { id: names[0] ?? '', nodes, transitions };
}

const elementsIn = (element: Element): readonly Element[] => [element, ...element.children.flatMap(elementsIn)];

test('every structure has a layout whose states lie where they belong, and a picture that is XML', async () => {
  await fc.assert(
    fc.asyncProperty(seeds, fc.array(fc.nat({ max: 9 }), { maxLength: 2 }), async (seed, closed) => {
      const structure = structureFrom(seed);
      const collapsed = closed.map((at) => structure.nodes[at % structure.nodes.length]!.id);
      const layout = await layoutOf(structure, { collapsed, tries: 2 });
      const byId = new Map(layout.nodes.map((node) => [node.id, node]));
      for (const { x, y, w, h, parent } of layout.nodes) {
        const outer = byId.get(parent ?? '') ?? { x: 0, y: 0, w: layout.width, h: layout.height };
        expect(x >= outer.x && y >= outer.y).toBe(true);
        expect(x + w <= outer.x + outer.w + 1 && y + h <= outer.y + outer.h + 1).toBe(true);
      }
      const elements = elementsIn(parseXml(drawChart(layout)));
      const known = ['svg', 'title', 'desc', 'style', 'rect', 'circle', 'path', 'g', 'text', 'tspan'];
      expect(elements.map((element) => element.name).filter((each) => !known.includes(each))).toEqual([]);
      expect(elements.filter(({ attributes }) => 'style' in attributes || 'onload' in attributes)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
