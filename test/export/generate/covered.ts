import { marks } from '../../../src/generate/index.js';
import type { Coverage, CoverageItem, Dimension, DimensionCoverage, Mark } from '../../../src/generate/index.js';
import { hostileText } from './suites.js';

const source = 'https://learn.microsoft.com/windows-hardware/drivers/network/deleting-a-vc';

const dimensionOf = (dimension: Dimension, counts: string, items: readonly CoverageItem[]): DimensionCoverage => {
  const figures = marks.map((mark) => [mark, items.filter((item) => item.mark === mark).length]);
  return { dimension, counts, ...(Object.fromEntries(figures) as Record<Mark, number>), items };
};

/** A coverage in which there is some of everything. */
export const someCoverage: Coverage = {
  of: ['transitions, client under test', 'driver.ndjson'],
  dimensions: [
    dimensionOf('states', 'states of the whole system that a test comes to', [
      { name: 'S0 at rest', mark: 'covered', times: 3, by: 'T0001' },
      { name: 'S1 vc[1] created·none, client[1] idle', mark: 'covered', times: 12, by: 'T0001' },
      { name: 'S2 vc[1] active·connected, client[1] connected', mark: 'uncovered', times: 0 },
    ]),
    dimensionOf('events', 'what reaches a VC, an address family or a SAP', [
      { name: 'vc: NdisClMakeCall in created', mark: 'covered', times: 7, by: 'T0002' },
      { name: 'vc: NdisCoDeleteVc in active', mark: 'uncovered', times: 0, rule: 'VC-DEL-02', source },
      { name: 'vc: NdisCoDeleteVc in deleted', mark: 'unreachable', times: 0, rule: 'VC-DEL-01', source },
    ]),
    dimensionOf('rules', 'rules that a log can break, each kept and each broken', [
      { name: 'VC-DEL-01 kept', mark: 'covered', times: 2, by: 'T0001', rule: 'VC-DEL-01', source },
      ...Array.from({ length: 14 }, (_, n): CoverageItem => ({ name: `rule ${n}`, mark: 'uncovered', times: 0 })),
      { name: 'VC-DEL-01 broken', mark: 'unknown', times: 0, rule: 'VC-DEL-01', source: 'deleting-a-vc.md' },
    ]),
    dimensionOf('scenarios', 'documented message sequences', [
      { name: 'SEQ-VC-10', mark: 'covered', times: 1, by: 'T0001' },
    ]),
    dimensionOf('statuses', 'statuses that the pages name for a function', [
      { name: 'NdisCoCreateVc = RESOURCES', mark: 'unreachable', times: 0 },
    ]),
  ],
};

/** A coverage in which every text that may be chosen is hostile. */
export const hostileCoverage: Coverage = {
  of: [hostileText],
  dimensions: [
    dimensionOf(
      'states',
      hostileText,
      marks.map((mark) => ({
        name: `${mark} ${hostileText}`,
        mark,
        times: 1,
        by: hostileText,
        source: `https:${hostileText}`,
      })),
    ),
  ],
};
