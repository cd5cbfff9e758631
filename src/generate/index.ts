export { Atlas } from './atlas.js';
export { marks } from './coverage.types.js';
export type { Coverage, CoverageItem, DimensionCoverage, Mark } from './coverage.types.js';
export type { AtlasStep } from './atlas.js';
export { Scripts } from './script.js';
export type * from './suite.types.js';
