import { vcFates, vcMachine } from '../../machines/vc/index.js';
import { unfold } from '../../src/explore/index.js';
import type { DriverRole, Topology } from '../../src/protocol/roles.js';
import { partsOf } from '../../src/system/index.js';
import type { Part } from '../../src/system/index.js';
import { refusedIn } from '../../src/verify/chaosRefusals.js';
import { sideBySide } from '../../src/verify/independence.js';
import { Universe } from '../../src/verify/universe.js';

/** How many lists each way, and how many states one VC then has. */
const sizes: readonly (readonly [Topology, DriverRole, number, number])[] = [
  ['cm', 'client', 0, 143],
  ['cm', 'callManager', 0, 232],
  ['cm', 'miniport', 0, 374],
  ['mcm', 'client', 0, 143],
  ['mcm', 'mcm', 0, 229],
];

const unfolded = (topology: Topology, chaos: DriverRole, lists: number, parts?: readonly Part[]) => {
  const universe = new Universe({ topology, chaos, sends: lists, receives: lists, ...(parts && { parts }) });
  return { universe, one: unfold(universe.actions) };
};

const made = new Map<string, ReturnType<typeof unfolded>>();

/** A system with a driver that keeps to nothing; the usual ones are explored once. */
function explored(topology: Topology, chaos: DriverRole, lists: number, parts?: readonly Part[]) {
  if (parts) return unfolded(topology, chaos, lists, parts);
  const key = `${topology} ${chaos} ${lists}`;
  const found = made.get(key) ?? unfolded(topology, chaos, lists);
  made.set(key, found);
  return found;
}

/** Everything that should not be, of the kinds that nothing excuses. */
const flawsOf = ({ universe }: ReturnType<typeof explored>): readonly string[] =>
  Array.from({ length: universe.actions.labels }, (_, label) => universe.fragmentOf(universe.saidOf(label)).flaws)
    .flat()
    .filter(({ kind }) => kind !== 'declined')
    .map(({ kind, text }) => `${kind}: ${text}`);

describe.each(sizes)('%s, a chaotic %s, %i lists each way', (topology, role, lists, states) => {
  const found = explored(topology, role, lists);

  it('is explored to its end', () => {
    expect(found.one.isComplete).toBe(true);
    expect(found.one.graph.states).toBeGreaterThan(0.8 * states);
    expect(found.one.graph.states).toBeLessThan(2 * states);
  });

  it('never breaks the model, and NDIS returns from every call and refuses what it has to, without effect', () => {
    expect(flawsOf(found)).toEqual([]);
  });

  it('disturbs no other VC', () => {
    const question = { topology, sends: 0, receives: 0 };
    const tables = new Map();
    const [behaved, chaotic] = [new Universe(question, tables), new Universe({ ...question, chaos: role }, tables, 2)];
    expect(sideBySide(behaved, chaotic, {})).toBe(true);
  });
});

describe('what NDIS refuses', () => {
  const known = new Map<string, readonly string[]>();
  const refusals = (topology: Topology, role: DriverRole): readonly string[] => {
    const { universe, one } = explored(topology, role, 0);
    return refusedIn(universe, one, role).map(({ fn, rule, status }) => [fn, rule, status].join(' '));
  };
  const refused = (topology: Topology, role: DriverRole): readonly string[] => {
    const found = known.get(`${topology} ${role}`) ?? refusals(topology, role);
    known.set(`${topology} ${role}`, found);
    return found;
  };

  it.each([
    ['cm', 'client', 'NdisCoDeleteVc VC-DEL-02 NDIS_STATUS_NOT_ACCEPTED'],
    ['cm', 'client', 'NdisCoDeleteVc VC-DEL-03 NDIS_STATUS_CLOSING'],
    ['cm', 'client', 'NdisCoDeleteVc CALL-RCLOSE-04 NDIS_STATUS_NOT_ACCEPTED'],
    ['cm', 'client', 'NdisClRegisterSap SAP-02 NDIS_STATUS_INVALID_DATA'],
    ['cm', 'client', 'NdisClCloseAddressFamily AF-14 NDIS_STATUS_FAILURE'],
    ['cm', 'client', 'NdisClMakeCall VC-REACT-08 NDIS_STATUS_FAILURE'],
    ['cm', 'client', 'NdisCoSendNetBufferLists CALL-OUT-12 '],
    ['cm', 'callManager', 'NdisCmActivateVc VC-ACT-03 NDIS_STATUS_FAILURE'],
    ['cm', 'callManager', 'NdisCoDeleteVc VC-DEACT-01 NDIS_STATUS_NOT_ACCEPTED'],
    ['cm', 'callManager', 'NdisCmMakeCallComplete VC-ACT-11 '],
    ['cm', 'miniport', 'NdisMCoActivateVcComplete VC-ACT-18 '],
    ['cm', 'miniport', 'NdisMCoIndicateReceiveNetBufferLists RECV-01 '],
    ['cm', 'callManager', 'NdisCmModifyCallQoSComplete ASYNC-03 '],
    ['cm', 'callManager', 'NdisCmModifyCallQoSComplete QOS-CL-05 '],
    ['mcm', 'mcm', 'NdisMCmDeactivateVc VC-DEACT-13 NDIS_STATUS_NOT_ACCEPTED'],
    ['mcm', 'mcm', 'NdisMCmDeleteVc CALL-RCLOSE-08 NDIS_STATUS_NOT_ACCEPTED'],
  ] as const)('%s, %s: %s', (topology, role, refusal) => {
    expect(refused(topology, role)).toContain(refusal);
  });
});

describe('an NDIS with a fault', () => {
  const withVc = (change: Partial<Part>) =>
    partsOf('cm', {}).map((part) => (part.name === 'vc' ? { ...part, ...change } : part));

  it('that lets anybody delete a VC is found out', () => {
    const deletion = { ...vcFates.NdisCoDeleteVc, created: { fate: 'next', to: ['deleting'], conditions: [] } };
    const fates = { ...vcFates, NdisCoDeleteVc: deletion } as Part['fates'];
    const flaws = flawsOf(explored('cm', 'callManager', 0, withVc({ fates })));
    expect(flaws).toContainEqual(expect.stringMatching(/^refusal: callManager calls NdisCoDeleteVc/));
  });

  it('that forgets who is the creator is found out', () => {
    const machine = vcMachine.provide({ guards: { isCreator: () => false } }) as unknown as Part['machine'];
    expect(flawsOf(explored('cm', 'client', 0, withVc({ machine })))).toContainEqual(
      expect.stringMatching(/^strayed: vc\[1\]/),
    );
  });
});
