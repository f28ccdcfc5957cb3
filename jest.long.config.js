const base = require('./jest.config.js');

// `npm run test:long`: what takes minutes, because organizations are many, processes are killed, or everything is started.
module.exports = {
  ...base,
  testMatch: ['<rootDir>/test/long/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
