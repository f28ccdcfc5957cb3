const base = require('./jest.config.js');

// `npm run record:histories`, and `-- --all` for those that are there already: see tools/record-histories.ts.
if (process.argv.includes('--all')) process.env.RECORD_ALL = 'true';

module.exports = { ...base, testMatch: ['<rootDir>/tools/record-histories.ts'] };
