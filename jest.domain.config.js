const { globalSetup, globalTeardown, ...base } = require('./jest.config.js');

// `npm run test:domain`: the machines alone, which need no Temporal, so that they can be run after every thought.
module.exports = { ...base, testMatch: ['<rootDir>/test/domain/**/*.test.ts'], reporters: ['default'] };
