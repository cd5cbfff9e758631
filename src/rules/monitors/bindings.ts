import type { Actor } from '../cast.js';
import type { Frame } from '../frame.js';
import { monitor } from '../monitor.js';
import type { Scene } from '../monitor.js';
import { deed, written } from '../words.js';

interface Binding {
  /** As `binding` or `adapter` names it, where records do. */
  name: string | undefined;
  life: 'opening' | 'open' | 'closing';
  readonly frame: Frame;
}

type Bindings = Map<Actor, Binding[]>;

/** Bindings that a driver has closed are remembered until it opens the next, but no more than so many. */
const mostClosed = 16;

/**
 * OID requests go to a binding that is open. The completions of an open or a close that pends are no functions of
 * CoNDIS: a pended open counts as open. Which binding a record is about, `binding` or `adapter` may say.
 */
export const bindings = monitor<Bindings>({
  name: 'bindings',
  rules: ['OID-12'],
  hears: ['NdisOpenAdapterEx', 'NdisCloseAdapterEx', 'NdisCoOidRequest'],
  open: () => new Map(),
  called(scene, frame) {
    if (frame.isPrivate) return;
    if (frame.fn === 'NdisOpenAdapterEx') open(scene.state, frame);
    else if (frame.fn === 'NdisCloseAdapterEx') close(scene.state, frame);
    else request(scene, frame);
  },
  answered({ state }, frame) {
    const known = state.get(frame.from) ?? [];
    const binding = known.find(({ frame: opening }) => opening === frame);
    if (!binding) return;
    if (frame.fn === 'NdisOpenAdapterEx' && frame.outcome === 'failure') known.splice(known.indexOf(binding), 1);
    else if (frame.fn === 'NdisOpenAdapterEx') binding.life = 'open';
    binding.name ??= nameIn(frame.out);
  },
});

const nameIn = ({ binding, adapter }: Frame['args']): string | undefined => {
  const name = binding ?? adapter;
  return name === undefined || name === null ? undefined : written(name);
};

function open(state: Bindings, frame: Frame): void {
  const name = nameIn(frame.args);
  const known = (state.get(frame.from) ?? []).filter((other) => other.life !== 'closing' || other.name !== name);
  state.set(frame.from, [...known, { name, life: 'opening', frame }]);
}

function close(state: Bindings, frame: Frame): void {
  const name = nameIn(frame.args);
  const known = state.get(frame.from) ?? [];
  const binding =
    known.find((one) => one.life !== 'closing' && name !== undefined && one.name === name) ??
    known.find((one) => one.life !== 'closing' && (name === undefined || one.name === undefined));
  if (binding) binding.life = 'closing';
  else if (known.length < mostClosed) state.set(frame.from, [...known, { name, life: 'closing', frame }]);
}

function request(scene: Scene<Bindings>, frame: Frame): void {
  const known = scene.state.get(frame.from);
  if (!known || known.length === 0) return;
  const name = nameIn(frame.args);
  // An address family that is open stands on a binding, whichever that is.
  const concerned =
    name === undefined
      ? frame.af?.life === 'open'
        ? []
        : known
      : known.filter((one) => one.name === name || one.name === undefined);
  const [first] = concerned;
  if (!first || concerned.some(({ life }) => life === 'open')) return;
  const why = concerned.some(({ life }) => life === 'opening') ? 'is still being opened' : 'has been closed';
  scene.report({
    rule: 'OID-12',
    by: frame.from,
    message: `${deed(frame)} while its binding ${first.name === undefined ? '' : `${first.name} `}${why}`,
    about: [],
  });
}
