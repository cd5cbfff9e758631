import { happenings, listsOut, remaining, runOut, step, watched } from './walk';
const topology = (process.argv[2] ?? 'cm') as 'cm' | 'mcm';
const walks = Number(process.argv[3] ?? 100), steps = Number(process.argv[4] ?? 200);
const only = process.argv[5] ? Number(process.argv[5]) : undefined;
const lim = Number(process.argv[6] ?? steps);
const rng = (seed: number) => () => { seed |= 0; seed = (seed + 0x6d2b79f5) | 0; let t = Math.imul(seed ^ (seed >>> 15), 1 | seed); t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t; return ((t ^ (t >>> 14)) >>> 0) & 0x7fffffff; };
const events = happenings(topology, process.env.FATAL === '1');
const kinds = new Map<string, {n: number; seed: number; at: number; text: string; len: number}>();
const opts = [{}, {patience: 8000}, {patience: 9000, mcmCompletion: 'self', callbackOrder: 'miniportFirst'}, { callbackOrder: 'miniportFirst' }, { mcmCompletion: 'self' }, { mcmCompletion: 'none' }, { mcmCloses: 'beforeDeactivation' }, {mcmCompletion: 'none', mcmCloses: 'beforeDeactivation'}] as any[];
const t0 = performance.now(); let total = 0, taken = 0;
const types = new Map<string, number>();
for (let seed = only ?? 1; seed <= (only ?? walks); seed += 1) {
  const next = rng(seed * 7919);
  const log: string[] = [];
  const vcs = 1 + seed % 4;
  const w = watched({ topology, ...opts[seed % opts.length] }, process.env.FATAL === '1' ? ['VC-CREATE-08','VC-CREATE-09','VC-DEL-07'] : []);
  const add = (text: string, at: number) => { const k = text.replace(/vc\d/g, 'vc').replace(/\d+/g, '#'); const old = kinds.get(k); if (!old || at < old.len) kinds.set(k, { n: (old?.n ?? 0) + 1, seed, at, text, len: at }); else old.n++; };
  let i = 0;
  try {
    for (; i < (only ? lim : steps); i += 1) {
      const from = w.records.length;
      const s = step(w.system, events, vcs, next()); log.push(s); total++; if (/taken/.test(s)) { taken++; const t = JSON.parse(s.replace(/ taken$/, '')); types.set(t.type, (types.get(t.type) ?? 0) + 1); }
      if (only && process.env.V) { console.log(i, s); if (process.env.V === '2') for (const r of w.records.slice(from)) console.log('     ', JSON.stringify(r).slice(0, 190)); }
      if (w.faults.length) { add(w.faults[0]!, i); break; }
    }
    if (!w.faults.length && w.system.status === 'running') {
      const from = w.records.length;
      runOut(w.system, vcs);
      if (only && process.env.V === '2') for (const r of w.records.slice(from)) console.log('  out', JSON.stringify(r).slice(0, 190));
      if (w.faults.length) add('OUT ' + w.faults[0]!, i);
      else { for (const o of w.owed()) add('OWED ' + o, i); for (const o of remaining(w.system)) add('LEFT ' + o, i); for (const o of listsOut(w.system)) add('LISTS ' + o, i); if (w.system.snapshot().deferred.length) add('DEFERRED ' + JSON.stringify(w.system.snapshot().deferred), i); }
    }
  } catch (e) { add('EXC ' + (e as Error).message, i); if (only) console.log(e); }
  w.system.stop();
}
console.log(total, 'steps', taken, 'taken', Math.round(performance.now() - t0), 'ms');
for (const [, v] of [...kinds].sort((a, b) => b[1].n - a[1].n).slice(0, 40)) console.log(v.n, 'seed', v.seed, 'step', v.len, v.text);
if (process.env.T) console.log([...types].sort((a,b)=>b[1]-a[1]));
