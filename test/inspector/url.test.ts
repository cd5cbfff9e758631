import fc from 'fast-check';
import { hashOf, viewOf } from '../../inspector/common/url.js';
import type { View } from '../../inspector/common/url.js';

describe('a view in an address', () => {
  const names = fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 });
  const views: fc.Arbitrary<View> = fc.record(
    {
      at: fc.nat(),
      query: fc.string({ minLength: 1 }),
      charts: names,
      lanes: names,
      hidden: names,
      folded: names,
      panel: fc.string({ minLength: 1 }),
      heat: fc.constant(true),
    },
    { requiredKeys: [] },
  );

  test('comes back as it went', () => {
    fc.assert(
      fc.property(views, (view) => {
        expect(viewOf(hashOf(view))).toEqual(view);
      }),
    );
  });

  test('reads well', () => {
    expect(hashOf({ at: 41, query: 'event:NdisCo* lane:vc[1]', charts: ['vc[1]', 'adapter[1]'] })).toBe(
      '#at=41&query=event:NdisCo*+lane:vc[1]&charts=vc[1],adapter[1]',
    );
  });

  test.each(['#', '#at=-1', '#at=1e9', '#query=%E0%A4%A', '#foo=bar&&=', '#at=99999999999999999999'])(
    '%s is as usual',
    (hash) => {
      expect(viewOf(hash)).toEqual({});
    },
  );
});
