import type { Rule } from './rules/define.js';
import { afRules } from './rules/addressFamilies.js';
import { qosClRules, qosInRules, paramRules } from './rules/callParameters.js';
import { callCloseRules, callRcloseRules } from './rules/closingCalls.js';
import { irqlRules, asyncRules, timeRules } from './rules/execution.js';
import { failRules } from './rules/failures.js';
import { callInRules } from './rules/incomingCalls.js';
import { mcmRules } from './rules/mcm.js';
import { callOutRules } from './rules/outgoingCalls.js';
import { partyRules } from './rules/parties.js';
import { recvRules } from './rules/receiving.js';
import { regRules, ctxRules } from './rules/registration.js';
import { oidRules, statRules, resetRules } from './rules/requests.js';
import { sapRules, pvcRules, nameRules, tapiRules } from './rules/saps.js';
import { sendRules } from './rules/sending.js';
import { vcActRules, vcReactRules } from './rules/vcActivation.js';
import { vcCreateRules, sigRules, mcmSigRules } from './rules/vcCreation.js';
import { vcDeactRules } from './rules/vcDeactivation.js';
import { vcDelRules } from './rules/vcDeletion.js';

export { ruleAreas } from './rules/define.js';
export type { Observable, Rule, RuleArea, RuleLevel } from './rules/define.js';

/** The id of a rule: its area and a number, such as VC-DEL-01. */
export type RuleId =
  | keyof typeof regRules
  | keyof typeof afRules
  | keyof typeof sapRules
  | keyof typeof ctxRules
  | keyof typeof vcCreateRules
  | keyof typeof sigRules
  | keyof typeof mcmSigRules
  | keyof typeof vcActRules
  | keyof typeof vcReactRules
  | keyof typeof vcDeactRules
  | keyof typeof vcDelRules
  | keyof typeof mcmRules
  | keyof typeof callOutRules
  | keyof typeof callInRules
  | keyof typeof callCloseRules
  | keyof typeof callRcloseRules
  | keyof typeof qosClRules
  | keyof typeof qosInRules
  | keyof typeof partyRules
  | keyof typeof sendRules
  | keyof typeof recvRules
  | keyof typeof oidRules
  | keyof typeof statRules
  | keyof typeof resetRules
  | keyof typeof irqlRules
  | keyof typeof asyncRules
  | keyof typeof failRules
  | keyof typeof paramRules
  | keyof typeof pvcRules
  | keyof typeof nameRules
  | keyof typeof tapiRules
  | keyof typeof timeRules;

/** The catalogue: what the documentation demands, advises, allows and forbids. */
export const rules: Readonly<Record<RuleId, Rule>> = {
  ...regRules,
  ...afRules,
  ...sapRules,
  ...ctxRules,
  ...vcCreateRules,
  ...sigRules,
  ...mcmSigRules,
  ...vcActRules,
  ...vcReactRules,
  ...vcDeactRules,
  ...vcDelRules,
  ...mcmRules,
  ...callOutRules,
  ...callInRules,
  ...callCloseRules,
  ...callRcloseRules,
  ...qosClRules,
  ...qosInRules,
  ...partyRules,
  ...sendRules,
  ...recvRules,
  ...oidRules,
  ...statRules,
  ...resetRules,
  ...irqlRules,
  ...asyncRules,
  ...failRules,
  ...paramRules,
  ...pvcRules,
  ...nameRules,
  ...tapiRules,
  ...timeRules,
};

/** Every rule's id, in the order of the catalogue. */
export const ruleIds: readonly RuleId[] = Object.keys(rules) as RuleId[];

/** Whether a text is the id of a rule. */
export const isRuleId = (text: string): text is RuleId => Object.hasOwn(rules, text);
