import { isFailure, isSuccess } from '../../protocol/status.js';
import { underWay } from '../books/packets.js';
import type { PacketBook } from '../books/packets.js';
import { nothing } from '../monitor.js';
import type { Finding, Monitor } from '../monitor.js';
import { isSelfCall } from '../steps.js';
import type { Step } from '../steps.js';

/** No deactivation is reported before every send has been completed and every indicated list is back. */
export const drain: Monitor = {
  name: 'drain',
  rules: ['VC-DEACT-04', 'VC-DEACT-24'],
  judge(books, step) {
    const vc = step.kind === 'assume' || isSelfCall(step.frame) ? undefined : step.frame.args.vc;
    if (vc === undefined || step.kind === 'assume') return nothing;
    const { fn, from, to } = step.frame;
    if (isReportOfMiniport(step)) {
      return undrained(books, vc, {
        rule: 'VC-DEACT-04',
        by: fn === 'MiniportCoDeactivateVc' ? to : from,
        message: `${vc} is reported deactivated`,
      });
    }
    return step.kind === 'call' && fn === 'NdisMCmDeactivateVc'
      ? undrained(books, vc, { rule: 'VC-DEACT-24', by: from, message: `${from} calls ${fn} for ${vc}` })
      : nothing;
  },
};

/** A plain miniport says that a VC is deactivated: by its answer, or by a completion. */
function isReportOfMiniport(step: Exclude<Step, { kind: 'assume' }>): boolean {
  const { fn, args } = step.frame;
  if (step.kind === 'return') {
    return fn === 'MiniportCoDeactivateVc' && step.status !== null && isSuccess(step.status);
  }
  return fn === 'NdisMCoDeactivateVcComplete' && !isFailure(args.status ?? 'NDIS_STATUS_SUCCESS');
}

function undrained(packets: PacketBook, vc: string, { message, ...finding }: Finding): readonly Finding[] {
  const lists = underWay(packets, vc);
  return lists.length === 0 ? nothing : [{ ...finding, message: `${message} while ${lists.join(', ')} is not back` }];
}
