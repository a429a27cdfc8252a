import { expect, it } from "vitest";
import { type NotedHead, worthKeeping } from "@/lib/server/audit/outside-heads";

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
