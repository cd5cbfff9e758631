import { chartStyle } from '../../../chart/index.js';

/** The style sheet of the page, in light and dark. */
export const pageStyle = [
  ':root{color-scheme:light dark;--ink:#1b2230;--soft:#57606f;--line:#d0d5dd;--page:#ffffff;--row:#f6f7f9;--good:#146c3a;--bad:#b42318;--link:#1d4ed8}',
  '@media (prefers-color-scheme:dark){:root{--ink:#e7eaf0;--soft:#a3adbd;--line:#384152;--page:#12151c;--row:#1a1f29;--good:#6ee7a0;--bad:#ff8a80;--link:#8ab4ff}}',
  'body{margin:0 auto;max-width:72rem;padding:1.5rem;color:var(--ink);background:var(--page);font:16px/1.5 system-ui,sans-serif}',
  'h1{font-size:1.6rem}',
  'h2{margin-top:2.5rem;font-size:1.25rem}',
  'a{color:var(--link)}',
  'table{border-collapse:collapse;width:100%}',
  'caption{padding:.25rem 0;text-align:left;color:var(--soft)}',
  'th,td{padding:.3rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;overflow-wrap:anywhere}',
  'tbody tr:nth-child(even){background:var(--row)}',
  '.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}',
  'thead th,.covered,.uncovered,.unreachable,.unknown{white-space:nowrap}',
  '.covered{color:var(--good)}',
  '.uncovered{color:var(--bad);font-weight:600}',
  '.unreachable,.unknown,.soft{color:var(--soft)}',
  'progress{width:8rem;accent-color:var(--good)}',
  'summary{cursor:pointer}',
  'figure{margin:1rem 0}',
  '.picture{overflow:auto;max-height:40rem;border:1px solid var(--line)}',
  chartStyle,
].join('\n');
