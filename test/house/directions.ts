import { targetOf } from './sources.js';
import type { Target } from './sources.js';

/** The rooms of the model. */
export const rooms = ['client', 'callManager', 'mcm', 'miniport', 'vc', 'ndis', 'adapter', 'network'] as const;

/** A part of the house: what its files may import, and why no more than that. */
export interface Row {
  /** A folder, or a single file. The longest that fits a path owns it. */
  readonly area: string;
  /** Areas, folders or files. Its own files it may always import. */
  readonly areas: readonly string[];
  readonly packages: readonly string[] | 'any';
  readonly node: boolean;
  readonly because: string;
}

const everything = ['src', 'machines'];
const model = ['src/protocol', 'machines'];

/** The rooms meet only through events, with one exception. */
const neighbours: Partial<Record<(typeof rooms)[number], readonly string[]>> = {
  // An MCM is a miniport with a call manager built in.
  mcm: ['machines/callManager/index.ts', 'machines/miniport/index.ts'],
};

const pure = { packages: [], node: false } as const;
const withXState = { packages: ['xstate'], node: false } as const;
const edge = { packages: 'any', node: true } as const;

/** Which part of the house may import which. One row, one area; the test reads it, and so should you. */
export const rows: readonly Row[] = [
  {
    area: 'src/protocol',
    areas: [],
    ...pure,
    because: 'the vocabulary stands alone: whoever speaks of CoNDIS can use it',
  },
  { area: 'src/errors.ts', areas: [], ...pure, because: 'the table of error codes is data' },
  {
    area: 'src/query',
    areas: [],
    ...pure,
    because: 'whatever has fields can be asked: records of a log, steps of a run; page and command line ask alike',
  },
  {
    area: 'machines',
    areas: ['src/protocol'],
    ...withXState,
    because: 'what rooms share (charts, messages, ports) knows no room, or the rooms would meet through it',
  },
  ...rooms.map((room) => ({
    area: `machines/${room}`,
    areas: ['src/protocol', 'machines/*.ts', ...(neighbours[room] ?? [])],
    ...withXState,
    because: 'rooms meet only through events: each can be read, tested and embedded without the others',
  })),
  {
    area: 'machines/index.ts',
    areas: ['machines/*.ts', ...rooms.map((room) => `machines/${room}/index.ts`)],
    ...pure,
    because: 'the door of the model opens the doors of its rooms, and their insides stay theirs',
  },
  {
    area: 'src/rules',
    areas: ['src/protocol'],
    ...pure,
    because: 'a monitor judges any log, not only runs of our machines',
  },
  {
    area: 'src/system',
    areas: [...model, 'src/rules', 'src/explore', 'src/errors.ts'],
    ...withXState,
    because: 'composition joins rooms and monitors, and steps them by tables; who watches or prints it comes later',
  },
  {
    area: 'src/explore',
    areas: [],
    ...withXState,
    because: 'the explorer serves any transition system, of XState machines or not, and knows nothing of CoNDIS',
  },
  {
    area: 'src/verify',
    areas: [...model, 'src/system', 'src/rules', 'src/explore', 'src/trace', 'src/errors.ts'],
    ...withXState,
    because: 'what is proven of the model needs the system, the explorer and the judges; who prints it comes later',
  },
  {
    area: 'src/mutate',
    areas: [...model, 'src/system', 'src/rules', 'src/explore', 'src/trace', 'src/verify', 'src/errors.ts'],
    ...withXState,
    because:
      'a fault is put into any machine of a system, explored and judged; who prints what became of it comes later',
  },
  {
    area: 'src/trace',
    areas: [...model, 'src/rules', 'src/errors.ts'],
    ...withXState,
    because: 'a log is judged by the charts and the monitors alone, without a running system',
  },
  {
    area: 'src/scenario',
    areas: [...model, 'src/system', 'src/rules', 'src/trace', 'src/errors.ts'],
    packages: ['xstate', 'yaml'],
    node: false,
    because: 'a scenario is text that drives a system; reading the file is the command line’s part',
  },
  {
    area: 'src/generate',
    areas: [...model, 'src/system', 'src/rules', 'src/explore', 'src/trace', 'src/scenario', 'src/errors.ts'],
    ...pure,
    because: 'tests come out of an explored graph as data; who writes them to disk is no concern of theirs',
  },
  {
    area: 'src/chart',
    areas: [...model, 'src/trace', 'src/errors.ts'],
    packages: ['xstate', 'elkjs'],
    node: false,
    because: 'a picture is a function of a machine or of a recorded run, in Node and browser alike',
  },
  {
    area: 'src/export',
    areas: [
      'explore',
      'verify',
      'mutate',
      'generate',
      'trace',
      'scenario',
      'chart',
      'system',
      'rules',
      'query',
      'errors.ts',
    ]
      .map((name) => `src/${name}`)
      .concat(model),
    ...withXState,
    because: 'an export is text made from what the others offer; only the command line may depend on it',
  },
  {
    area: 'src/index.ts',
    areas: everything.concat('!src/cli'),
    ...pure,
    because: 'the door of the library opens every part but the command line, which needs Node',
  },
  {
    area: 'src/cli',
    areas: everything.concat('inspector'),
    packages: ['commander', 'yaml', 'xstate'],
    node: true,
    because: 'the command line is the edge: files, arguments and processes end here',
  },
  {
    area: 'inspector/common',
    areas: everything.concat('!src/cli'),
    packages: 'any',
    node: false,
    because: 'wire, store and query run on both sides of the socket',
  },
  {
    area: 'inspector/web',
    areas: everything.concat('inspector/common', '!src/cli'),
    packages: 'any',
    node: false,
    because: 'the page runs in a browser',
  },
  {
    area: 'inspector',
    areas: everything.concat('inspector/common', '!src/cli'),
    ...edge,
    because: 'the inspector shows what the library does; the command line starts it, not the other way round',
  },
  { area: 'scripts', areas: ['scripts/pages'], ...edge, because: 'the build needs the tools, never the product' },
  {
    area: 'scripts/pages',
    areas: everything,
    ...edge,
    because: 'the pages of the rooms are written from the charts that they show',
  },
  { area: 'bench', areas: everything.concat('inspector', 'test'), ...edge, because: 'a benchmark measures any part' },
  {
    area: 'test',
    areas: everything.concat('inspector', 'bench', 'scripts'),
    ...edge,
    because: 'a test may look anywhere',
  },
];

