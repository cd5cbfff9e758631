const assert = require('node:assert/strict');
const { drawChart, layoutOf, structureOf } = require('condis/chart');
const { sapMachine } = require('condis/machines');

layoutOf(structureOf(sapMachine)).then((layout) => {
  assert.equal(layout.isPlain, undefined);
  assert.match(drawChart(layout), /^<svg [^]*data-node="sap\.[^]*<\/svg>\n$/);
});
