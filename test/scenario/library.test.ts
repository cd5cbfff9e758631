/** The acceptance test: every documented sequence that the model covers is reproduced by live actors. */
import { sequenceIds, variantsOf } from '../../src/protocol/sequences.js';
import { documentedReport, indexLibrary, runScenario } from '../../src/scenario/index.js';
import { files, library, performances } from './shipped.js';

describe('the library', () => {
  test('has no broken file', () => {
    expect(library.broken).toEqual([]);
    expect(library.scenarios).toHaveLength(files.length);
  });

  test('has one scenario for each documented variant, named after it', () => {
    const documented = library.scenarios.filter(({ documents }) => documents !== undefined);
    expect(documented.filter(({ name, documents }) => name !== documents)).toEqual([]);
    const variants = sequenceIds
      .filter((id) => /^SEQ-(VC|CALL|QOS|DATA|FAIL)-/.test(id))
      .flatMap((id) => variantsOf(id));
    expect(new Set(documented.map(({ name }) => name))).toEqual(new Set(variants.map(({ id }) => id)));
    for (const { id, topologies } of variants) {
      expect([id, library.find(id)?.topologies]).toEqual([id, topologies]);
    }
  });

  test('finds a scenario by its name, with or without the ending', () => {
    expect(library.find('seq-vc-10')?.name).toBe('SEQ-VC-10');
    expect(library.find('library/outgoing-call.yaml')?.name).toBe('outgoing-call');
    expect(library.find('nobody')).toBeUndefined();
  });

  test('reports a broken file with its problems', () => {
    const { scenarios, broken } = indexLibrary([...files, { name: 'bad.yaml', text: 'title: ' }]);
    expect(scenarios).toHaveLength(files.length);
    expect(broken.map(({ name, problems }) => [name, problems.length])).toEqual([['bad', 2]]);
  });
});

describe.each(performances)('$name in $topology', ({ scenario, topology }) => {
  const run = runScenario(scenario, topology);

  test('meets its expectations', () => {
    expect(run.expectations.filter(({ met }) => !met)).toEqual([]);
  });

  test('has no step that is refused and not expected to be', () => {
    const expected = scenario.steps.filter((step) => 'refused' in step || 'returns' in step);
    const refused = run.steps.filter(({ outcome }) => outcome.result !== 'taken').map(({ text }) => text);
    expect(refused.filter((text) => !expected.some((step) => step.text === text))).toEqual([]);
  });

  test('ends with `end` if nothing is owed, and not before', () => {
    const ends = run.records.filter(({ kind }) => kind === 'end');
    expect(ends).toHaveLength(run.status === 'finished' ? 1 : 0);
    expect(run.records.findIndex(({ kind }) => kind === 'end')).toBe(
      run.status === 'finished' ? run.records.length - 1 : -1,
    );
  });

  test('gives the same records again', () => {
    expect(runScenario(scenario, topology)).toEqual(run);
  });
});

describe('documentedReport', () => {
  const report = documentedReport(library);

  test.each(report.sequences)('$id $title', ({ variants, reproduced }) => {
    expect(
      variants.map(({ id, topology, firstDifference, reason }) => [id, topology, firstDifference?.text ?? reason]),
    ).toEqual(variants.map(({ id, topology }) => [id, topology, undefined]));
    expect(reproduced).toBe(true);
  });

  test('reproduces all 45', () => {
    expect([report.total, report.reproduced, report.sequences.length]).toEqual([45, 45, 45]);
  });

  test('names the 18 that the model leaves out', () => {
    expect(report.notCovered).toHaveLength(18);
    expect(report.notCovered[0]).toEqual({ id: 'SEQ-AF-01', title: 'Register and open an AF, call manager' });
  });

  test('says so where a scenario is missing or does not fit', () => {
    const others = files.filter(({ name }) => name !== 'SEQ-VC-14.yaml' && name !== 'SEQ-VC-16.yaml');
    const wrong = {
      name: 'SEQ-VC-16.yaml',
      text: 'title: x\ndocuments: SEQ-VC-16\nsteps: [client.createVc, client.deleteVc]',
    };
    const { reproduced, sequences } = documentedReport(indexLibrary([...others, wrong]));
    expect(reproduced).toBe(43);
    const failed = sequences.filter((sequence) => !sequence.reproduced);
    expect(failed.map(({ id }) => id)).toEqual(['SEQ-VC-14', 'SEQ-VC-16']);
    expect(failed[0]?.variants[0]?.reason).toBe('no scenario of the library documents it');
    expect(failed[1]?.firstDifference?.text).toBe(
      'Expected NdisCoDeleteVc from callManager to ndis, found NdisCoCreateVc from client to ndis.',
    );
  });
});
