import type { RuleId } from '../../protocol/rules.js';
import type { Actor } from '../cast.js';
import type { Frame } from '../frame.js';
import { monitor } from '../monitor.js';
import type { Scene } from '../monitor.js';
import type { Vc } from '../things.js';
import { deed, textOf, written } from '../words.js';

/** Adapters of a miniport that one name stands for. */
interface Adapters {
  /** How many of them are initialized; none yet where the driver has only registered. */
  running: number;
  isHalted: boolean;
}

interface Indications {
  /** Of each miniport, its adapters by name; the empty name where records give none. */
  readonly adapters: Map<Actor, Map<string, Adapters>>;
  /** Indications that a protocol is handling. */
  readonly handling: Map<Actor, Frame[]>;
}

type IndicationScene = Scene<Indications>;

/** Adapters that are remembered for one miniport. */
const mostAdapters = 64;

/**
 * Status indications: when a miniport may make them, whom they reach, and that they come to a binding one after the
 * other. Beside the arguments of the format, `adapter`, `binding`, `context` and `sourceHandle` are understood.
 */
export const indications = monitor<Indications>({
  name: 'indications',
  rules: ['STAT-01', 'STAT-02', 'STAT-03', 'STAT-04'],
  hears: [
    'NdisMCoIndicateStatusEx',
    'ProtocolCoStatusEx',
    'NdisSetOptionalHandlers',
    'MiniportInitializeEx',
    'MiniportHaltEx',
  ],
  open: () => ({ adapters: new Map(), handling: new Map() }),
  called(scene, frame) {
    if (frame.isPrivate) return;
    switch (frame.fn) {
      case 'NdisMCoIndicateStatusEx':
        indicate(scene, frame);
        return;
      case 'ProtocolCoStatusEx':
        reach(scene, frame);
        serialize(scene, frame);
        return;
      case 'NdisSetOptionalHandlers':
        if (isMiniport(frame.from) && !scene.state.adapters.has(frame.from)) {
          scene.state.adapters.set(frame.from, new Map([['', { running: 0, isHalted: false }]]));
        }
        return;
      case 'MiniportInitializeEx':
        turn(scene.state, frame, 1);
        return;
      default:
        return;
    }
  },
  answered({ state }, frame) {
    if (frame.isPrivate) return;
    if (frame.fn === 'MiniportHaltEx') turn(state, frame, -1);
    else if (frame.fn === 'MiniportInitializeEx' && frame.outcome === 'failure') turn(state, frame, -1);
    else if (frame.fn === 'ProtocolCoStatusEx') finish(state, frame);
  },
});

const isMiniport = ({ role }: Actor): boolean => role === 'miniport' || role === 'mcm';

// When.

const adapterIn = ({ args }: Frame): string => textOf(args['adapter']) ?? '';

function turn({ adapters }: Indications, frame: Frame, change: 1 | -1): void {
  const known = adapters.get(frame.to) ?? new Map<string, Adapters>();
  const [only = ''] = known.size === 1 ? known.keys() : [];
  const name = adapterIn(frame) || (change < 0 ? only : '');
  adapters.set(frame.to, known);
  if (name !== '' && known.get('')?.isHalted === false) known.delete('');
  const own = known.get(name) ?? { running: 0, isHalted: false };
  known.delete(name);
  known.set(name, own);
  own.running = Math.max(0, own.running + change);
  own.isHalted = own.running === 0;
  if (known.size > mostAdapters) {
    const [oldest] = known.keys();
    if (oldest !== undefined) known.delete(oldest);
  }
}

