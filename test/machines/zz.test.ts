import { subjects } from './catalogue.js';
import { walk } from './walk.js';
test('m', () => {
  const out: unknown[] = [];
  for (const s of subjects) { const t = Date.now(); const f = walk(s); out.push([s.name, 'samples', s.samples.length, 'snaps', f.snapshots, 'left', f.left, Date.now() - t, 'ms']); }
  console.log(out.map((o) => (o as unknown[]).join(' ')).join('\n'));
});
