import assert from 'node:assert/strict';
import { drawChart, layoutOf, structureOf } from 'condis/chart';
import { sapMachine } from 'condis/machines';

const layout = await layoutOf(structureOf(sapMachine));
assert.equal(layout.isPlain, undefined);
assert.match(drawChart(layout), /^<svg [^]*data-node="sap\.[^]*<\/svg>\n$/);
