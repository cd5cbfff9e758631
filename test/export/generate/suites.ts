import { Atlas, generate, Scripts } from '../../../src/generate/index.js';
import { linesOf } from '../../../src/generate/script.js';
import type { AtlasStep, Suite, Test, TestStep, UnderTest } from '../../../src/generate/index.js';
import { metaOf } from '../../../src/protocol/meta.js';
import type { Topology } from '../../../src/protocol/roles.js';

/** The events with which ways begin; each goes home by the shortest way. */
const ways: readonly (readonly string[])[] = [
  ['client.createVc'],
  ['client.createVc', 'client.makeCall', 'network.accept', 'client.send', 'network.hangUp'],
  ['network.call'],
];

const atlases = new Map<Topology, Atlas>();

/** The graph of a topology with one VC, unfolded once. */
export function atlasOf(topology: Topology): Atlas {
  const atlas = atlases.get(topology) ?? new Atlas({ topology });
  atlases.set(topology, atlas);
  return atlas;
}

/** From a system at rest through some events, and the shortest way back to rest. */
export function wayThrough(atlas: Atlas, events: readonly string[]): readonly AtlasStep[] {
  let state = atlas.initial;
  const first = events.map((name) => {
    const edge = atlas.out(state).find((one) => atlas.stepOf(one).text === name);
    if (edge === undefined) throw new Error(`${name} is not possible here.`);
    state = atlas.to(edge);
    return edge;
  });
  return [...first, ...wayHome(atlas, state)].map((edge) => atlas.stepOf(edge));
}

/** The edges of the shortest way from a state to the beginning. */
function wayHome(atlas: Atlas, start: number): readonly number[] {
  const cameBy = new Map<number, number>();
  const queue = [start];
  for (const state of queue) {
    if (state === atlas.initial) break;
    for (const edge of atlas.out(state)) {
      const next = atlas.to(edge);
      if (next === start || cameBy.has(next)) continue;
      cameBy.set(next, edge);
      queue.push(next);
    }
  }
  const edges: number[] = [];
  for (let state = atlas.initial; state !== start;) {
    const edge = cameBy.get(state);
    if (edge === undefined) throw new Error('There is no way home.');
    edges.unshift(edge);
    state = atlas.from(edge);
  }
  return edges;
}

const stepOf = ({ text, vc, event, sleeper, answers, records }: AtlasStep, script: TestStep['script']): TestStep => ({
  ...{ text, vc, answers, records, script },
  ...(event && { event }),
  ...(sleeper !== undefined && { sleeper }),
});

const suites = new Map<UnderTest, Suite>();

/** A small suite of real ways for one driver, or for the whole system, made once. */
export function suiteOf(underTest: UnderTest): Suite {
  const suite = suites.get(underTest) ?? made(underTest, underTest === 'mcm' ? 'mcm' : 'cm');
  suites.set(underTest, suite);
  return suite;
}

function made(underTest: UnderTest, topology: Topology): Suite {
  const atlas = atlasOf(topology);
  const scripts = new Scripts({ topology, underTest });
  const tests = ways.map((events, n): Test => {
    const way = wayThrough(atlas, events);
    const written = scripts.along(way);
    return {
      id: `T000${n + 1}`,
      title: `After ${events.join(', ')} the VC goes`,
      kind: 'positive',
      reasons: [
        { covers: 'events', name: events.at(-1)! },
        { covers: 'rules', name: 'VC-DEL-01', rule: 'VC-DEL-01', source: 'deleting-a-vc.md' },
      ],
      steps: way.map((step, at) => stepOf(step, written[at]!)),
      isAtRest: true,
    };
  });
  return {
    title: `${underTest} in ${topology}`,
    ...{ topology, underTest, strategy: 'by hand', seed: 1, meta: metaOf(topology), tests },
    opening: { records: atlas.opening, script: linesOf(atlas.opening, underTest) },
  };
}

/** Calls that no driver may make, each as a test. */
export function forbiddenSuite(): Suite {
  const { suite } = generate({ cover: 'illegal', sends: 0, receives: 0 });
  return { ...suite, tests: suite.tests.filter(({ kind }) => kind === 'forbidden') };
}

/** Texts that somebody has chosen in order to do harm. */
export const hostileText =
  '</script>*/ ??/ "\'`${1+1}` \\ | # %s\n\r\u0000\u2028\u202e\ud800 ä😀 ]]> <b onload="x"> --> @name';

/** A suite in which every text that may be chosen is hostile. */
export function hostileSuite(underTest: UnderTest = 'client'): Suite {
  const suite = suiteOf(underTest);
  const tests = suite.tests.map((test, n): Test => ({
    ...test,
    id: `T${n}`,
    title: hostileText,
    reasons: [{ covers: 'states', name: hostileText, rule: 'VC-DEL-01', source: hostileText }],
    steps: test.steps.map((step) => ({ ...step, text: hostileText })),
  }));
  return { ...suite, title: hostileText, strategy: hostileText, tests };
}

/** A suite with nothing in it. */
export const emptySuite = (): Suite => ({
  ...suiteOf('client'),
  title: 'nothing',
  opening: { records: [], script: [] },
  tests: [],
});
