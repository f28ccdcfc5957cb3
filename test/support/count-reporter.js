const { relative } = require('node:path');

const SHOWN = 10;

/** Prints the slowest files, and `N passed, N failed` as the run's last line; a file that could not run at all counts as failed. */
module.exports = class CountReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    console.log(`${slowest(results.testResults)}\n${results.numPassedTests} passed, ${failed} failed`);
  }
};

function slowest(files) {
  const seconds = ({ perfStats: { start, end } }) => (end - start) / 1_000;
  const line = (file) => `${seconds(file).toFixed(1).padStart(7)} s  ${relative(process.cwd(), file.testFilePath)}`;
  const slow = [...files].sort((a, b) => seconds(b) - seconds(a)).slice(0, SHOWN);
  return ['', 'Slowest files:', ...slow.map(line)].join('\n');
}