function indicate(scene: IndicationScene, frame: Frame): void {
  const { from, args } = frame;
  const source = args['sourceHandle'];
  const adapter = args['adapter'];
  if (source !== undefined && adapter !== undefined && source !== adapter) {
    const story = `${deed(frame)} with SourceHandle ${written(source)}, which is not its adapter ${written(adapter)}`;
    complain(scene, 'STAT-04', from, story);
  }
  const known = scene.state.adapters.get(from);
  if (!known) return;
  const name = adapterIn(frame);
  const own = known.get(name) ?? known.get('');
  const concerned = name === '' ? [...known.values()] : own ? [own] : [];
  if (concerned.length === 0 || concerned.some(({ running }) => running > 0)) return;
  const isHalted = concerned.some((adapters) => adapters.isHalted);
  if (!isHalted && isAtWork(scene)) return;
  const why = isHalted ? 'after its adapter has been halted' : 'before its adapter is initialized';
  complain(scene, 'STAT-02', from, `${deed(frame)} ${why}`);
}

/** The log shows what only an initialized adapter makes possible, and so may leave its initialization out. */
const isAtWork = ({ world }: IndicationScene): boolean => world.vcs.size > 0 || world.afs.size > 0;

// Whom.

function reach(scene: IndicationScene, frame: Frame): void {
  const { outer, vc, to, args } = frame;
  const cause = outer?.fn === 'NdisMCoIndicateStatusEx' ? outer : undefined;
  if (cause && cause.args.vc !== undefined && args.vc !== undefined && args.vc !== cause.args.vc) {
    const meant = cause.args.vc === null ? 'the whole adapter' : cause.args.vc;
    const story = `${deed(frame)} about ${args.vc ?? 'the whole adapter'}, while ${cause.from.name} has indicated it for ${meant}`;
    complain(scene, 'STAT-01', 'ndis', story, args.vc ?? cause.args.vc);
    return;
  }
  const about = vc ?? cause?.vc;
  if (!about || !isUnrelated(about, to)) return;
  complain(
    scene,
    'STAT-01',
    'ndis',
    `${deed(frame)} about ${about.handle}, which ${to.name} does not share`,
    about.handle,
  );
}

function isUnrelated({ client, provider, signaling }: Vc, to: Actor): boolean {
  if (to.role === 'client') return signaling === true || (client !== null && client !== to);
  return to.role === 'callManager' && provider !== null && provider !== to;
}

// One after the other.

function serialize(scene: IndicationScene, frame: Frame): void {
  const { handling } = scene.state;
  const open = handling.get(frame.to);
  if (!open) {
    handling.set(frame.to, [frame]);
    return;
  }
  const other = open.find((one) => one.record.thread !== frame.record.thread && maybeSameBinding(one, frame));
  if (other) {
    const where = `on another thread it is still handling the one of record ${other.record.n}`;
    complain(scene, 'STAT-03', 'ndis', `${deed(frame)} while ${where}`);
  }
  open.push(frame);
}

/** Two indications come to one binding unless something tells their bindings apart. */
function maybeSameBinding(one: Frame, other: Frame): boolean {
  for (const name of ['binding', 'adapter'] as const) {
    const [a, b] = [one.args[name], other.args[name]];
    if (a !== undefined && b !== undefined) return a === b;
  }
  const [source, otherSource] = [one.outer, other.outer].map((outer) =>
    outer?.fn === 'NdisMCoIndicateStatusEx' ? outer : undefined,
  );
  if (!source || !otherSource) return true;
  if (source.from !== otherSource.from) return false;
  const [a, b] = [source.args['adapter'], otherSource.args['adapter']];
  return a === undefined || b === undefined || a === b;
}

function finish({ handling }: Indications, frame: Frame): void {
  const open = handling.get(frame.to);
  const place = open?.indexOf(frame) ?? -1;
  if (!open || place < 0) return;
  if (open.length === 1) handling.delete(frame.to);
  else open.splice(place, 1);
}

function complain(
  scene: IndicationScene,
  rule: RuleId,
  by: Actor | 'ndis',
  message: string,
  about?: string | null,
): void {
  scene.report({ rule, by, message, about: about === undefined || about === null ? [] : [about] });
}
