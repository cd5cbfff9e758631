import { render } from 'preact';
import { chartStyle, sequenceStyle } from '../../src/chart/theme.js';
import { reportElement } from '../common/protocol.js';
import type { ReportData } from '../common/protocol.js';
import { App } from './app.js';
import { Store } from './store.js';

/** The look of the pictures, as their makers want it; the page sets their colours. */
const sheet = new CSSStyleSheet();
sheet.replaceSync(`${chartStyle}\n${sequenceStyle}`);
document.adoptedStyleSheets = [sheet];

const store = new Store();
const report = document.getElementById(reportElement)?.textContent;
if (report) {
  const { title, records, layouts } = JSON.parse(report) as ReportData;
  store.open(title, records, layouts);
} else {
  store.connect();
}

const page = document.getElementById('page');
if (page) {
  page.replaceChildren();
  render(<App store={store} />, page);
}
