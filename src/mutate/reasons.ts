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
    /^(adapter\.\w+\.channel\.open|miniportVc\.\w+\.MiniportCoActivateVc)\.(\d\.flipGuard|1\.dropTransition|1\.dropAction\.useAnswer)$/,
    'the hardware may support parameters or not, at once or later (VC-ACT-06, VC-ACT-07)',
  ),
  allowed(
    /^(clientVc\.exists\.ProtocolCoReceiveNetBufferLists\.2|call\.\w+\.ProtocolCm(CloseCall|ModifyCallQoS)(\.1)?)\.dropAction\.useAnswer$/,
    'who has refused once, or has not answered at once, may do so again: no rule says how often',
  ),
  allowed(
    /^clientVc\.exists\.ProtocolCoReceiveNetBufferLists\.2\.dropTransition$/,
    'a client may return lists at once, or own them for as long as it likes (RECV-04)',
  ),
  allowed(
    /^clientVc\.exists\.inCall\.(accepted|connected\.\w+)\.client\.closeCall\.1\.(dropTransition|flipGuard)$/,
    'whether a client closes a call that its user wants no more, no rule says',
  ),
  allowed(
    /^clientVc\.(finishing|hungUp)\.ProtocolCoSendNetBufferListsComplete\.1\.(dropTransition|flipGuard\.(hasSent|takesItsTime|isInside))$/,
    'once its sends are back a client may close its call, and no rule says how soon (CALL-CLOSE-02)',
  ),
  allowed(
    /^clientVc\.exists\.inCall\.making\.ProtocolClIncomingCloseCall\.(1\.flipGuard|2\.dropTransition)$/,
    'a client answers a hang-up with its close, and no rule says how soon (CALL-RCLOSE-04)',
  ),
  allowed(
    new RegExp(`^${qosChange}\\.(1\\.flipGuard|2\\.flipGuard\\.dislikes|3\\.flipGuard|[23]\\.dropTransition)$`),
    'a client may take the parameters that are proposed, ask for others, or close the call (QOS-IN-03)',
  ),
  allowed(
    /^clientVc\.exists\..*\.dropAction\.(endOffer|moveOn|settle)$/,
    'for which parameters a client asks, and how often, is its choice (QOS-CL-06)',
  ),
  allowed(/^network\./, 'what the far side says, and whether it reaches the near side, no driver can answer for'),
  allowed(
    /^call\.settingUp\.after\.patience\.dropTransition$/,
    'a call manager may wait for an answer as long as it likes',
  ),
  allowed(
    /^call\.negotiating\.line\.(disagreed\.2|hungUp)\.dropAction\.failWhatIsOwed$/,
    'a change that has pended is completed when the call ends at the latest, and no rule says how much sooner',
  ),
  allowed(
    /^call\.\w+\.ProtocolCmModifyCallQoS\.1\.(dropTransition|flipGuard(\.\w+)?)$/,
    'a call manager may take up a change or refuse it (QOS-IN-05)',
  ),
  allowed(
    /^call\.\w+\.ProtocolCmCloseCall\.1\.(dropTransition|flipGuard(\.\w+)?)$/,
    'a call manager may fail a close, and the call goes on; and it need not',
  ),
  allowed(
    /^callManagerVc\.created\.bearer\.create\.1\.(flipGuard\.isSignaling|dropTransition)$/,
    'a call manager need not use a VC of its own for another call',
  ),
  unseen(
    /\.dropAction\.(adopt|keepParameters|noteParameters|voidParameters|propose)$/,
    'which parameters are in force shows nowhere at the boundary',
  ),
  unseen(
    /^af\.open\.NdisCo(Create|Delete)Vc/,
    'how many VCs an address family has is asked when it closes, which it never does while VCs come and go here (AF-14)',
  ),
  unseen(
    /^call\..*\.dropAction\.indicateClose$/,
    'that the far side has hung up shows nowhere else at the boundary (CALL-RCLOSE-01)',
  ),
  unseen(
    /^call\..*\.dropAction\.signal/,
    'what a call manager says on the line shows nowhere at the boundary (QOS-IN-04)',
  ),
];

/** Why nobody objects to a mutant, if that is known. */
export const reasonFor = ({ id }: Mutation): Reason | undefined => reasons.find(({ ids }) => ids.test(id));
