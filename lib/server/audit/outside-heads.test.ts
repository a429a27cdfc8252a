import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { lastOutsideHead, type NotedHead, noteOutside, worthKeeping } from "@/lib/server/audit/outside-heads";
import { resetEnvironment } from "@/lib/server/env";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), "hashinsight-heads-"));
  vi.stubEnv("DATA_DIR", dataDir);
  vi.stubEnv("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none");
  resetEnvironment();
});
afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
  vi.unstubAllEnvs();
  resetEnvironment();
});

const fileOf = ({ companyId }: NotedHead) => path.join(dataDir, "audit", `${companyId}.jsonl`);

const head = (sequence: number, signedAt: string, continues = true): NotedHead => ({
  companyId: "00000000-0000-7000-8000-000000000001",
  sequence,
  hash: "0".repeat(64),
  keyId: "k",
  signature: "s",
  signedAt,
  continues,
});

it("thinning keeps the last head of each day and the newest", () => {
  const heads = [
    head(1, "2026-01-01T10:00:00.000Z"),
    head(2, "2026-01-01T11:00:00.000Z"),
    head(3, "2026-01-02T10:00:00.000Z"),
    head(4, "2026-01-03T10:00:00.000Z"),
    head(5, "2026-01-03T11:00:00.000Z"),
  ];
  expect(worthKeeping(heads).map(({ sequence }) => sequence)).toEqual([2, 3, 5]);
});

it("thinning keeps both sides of a break", () => {
  const heads = [
    head(7, "2026-01-01T10:00:00.000Z"),
    head(10, "2026-01-01T11:00:00.000Z"),
    head(8, "2026-01-01T12:00:00.000Z", false),
    head(9, "2026-01-01T13:00:00.000Z"),
    head(12, "2026-01-01T14:00:00.000Z"),
  ];
  expect(worthKeeping(heads).map(({ sequence }) => sequence)).toEqual([10, 8, 12]);
});

it("the last head is found at the end of a file of any length", async () => {
  const heads = Array.from({ length: 60 }, (_, place) => head(place + 1, "2026-01-01T10:00:00.000Z"));
  const [first] = heads;
  expect(first && (await lastOutsideHead(first.companyId))).toBeNull();
  for (const [place, one] of heads.entries()) {
    await noteOutside(one, heads[place - 1] ?? null);
    expect(await lastOutsideHead(one.companyId)).toEqual(one);
  }
});

it("the last head is the one before what a crash left half written, however long that is", async () => {
  const one = head(1, "2026-01-01T10:00:00.000Z");
  await noteOutside(one, null);
  for (const half of ['{"companyId":"0000', "x".repeat(10_000)]) {
    appendFileSync(fileOf(one), half);
    expect(await lastOutsideHead(one.companyId)).toEqual(one);
  }
});

it("a file without a readable head has no last one", async () => {
  const one = head(1, "2026-01-01T10:00:00.000Z");
  mkdirSync(path.dirname(fileOf(one)), { recursive: true });
  for (const text of ["", "\n", "nothing of use\n"]) {
    writeFileSync(fileOf(one), text);
    expect(await lastOutsideHead(one.companyId)).toBeNull();
  }
});
