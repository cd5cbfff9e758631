import { drawSequence, sequenceOf } from 'condis/chart';
import type { Layout, Sequence } from 'condis/chart';

const sequence: Sequence = sequenceOf([{ kind: 'note', text: 'nothing', from: 'client' }]);
const picture: string = drawSequence(sequence, { heads: false });
const count = ({ nodes, edges }: Layout): number => nodes.length + edges.length;
if (picture === '' || count.length !== 1) throw new Error('there is always a picture');
