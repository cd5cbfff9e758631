import { monitor } from '../monitor.js';
import type { Scene } from '../monitor.js';
import type { Frame } from '../frame.js';
import type { Vc } from '../things.js';
import { deed, endsOfVcs } from '../words.js';

type Names = Map<Vc, string>;

/**
 * Names of VCs for WMI and TAPI: NDIS keeps the first name of a VC, and gives an id for a VC only. Beside the arguments
 * of the format, the resulting `name` of a return and `bytesNeeded` are understood.
 */
export const names = monitor<Names>({
  name: 'names',
  rules: ['NAME-01', 'NAME-02', 'TAPI-01'],
  hears: ['NdisCoAssignInstanceName', 'NdisCoGetTapiCallId', ...endsOfVcs],
  open: () => new Map(),
  called(scene, frame) {
    const { fn, vc, from } = frame;
    if (fn !== 'NdisCoAssignInstanceName' || from.role === 'mcm' || vc?.life !== 'creating') return;
    scene.report({
      rule: 'NAME-01',
      by: from,
      message: `${deed(frame)} for ${vc.handle}, which is still being created: a name is for a VC that exists`,
      about: [vc.handle],
    });
  },
  answered(scene, frame) {
    if (frame.fn === 'NdisCoAssignInstanceName') compare(scene, frame);
    else if (frame.fn === 'NdisCoGetTapiCallId') examine(scene, frame);
  },
  left({ state }, { vc }) {
    if (vc?.life === 'deleted') state.delete(vc);
  },
});

function compare(scene: Scene<Names>, { vc, out, outcome, fn }: Frame): void {
  const { name } = out;
  if (!vc || outcome !== 'success' || typeof name !== 'string') return;
  const first = scene.state.get(vc);
  if (first === undefined) {
    scene.state.set(vc, name);
  } else if (first !== name) {
    scene.report({
      rule: 'NAME-02',
      by: 'ndis',
      message: `NDIS returns the name ${name} from ${fn} for ${vc.handle}, which has the name ${first} already`,
      about: [vc.handle],
    });
  }
}

function examine(scene: Scene<Names>, { vc, args, out, outcome, status, fn }: Frame): void {
  if (args.vc === null && outcome === 'success') {
    scene.report({
      rule: 'TAPI-01',
      by: 'ndis',
      message: `NDIS returns an id from ${fn} for a NULL VC handle`,
      about: [],
    });
  }
  const size = out['bytesNeeded'];
  if (status !== 'NDIS_STATUS_BUFFER_TOO_SHORT' || (size !== null && size !== 0)) return;
  scene.report({
    rule: 'TAPI-01',
    by: 'ndis',
    message: `NDIS returns BUFFER_TOO_SHORT from ${fn}, without the size that it takes`,
    about: vc ? [vc.handle] : [],
  });
}
