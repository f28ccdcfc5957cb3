const { globalSetup, globalTeardown, ...base } = require('./jest.config.js');

// `npm run check:topology` and `npm run check:readme`: apart from `npm test`, because they need what a fresh machine may lack.
module.exports = { ...base, testMatch: ['<rootDir>/test/**/*.check.ts'], testTimeout: 120_000 };
