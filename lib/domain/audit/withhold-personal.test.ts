import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type AuditEntry, emptyChain } from "./audit-entry";
import { canonicalJson } from "./canonical-json";
import { restorePersonal } from "./restore-personal";
import { sealEntries } from "./seal-entries";
import { verifyChain } from "./verify-chain";
import { withholdPersonal } from "./withhold-personal";

const sha256 = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");
const salts = new Map([
  ["ann", "5f1c9a0be2d34f7786a1c5d0e9b84f21"],
  ["bob", "c0ffee00c0ffee00c0ffee00c0ffee00"],
]);
const saltOf = (personId: string) => salts.get(personId) ?? "";
const invited: AuditEntry = {
  id: "0195-1",
  companyId: "acme",
  at: "2026-03-01T12:00:00.000Z",
  actor: { kind: "user", id: "ann" },
  action: "auth.person_invited",
  object: { kind: "person", id: "bob" },
  before: null,
  after: { email: "bob@example.com", role: "operator", phones: ["+1 555 0100"] },
  requestId: "r1",
  address: "203.0.113.9",
  personal: [],
};
const marks = [
  { path: "/address", personId: "ann" },
  { path: "/after/email", personId: "bob" },
  { path: "/after/phones/0", personId: "bob" },
];

describe("withholdPersonal", () => {
  const { entry, withheld } = withholdPersonal(invited, marks, saltOf, sha256);

  it("leaves no personal value in what is sealed", () => {
    expect(entry.address).toBeNull();
    expect(entry.after).toEqual({ email: null, role: "operator", phones: [null] });
    expect(canonicalJson(entry)).not.toMatch(/203\.0\.113\.9|bob@example|555/);
    expect(withheld.map(({ path, value }) => [path, value])).toEqual([
      ["/address", "203.0.113.9"],
      ["/after/email", "bob@example.com"],
      ["/after/phones/0", "+1 555 0100"],
    ]);
  });

  it("commits to salt, entry, place and value", () => {
    const text = '["c0ffee00c0ffee00c0ffee00c0ffee00","0195-1","/after/email","bob@example.com"]';
    expect(entry.personal[1]).toEqual({ path: "/after/email", personId: "bob", commitment: sha256(text) });
  });

  it("does not show that two entries hold the same value", () => {
    const again = withholdPersonal({ ...invited, id: "0195-2" }, marks, saltOf, sha256);
    expect(again.entry.personal[0]?.commitment).not.toBe(entry.personal[0]?.commitment);
  });

  it("withholds nothing where there is nothing", () => {
    const quiet = withholdPersonal({ ...invited, address: null }, marks.slice(0, 1), saltOf, sha256);
    expect(quiet).toEqual({ entry: { ...invited, address: null }, withheld: [] });
  });

  it.each([
    "/after/emial",
    "/after/constructor",
    "/after",
    "/action",
    "/actor/id",
    "",
    "address",
    "/address/x",
    "/after/phones/1",
  ])("refuses the mark %j, which would leave a value in the chain", (path) => {
    expect(() => withholdPersonal(invited, [{ path, personId: "bob" }], saltOf, sha256)).toThrow(
      "path must be",
    );
  });

  it("refuses a salt that can be guessed", () => {
    expect(() => withholdPersonal(invited, marks, () => "short", sha256)).toThrow("salt must have");
  });
});

describe("restorePersonal", () => {
  const { entry, withheld } = withholdPersonal(invited, marks, saltOf, sha256);

  it("shows the entry as it was while everything is kept", () => {
    const shown = restorePersonal(entry, withheld, saltOf, sha256);
    expect(shown).toEqual({ entry: { ...invited, personal: entry.personal }, erased: [], altered: [] });
  });

  it("shows what is left after one of two people was erased, and the chain still verifies", () => {
    const { sealed, head } = sealEntries(emptyChain("acme"), [entry], sha256);
    const left = withheld.filter(({ personId }) => personId !== "bob");
    const shown = restorePersonal(entry, left, (id) => (id === "bob" ? null : saltOf(id)), sha256);
    expect(shown.erased).toEqual(["/after/email", "/after/phones/0"]);
    expect([shown.entry.address, shown.entry.after?.email]).toEqual(["203.0.113.9", null]);
    expect(verifyChain(sealed, { head, sha256 })).toEqual([]);
  });

  it("counts a value that was left over as erased once the salt is gone", () => {
    expect(restorePersonal(entry, withheld, () => null, sha256).erased).toHaveLength(3);
  });

  it("leaves out a kept value that was changed, and says so", () => {
    const forged = withheld.map((each) => (each.path === "/address" ? { ...each, value: "10.0.0.1" } : each));
    const shown = restorePersonal(entry, forged, saltOf, sha256);
    expect(shown.altered).toEqual(["/address"]);
    expect(shown.entry.address).toBeNull();
  });

  it("notices a commitment that was changed to fit a forged value", () => {
    const { sealed, head } = sealEntries(emptyChain("acme"), [entry], sha256);
    const forged = sealed.map((each) => ({
      ...each,
      personal: each.personal.map((kept) => ({ ...kept, commitment: sha256("forged") })),
    }));
    expect(verifyChain(forged, { head, sha256 }).map(({ kind }) => kind)).toEqual(["edited"]);
  });
});
