export * from '../machines/index.js';
export * from './protocol/index.js';
export * from './system/index.js';
