import { readFileSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";

/**
 * @typedef {object} Failure
 * @property {string} title file and full name of the test; empty when a whole part failed
 * @property {string[]} detail why, in plain lines
 */

const SHOWN = 20;
const DETAIL_LINES = 40;
const MESSAGE_LINES = 6;
const OUTPUT_LINES = 15;
const LINE_LENGTH = 400;

/**
 * Which tests failed by vitest's JSON report. A file that cannot even be loaded is one.
 *
 * @param {string} file
 * @param {string} root
 * @returns {Failure[]}
 */
export function vitestFailures(file, root) {
  /** @type {{ testResults: { name: string, status: string, message: string, assertionResults: { status: string, title: string, ancestorTitles: string[], failureMessages?: string[] }[] }[] }} */
  const report = JSON.parse(readFileSync(file, "utf8"));
  return report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const where = path.relative(root, name);
    const failed = assertionResults.filter((assertion) => assertion.status === "failed");
    if (failed.length === 0)
      return status === "failed" ? [{ title: where, detail: messageLines(message) }] : [];
    return failed.map(({ ancestorTitles, title, failureMessages }) => ({
      title: [where, ...ancestorTitles, title].join(" › "),
      detail: messageLines(failureMessages?.[0]),
    }));
  });
}

/**
 * @typedef {object} Suite
 * @property {string} title
 * @property {string} file
 * @property {Suite[]} [suites]
 * @property {{ title: string, tests: { projectName: string, status: string, results: { error?: { message?: string } }[] }[] }[]} [specs]
 */

/**
 * Which browser tests failed by Playwright's JSON report, those that passed only when repeated among them.
 *
 * @param {string} file
 * @param {string} root
 * @returns {Failure[]}
 */
export function playwrightFailures(file, root) {
  /** @type {{ config: { rootDir: string }, suites: Suite[], errors: { message?: string }[] }} */
  const { config, suites, errors } = JSON.parse(readFileSync(file, "utf8"));
  const folder = path.relative(root, config.rootDir);
  /** @type {(suite: Suite, names: readonly string[]) => Failure[]} */
  const failuresOf = (suite, names) => [
    ...(suite.specs ?? []).flatMap((spec) =>
      spec.tests
        .filter(({ status }) => status === "unexpected" || status === "flaky")
        .map(({ projectName, results }) => ({
          title: [path.join(folder, suite.file), projectName, ...names, spec.title].join(" › "),
          detail: messageLines(results.find(({ error }) => error)?.error?.message),
        })),
    ),
    ...(suite.suites ?? []).flatMap((inner) => failuresOf(inner, [...names, inner.title])),
  ];
  return [
    ...suites.flatMap((suite) => failuresOf(suite, [])),
    ...errors.map(({ message }) => ({ title: folder, detail: messageLines(message) })),
  ];
}

/**
 * A part that failed as a whole, by the end of what it printed.
 *
 * @param {string} output
 * @returns {Failure}
 */
export function partFailure(output) {
  return { title: "", detail: plainLines(output).slice(-OUTPUT_LINES) };
}

/**
 * What failed and why, for the end of `npm test`; nothing when nothing failed. A log that is cut to its end still names
 * every failure: at most 20 of them and some sixty lines, of which each gets its share.
 *
 * @param {readonly { name: string, failures: readonly Failure[] }[]} results
 * @returns {string}
 */
export function failureList(results) {
  const all = results.flatMap(({ name, failures }) => failures.map((failure) => ({ name, ...failure })));
  const shown = all.slice(0, SHOWN);
  let left = DETAIL_LINES;
  const lines = shown.flatMap(({ name, title, detail }, place) => {
    const share = detail.slice(0, Math.floor(left / (shown.length - place)));
    left -= share.length;
    return [`✗ ${name}${title && ` ${title}`}`, ...share.map((line) => `    ${line}`)];
  });
  const more = all.length - shown.length;
  return [...lines, ...(more > 0 ? [`and ${more} more failures, in the reports in .test/`] : [])].join("\n");
}

/** @param {string | undefined} message */
function messageLines(message) {
  return plainLines(message ?? "").slice(0, MESSAGE_LINES);
}

/** @param {string} text */
function plainLines(text) {
  return stripVTControlCharacters(text)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .map((line) => (line.length > LINE_LENGTH ? `${line.slice(0, LINE_LENGTH)}…` : line));
}
