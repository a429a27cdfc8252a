import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { holdDataFolder } from "./data-folder.mjs";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "hi-hold-"));
  vi.spyOn(console, "log").mockImplementation(() => {});
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  vi.restoreAllMocks();
});

it("refuses a folder that a running start holds", async () => {
  const release = await holdDataFolder(folder, new AbortController().signal);
  await expect(holdDataFolder(folder, new AbortController().signal)).rejects.toMatchObject({
    kind: "in_use",
  });
  release();
  expect(readdirSync(folder)).toEqual([]);
});

it("waits for a start that is stopping, longer than it would for a running one", async () => {
  const first = new AbortController();
  const release = await holdDataFolder(folder, first.signal);
  first.abort();
  setTimeout(release, 2500);
  const releaseSecond = await holdDataFolder(folder, new AbortController().signal);
  expect(console.log).toHaveBeenCalledTimes(1);
  releaseSecond();
  expect(readdirSync(folder)).toEqual([]);
});
