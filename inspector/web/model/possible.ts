import type { Possibility } from '../../common/protocol.js';

const weight = { taken: 0, deferred: 1, ignored: 2, refused: 3 } as const;

/** The last word of a function or an event without what tells who speaks: `NdisCoDeleteVc` and `client.deleteVc` share it. */
const core = (name: string): string =>
  name
    .replace(/^.*\./, '')
    .replace(/^(?:Ndis|Protocol|Miniport)M?(?:Co|Cl|Cm)?/, '')
    .toLowerCase();

/** What may be meant by a text: what is called so before what is called alike, and what is legal first. */
export const found = (list: readonly Possibility[], text: string): readonly Possibility[] => {
  const wanted = text.trim().toLowerCase();
  const [whole, short] = [wanted, core(text.trim())];
  const fits = ({ label }: Possibility): boolean => {
    const name = label.toLowerCase();
    return name.includes(whole) || (short.length > 3 && name.includes(short));
  };
  const rank = ({ label, result }: Possibility): number =>
    weight[result] + (whole === '' || label.toLowerCase().includes(whole) ? 0 : 10);
  return list.filter(fits).sort((a, b) => rank(a) - rank(b));
};
