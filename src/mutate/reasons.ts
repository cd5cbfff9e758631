import type { Mutation } from './mutations.js';

/** Why nobody objects to what a mutant does. */
export interface Reason {
  readonly why: string;
  /** The contract leaves it free: the mutant is as good as the original. Otherwise nobody can see that it is worse. */
  readonly isAllowed: boolean;
}

interface Row extends Reason {
  /** The mutants that it is about, by their whole ids. */
  readonly ids: RegExp;
}

const allowed = (ids: RegExp, why: string): Row => ({ ids, why, isAllowed: true });
const unseen = (ids: RegExp, why: string): Row => ({ ids, why, isAllowed: false });

const qosChange = 'clientVc\\.exists\\.inCall\\.connected\\.steady\\.ProtocolClIncomingCallQoSChange';

/** All that is known; the first that fits holds. */
export const reasons: readonly Row[] = [
  allowed(
    /^adapter\.(closed|open|reopening)\.channel\.open\.\d\.flipGuard$/,
    'a miniport may pend an activation, and may fail it (VC-ACT-06, VC-ACT-07)',
  ),
  allowed(
    /^clientVc\.(finishing|hungUp)\.ProtocolCoSendNetBufferListsComplete\.1\.(dropTransition|flipGuard\.(hasSent|takesItsTime))$/,
    'once its sends are back a client may close its call, and no rule says how soon (CALL-CLOSE-02)',
  ),
  allowed(
    /^clientVc\.exists\.inCall\.making\.ProtocolClIncomingCloseCall\.(1\.flipGuard|2\.dropTransition)$/,
    'a client answers a hang-up with its close, and no rule says how soon (CALL-RCLOSE-04)',
  ),
  allowed(
    new RegExp(`^${qosChange}\\.(1\\.flipGuard|2\\.flipGuard\\.dislikes|[12]\\.dropAction\\.useAnswer)$`),
    'a client may take the parameters that are proposed, ask for others, or close the call (QOS-IN-03)',
  ),
  allowed(
    /^clientVc\.exists\..*\.dropAction\.(moveOn|settle|stopAsking)$/,
    'for which parameters a client asks, and how often, is its choice (QOS-CL-06)',
  ),
  allowed(/^network\.line\.hungUp\.changeStatus\./, 'why the far side hangs up is its own affair'),
  allowed(
    /^call\.settingUp\.after\.patience\.dropTransition$/,
    'a call manager may wait for an answer as long as it likes',
  ),
  allowed(
    /^call\.negotiating\.line\.(disagreed\.2|hungUp)\.dropAction\.failWhatIsOwed$/,
    'a change that has pended is completed when the call ends at the latest, and no rule says how much sooner',
  ),
  allowed(
    /^callManagerVc\.created\.bearer\.create\.1\.(flipGuard\.isSignaling|dropTransition)$/,
    'a call manager need not use a VC of its own for another call',
  ),
  unseen(
    /\.dropAction\.(keepParameters|voidParameters|propose|takeOver)$/,
    'which parameters are in force shows nowhere at the boundary',
  ),
  unseen(
    /^call\..*\.dropAction\.indicateClose$/,
    'that the far side has hung up shows nowhere else at the boundary (CALL-RCLOSE-01)',
  ),
  unseen(/^network\./, 'what is said on the line is not said at the boundary, and may be said in another way'),
];

/** Why nobody objects to a mutant, if that is known. */
export const reasonFor = ({ id }: Mutation): Reason | undefined => reasons.find(({ ids }) => ids.test(id));
