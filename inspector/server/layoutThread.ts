/** A thread that finds places for everything in a chart. */
import { layoutOf } from '../../src/chart/index.js';
import { serveOrders } from './thread.js';

serveOrders((order) =>
  order.kind === 'layout'
    ? layoutOf(order.structure, { collapsed: order.collapsed })
    : Promise.reject(new Error(`Expected a layout to be asked for, got \`${order.kind}\`.`)),
);
