import { readFileSync } from "node:fs";

/**
 * @typedef {object} Count
 * @property {number} passed
 * @property {number} failed
 */

/**
 * Counts from vitest's JSON report. A file that cannot even be loaded holds no test and is one failure.
 *
 * @param {string} file
 * @returns {Count}
 */
export function countVitest(file) {
  /** @type {{ numPassedTests: number, numFailedTests: number, testResults: { status: string, assertionResults: { status: string }[] }[] }} */
  const report = JSON.parse(readFileSync(file, "utf8"));
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && assertionResults.every((assertion) => assertion.status !== "failed"),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}

/**
 * Counts from Playwright's JSON report. A test that passed only when repeated did not pass.
 *
 * @param {string} file
 * @returns {Count}
 */
export function countPlaywright(file) {
  /** @type {{ stats: { expected: number, unexpected: number, flaky: number }, errors: unknown[] }} */
  const { stats, errors } = JSON.parse(readFileSync(file, "utf8"));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}

/**
 * The last lines of `npm test`.
 *
 * @param {(Count & { name: string, seconds: number })[]} results
 * @param {readonly string[]} [leftOut] what was not tested, in words
 * @returns {string}
 */
export function summary(results, leftOut = []) {
  const width = Math.max(...results.map(({ name }) => name.length));
  const lines = results.map(({ name, passed, failed, seconds }) => {
    const figures = `${String(passed).padStart(6)} passed ${String(failed).padStart(5)} failed`;
    return `  ${failed > 0 ? "✗" : "✓"} ${name.padEnd(width)} ${figures} ${seconds.toFixed(1).padStart(8)} s`;
  });
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  const silent = leftOut.map((what) => `  ! not tested: ${what}`);
  return ["", ...lines, ...silent, "", `${passed} passed, ${failed} failed`].join("\n");
}
