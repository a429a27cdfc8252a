import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { auditDifference } from "./audit-difference";
import { jsonPointer, pointerKeys } from "./json-pointer";

describe("auditDifference", () => {
  it("lists what changed, came and went, field by field", () => {
    const before = { role: "operator", sites: ["n"], address: { city: "Reno", zip: "89501" }, note: null };
    const after = { role: "admin", sites: ["n", "s"], address: { city: "Elko", zip: "89501" }, phone: null };
    expect(auditDifference(before, after)).toEqual([
      { path: "/address/city", kind: "changed", before: "Reno", after: "Elko" },
      { path: "/note", kind: "removed", before: null, after: null },
      { path: "/phone", kind: "added", before: null, after: null },
      { path: "/role", kind: "changed", before: "operator", after: "admin" },
      { path: "/sites", kind: "changed", before: ["n"], after: ["n", "s"] },
    ]);
  });

  it("shows a made or deleted row in full", () => {
    expect(auditDifference(null, { a: 1 })).toEqual([{ path: "/a", kind: "added", before: null, after: 1 }]);
    expect(auditDifference({ a: 1 }, null)).toEqual([
      { path: "/a", kind: "removed", before: 1, after: null },
    ]);
    expect(auditDifference(null, null)).toEqual([]);
  });

  it("does not mistake the order of keys for a change, nor an inherited name for a field", () => {
    expect(auditDifference({ a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } })).toEqual([]);
    expect(auditDifference({}, { constructor: 1 })).toHaveLength(1);
  });

  it("finds no difference between a row and itself, and the opposite one backwards", () => {
    const row = fc.dictionary(fc.string(), fc.oneof(fc.integer(), fc.dictionary(fc.string(), fc.integer())));
    fc.assert(
      fc.property(row, row, (before, after) => {
        expect(auditDifference(before, before)).toEqual([]);
        const back = auditDifference(after, before).map(({ path }) => path);
        expect(auditDifference(before, after).map(({ path }) => path)).toEqual(back);
      }),
    );
  });
});

describe("jsonPointer", () => {
  it("writes the examples of RFC 6901, section 5", () => {
    expect([[], ["foo", "0"], [""], ["a/b"], ["m~n"]].map(jsonPointer)).toEqual([
      "",
      "/foo/0",
      "/",
      "/a~1b",
      "/m~0n",
    ]);
  });

  it("is read back as the same keys", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (keys) => {
        expect(pointerKeys(jsonPointer(keys))).toEqual(keys);
      }),
    );
  });
});
