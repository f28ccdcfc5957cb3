const { globalSetup, globalTeardown, ...base } = require('./jest.config.js');

// `npm run check:topology`: apart from `npm test`, because it needs Go and builds Temporal Server once.
module.exports = { ...base, testMatch: ['<rootDir>/test/topology/**/*.check.ts'], testTimeout: 120_000 };
