import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { isAlive, waitUntil } from "../../db/embedded/process-identity.mjs";
import { EXIT } from "./exit-codes.mjs";
import { Supervised } from "./supervisor.mjs";

// Every test starts processes, which takes long on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "hi-supervisor-"));
  vi.spyOn(console, "log").mockImplementation(() => {});
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  vi.restoreAllMocks();
});

/**
 * @param {string} code of the supervised process
 * @param {(failure: Error) => void} [onLost]
 */
function supervise(code, onLost = () => {}) {
  const plan = { name: "test", command: process.execPath, args: ["-e", code], cwd: folder, env: process.env };
  return new Supervised({ ...plan, stopTimeoutMs: 500, firstPauseMs: 5 }, onLost);
}
const starts = () => {
  try {
    return readFileSync(path.join(folder, "starts"), "utf8").length;
  } catch {
    return 0;
  }
};
const countStart = "require('fs').appendFileSync('starts', 'x');";

it("starts a process again that ended by itself", async () => {
  const one = supervise(`${countStart} if (require('fs').readFileSync('starts').length < 3) process.exit(1);
    setInterval(() => {}, 1000)`);
  expect(await waitUntil(() => starts() === 3, 10_000)).toBe(true);
  expect(one.crashCount).toBe(2);
  await one.stop();
});

it("gives up after the fifth end within a minute, with a sentence", async () => {
  const failure = await new Promise((resolve) => supervise(`${countStart} process.exit(3)`, resolve));
  expect(failure).toMatchObject({
    exitCode: EXIT.web,
    message: "The test process ended 5 times within a minute (exit code 3). Giving up.",
  });
  expect(starts()).toBe(5);
});

it("lets a process finish what it does when stopped, and does not start it again", async () => {
  // Counted last: who is counted heeds the signal.
  const one = supervise(`setInterval(() => {}, 1000);
    process.on('SIGTERM', () => setTimeout(() => { require('fs').writeFileSync('done', ''); process.exit(0); }, 50));
    ${countStart}`);
  await waitUntil(() => starts() === 1, 10_000);
  await one.stop();
  expect(readFileSync(path.join(folder, "done"), "utf8")).toBe("");
  expect(starts()).toBe(1);
});

it("ends a process that does not want to", async () => {
  const one = supervise(`setInterval(() => {}, 1000); process.on('SIGTERM', () => {}); ${countStart}`);
  await waitUntil(() => starts() === 1, 10_000);
  const pid = one.pid ?? 0;
  await one.stop();
  expect(isAlive(pid)).toBe(false);
});

it("is ready when its process says so, and no longer when that one has ended", async () => {
  const one = supervise(`${countStart} setInterval(() => {}, 1000);
    if (require('fs').readFileSync('starts').length === 1) process.send('ready');`);
  expect(await waitUntil(() => one.isReady, 10_000)).toBe(true);
  process.kill(one.pid ?? 0, "SIGKILL");
  expect(await waitUntil(() => !one.isReady, 10_000)).toBe(true);
  await one.stop();
});

it("starts a process anew on request without taking that for a failure", async () => {
  const one = supervise(`setInterval(() => {}, 1000);
    process.on('SIGTERM', () => process.exit(0)); ${countStart}`);
  for (let count = 1; count <= 6; count += 1) {
    expect(await waitUntil(() => starts() === count, 10_000)).toBe(true);
    one.restart();
  }
  expect(await waitUntil(() => starts() === 7, 10_000)).toBe(true);
  expect(one.crashCount).toBe(0);
  await one.stop();
});