/** A role in a room, by the name of the file: narrower than the room. */
export interface Role {
  readonly files: string;
  readonly fits: (path: string) => boolean;
  readonly allows: (path: string, target: Target) => boolean;
  readonly because: string;
}

const inModel = (path: string): boolean => path.startsWith('machines/');
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

export const roles: readonly Role[] = [
  {
    files: '*.types.ts',
    fits: (path) => inModel(path) && path.endsWith('.types.ts'),
    allows: (path, target) =>
      target.kind === 'file' && (folderOf(target.path) !== folderOf(path) || target.path.endsWith('.types.ts')),
    because: 'the contract of a machine is types: it imports the vocabulary and sibling types only',
  },
  {
    files: '*.logic.ts',
    fits: (path) => inModel(path) && path.endsWith('.logic.ts'),
    allows: (_path, target) => target.kind === 'file',
    because: 'guards and assigns are pure functions: they are tested, and memoised, without XState',
  },
];

/** Whether a path lies in an area: a folder with all below it, `folder/*.ts` without what is below, or one file. */
const lies = (path: string, area: string): boolean =>
  area.endsWith('/*.ts')
    ? folderOf(path) === area.slice(0, -'/*.ts'.length) && path !== 'machines/index.ts'
    : path === area || path.startsWith(`${area}/`);

/** The row that owns a path. */
export const rowOf = (path: string): Row | undefined =>
  rows.filter(({ area }) => lies(path, area)).sort((a, b) => b.area.length - a.area.length)[0];

const permits = (row: Row, target: Target): boolean => {
  switch (target.kind) {
    case 'builtin':
      return row.node;
    case 'package':
      return row.packages === 'any' || row.packages.includes(target.name);
    case 'file': {
      const forbidden = row.areas.filter((area) => area.startsWith('!')).map((area) => area.slice(1));
      const own = rowOf(target.path) === row;
      return (
        own || (row.areas.some((area) => lies(target.path, area)) && !forbidden.some((area) => lies(target.path, area)))
      );
    }
  }
};

/** Why a file may not import this, one sentence a reason; empty where it may. */
export const refusals = (path: string, specifier: string): readonly string[] => {
  const row = rowOf(path);
  const target = targetOf(path, specifier);
  if (!row) {
    return [`no row of test/house/directions.ts owns ${path}: add one, with its reason`];
  }
  const broken: readonly { readonly because: string }[] = [
    ...(permits(row, target) ? [] : [row]),
    ...roles.filter(({ fits, allows }) => fits(path) && !allows(path, target)),
  ];
  return broken.map(({ because }) => because);
};
