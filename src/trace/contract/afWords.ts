import type { RuleId } from '../../protocol/rules.js';
import { callOn, deed, ownVcOn, sapOn } from '../../rules/index.js';
import type { Af, Frame, Sap, World } from '../../rules/index.js';
import { spoken } from '../../rules/words.js';

const afLives: Readonly<Record<Af['life'], string>> = {
  unregistered: 'is not open',
  advertised: 'is not open',
  opening: 'is still being opened',
  open: 'is open',
  closing: 'is being closed',
  closed: 'is closed',
};
const sapLives: Readonly<Record<Sap['life'], string>> = {
  none: 'is not registered',
  registering: 'is still being registered',
  registered: 'is registered',
  deregistering: 'is being deregistered',
};

/** What stands on an address family, in plain words. */
function leftOn(world: World, af: Af): string {
  const own = ownVcOn(world, af);
  if (own) return `VC ${own.handle} still exists`;
  const called = callOn(world, af);
  return called ? `the call of ${called.handle} is not over` : `SAP ${sapOn(world, af)?.handle ?? ''} is still there`;
}

const withStatus = (frame: Frame): string => {
  const { status } = frame.args;
  return status === undefined ? deed(frame) : `${deed(frame)}(${spoken(status)})`;
};

/** What a driver does to an address family, and what the contract has against it. */
export function afStory(world: World, af: Af, frame: Frame, rule: RuleId): string {
  const what = `${withStatus(frame)} on ${af.handle}`;
  switch (rule) {
    case 'AF-14':
      return `${what}, where ${leftOn(world, af)}`;
    case 'AF-15':
      return `${what} a second time`;
    case 'AF-18':
      return `${what}, but such a completion can only report success`;
    case 'SAP-15':
      return `${withStatus(frame)} with a call on ${af.handle}, which ${afLives[af.life]}`;
    default:
      return af.life === 'opening' && isOpenCompletion(frame)
        ? `${what}, but exactly one completion ends a pended open, with its final status`
        : `${what}, which ${afLives[af.life]}`;
  }
}

const isOpenCompletion = ({ fn }: Frame): boolean => fn.endsWith('OpenAddressFamilyComplete');

/** What a driver does with a SAP, and where it stands. */
export const sapStory = ({ handle, life }: Sap, frame: Frame): string =>
  `${withStatus(frame)} on ${handle}, which ${sapLives[life]}`;
