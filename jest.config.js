const { availableParallelism } = require('node:os');

/** What needs seconds rather than milliseconds: `npm run check` leaves it out, `npm test` does not. */
const slow = ['/test/house/package\\.test\\.ts$', '/test/browser/', '\\.slow\\.test\\.ts$'];

const project = {
  rootDir: __dirname,
  testEnvironment: 'node',
  setupFiles: ['<rootDir>/test/seed.ts'],
  transform: { '^.+\\.tsx?$': 'ts-jest' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/test/receivers/node_modules/'],
};

module.exports = {
  // A test that hangs is found by this; how fast anything is, `npm run bench` says.
  testTimeout: 60_000,
  maxWorkers: Math.max(2, availableParallelism() - 1),
  projects: [
    {
      ...project,
      displayName: 'fast',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', ...slow],
    },
    {
      ...project,
      displayName: 'slow',
      testMatch: [
        '<rootDir>/test/house/package.test.ts',
        '<rootDir>/test/browser/**/*.test.ts',
        '<rootDir>/test/**/*.slow.test.ts',
      ],
      testPathIgnorePatterns: ['/node_modules/'],
    },
  ],
};
