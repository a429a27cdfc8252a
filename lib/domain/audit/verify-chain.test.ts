import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AuditEntry, emptyChain, type SealedEntry } from "./audit-entry";
import { canonicalJson } from "./canonical-json";
import { entryHash } from "./entry-hash";
import { sealEntries } from "./seal-entries";
import { verifyChain } from "./verify-chain";

const sha256 = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");
const entry = (n: number, more: Partial<AuditEntry> = {}): AuditEntry => ({
  id: `entry-${n}`,
  companyId: "acme",
  at: "2026-03-01T12:00:00.000Z",
  actor: { kind: "user", id: "u1" },
  action: "hosting.miner_restarted",
  object: { kind: "miner", id: `m${n}` },
  before: { state: "hung", restarts: n },
  after: { state: "running", restarts: n + 1 },
  requestId: `r${n}`,
  address: null,
  personal: [],
  ...more,
});
const chainOf = (length: number) =>
  sealEntries(
    emptyChain("acme"),
    Array.from({ length }, (_, index) => entry(index + 1)),
    sha256,
  );
const said = (entries: readonly SealedEntry[], head: ReturnType<typeof chainOf>["head"]) =>
  verifyChain(entries, { head, sha256 }).map(({ kind, sequence, lastSequence }) =>
    sequence === lastSequence ? `${kind} ${sequence}` : `${kind} ${sequence}-${lastSequence}`,
  );
const at = (entries: readonly SealedEntry[], sequence: number): SealedEntry => {
  const found = entries.find((each) => each.sequence === sequence);
  if (found === undefined) throw new Error(`no entry ${sequence}`);
  return found;
};
const replaced = (entries: readonly SealedEntry[], sequence: number, change: Partial<SealedEntry>) =>
  entries.map((each) => (each.sequence === sequence ? { ...each, ...change } : each));
const hashedAnew = (changed: SealedEntry): SealedEntry => {
  const { hash: _, ...content } = changed;
  return { ...content, hash: entryHash(content, sha256) };
};

describe("sealEntries", () => {
  it("chains sha256(previous hash followed by the canonical entry with its sequence)", () => {
    const { sealed, head } = chainOf(2);
    const first = sha256(`${"0".repeat(64)}${canonicalJson({ ...entry(1), sequence: 1 })}`);
    const second = sha256(`${first}${canonicalJson({ ...entry(2), sequence: 2 })}`);
    expect(sealed.map(({ hash }) => hash)).toEqual([first, second]);
    expect(head).toEqual({ companyId: "acme", sequence: 2, hash: second });
  });

  it("gives the same chain in one go and in parts", () => {
    const parts = sealEntries(chainOf(3).head, [entry(4), entry(5)], sha256);
    expect(parts.head).toEqual(chainOf(5).head);
  });

  it("refuses entries of another company and entries twice", () => {
    const foreign = [entry(1, { companyId: "other" })];
    expect(() => sealEntries(emptyChain("acme"), foreign, sha256)).toThrow("must be of company acme");
    expect(() => sealEntries(emptyChain("acme"), [entry(1), entry(1)], sha256)).toThrow("sealed once");
  });
});

describe("verifyChain", () => {
  const { sealed, head } = chainOf(8);

  it("finds nothing wrong with a chain as it was sealed, empty ones included", () => {
    expect(said(sealed, head)).toEqual([]);
    expect(said([], emptyChain("acme"))).toEqual([]);
  });

  it("names an edited entry, also when its own hash was made anew", () => {
    const forged = { ...at(sealed, 3), after: { state: "retired", restarts: 4 } };
    expect(said(replaced(sealed, 3, forged), head)).toEqual(["edited 3"]);
    expect(said(replaced(sealed, 3, hashedAnew(forged)), head)).toEqual(["edited 3"]);
    expect(
      said(replaced(sealed, 8, hashedAnew({ ...at(sealed, 8), at: "2020-01-01T00:00:00Z" })), head),
    ).toEqual(["edited 8"]);
  });

  it("names an entry with a field more, or with what JSON cannot say", () => {
    expect(said(replaced(sealed, 4, { note: "hello" } as Partial<SealedEntry>), head)).toEqual(["edited 4"]);
    expect(said(replaced(sealed, 4, { requestId: "\ud800" }), head)).toEqual(["edited 4"]);
  });

  it("names deleted entries and tells them from a cut-off end", () => {
    expect(
      said(
        sealed.filter(({ sequence }) => ![2, 4, 5].includes(sequence)),
        head,
      ),
    ).toEqual(["deleted 2", "deleted 4-5"]);
    expect(said(sealed.slice(0, 6), head)).toEqual(["cut_off 7-8"]);
    expect(said([], head)).toEqual(["cut_off 1-8"]);
    expect(said(sealed.slice(2), head)).toEqual(["deleted 1-2"]);
  });

  it("names entries shown in another order", () => {
    expect(said([at(sealed, 2), at(sealed, 1), ...sealed.slice(2)], head)).toEqual(["reordered 1"]);
  });

  it("names entries that changed places by their numbers", () => {
    const swapped = sealed.map((each) =>
      each.sequence === 3 ? { ...each, sequence: 6 } : each.sequence === 6 ? { ...each, sequence: 3 } : each,
    );
    expect(
      said(
        [...swapped].sort((a, b) => a.sequence - b.sequence),
        head,
      ),
    ).toEqual(["reordered 3", "reordered 6"]);
  });

  it("sees through renumbering that hides a deletion", () => {
    const hidden = sealed
      .filter(({ sequence }) => sequence !== 6)
      .map((each) => (each.sequence > 6 ? { ...each, sequence: each.sequence - 1 } : each));
    expect(said(hidden, head)).toEqual(["reordered 6", "deleted 6", "reordered 7"]);
  });

  it("names a duplicated entry, the same or forged, and a copy put where another was", () => {
    expect(said([...sealed.slice(0, 4), at(sealed, 4), ...sealed.slice(4)], head)).toEqual(["duplicated 4"]);
    const forged = hashedAnew({ ...at(sealed, 4), action: "forged" });
    expect(said([...sealed.slice(0, 3), forged, ...sealed.slice(3)], head)).toEqual(["duplicated 4"]);
    expect(said(replaced(sealed, 5, { ...at(sealed, 2), sequence: 5 }), head)).toEqual([
      "duplicated 5",
      "deleted 5",
    ]);
  });

  it("names entries beyond the signed end", () => {
    expect(said(chainOf(9).sealed, head)).toEqual(["never_sealed 9"]);
    expect(said([...sealed, { ...at(sealed, 8), sequence: 2.5 }], head)).toEqual(["never_sealed 2.5"]);
  });

  it("refuses a whole chain that was hashed anew, because the signed head is another", () => {
    const forged = sealEntries(emptyChain("acme"), [entry(1, { action: "forged" }), entry(2)], sha256);
    expect(said(forged.sealed, chainOf(2).head)).toEqual(["edited 2"]);
  });

  it("checks a stretch after a trusted earlier head", () => {
    const from = chainOf(5).head;
    const stretch = sealed.slice(5);
    expect(verifyChain(stretch, { head, from, sha256 })).toEqual([]);
    expect(verifyChain(stretch.slice(1), { head, from, sha256 })[0]?.message).toBe("Entry 6 was deleted.");
    expect(() => verifyChain([], { head: from, from: head, sha256 })).toThrow("head must continue the chain");
    expect(() => verifyChain([], { head: emptyChain("other"), from: emptyChain("acme"), sha256 })).toThrow(
      "head must continue the chain",
    );
  });

  it("names the first entry when it does not continue the trusted earlier head", () => {
    const from = { ...chainOf(5).head, hash: sha256("another chain") };
    expect(verifyChain(sealed.slice(5), { head, from, sha256 }).map(({ message }) => message)).toEqual([
      "Entry 6 was changed after it was sealed.",
    ]);
  });

  it("says it in words", () => {
    expect(verifyChain(sealed.slice(0, 6), { head, sha256 })[0]?.message).toBe(
      "Entries 7 to 8 were cut off from the end.",
    );
  });
});

const anyEntry = fc.record({
  actor: fc.record({ kind: fc.constantFrom("user" as const, "system" as const), id: fc.string() }),
  action: fc.string(),
  before: fc.option(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean()))),
  address: fc.option(fc.ipV4()),
});
const anyChain = fc.array(anyEntry, { minLength: 2, maxLength: 12 }).map((drawn) =>
  sealEntries(
    emptyChain("acme"),
    drawn.map((more, index) => entry(index + 1, more)),
    sha256,
  ),
);

type Forgery = (entries: readonly SealedEntry[], place: number) => readonly SealedEntry[];
const edits: Readonly<Record<string, Forgery>> = {
  "its action": (entries, place) => replaced(entries, place, { action: `${at(entries, place).action}!` }),
  "its actor": (entries, place) => replaced(entries, place, { actor: { kind: "api_key", id: "k" } }),
  "its row": (entries, place) =>
    replaced(entries, place, { after: { ...at(entries, place).after, x: null } }),
  "its moment": (entries, place) => replaced(entries, place, { at: "2026-03-01T12:00:00.001Z" }),
  "its company": (entries, place) => replaced(entries, place, { companyId: "other" }),
  "its id": (entries, place) => replaced(entries, place, { id: "another" }),
  "its hash": (entries, place) => replaced(entries, place, { hash: sha256("x") }),
  "its previous hash": (entries, place) => replaced(entries, place, { previousHash: sha256("x") }),
  "its action and hash": (entries, place) =>
    replaced(entries, place, hashedAnew({ ...at(entries, place), action: "?!forged" })),
  "its previous hash and hash": (entries, place) =>
    replaced(entries, place, hashedAnew({ ...at(entries, place), previousHash: sha256("x") })),
};

describe("verifyChain on random chains", () => {
  it("finds nothing wrong as they were sealed", () => {
    fc.assert(
      fc.property(anyChain, ({ sealed, head }) => {
        expect(said(sealed, head)).toEqual([]);
      }),
    );
  });

  it.each(Object.entries(edits))("names exactly the entry that had %s changed", (_, edit) => {
    fc.assert(
      fc.property(anyChain, fc.nat(), ({ sealed, head }, pick) => {
        const place = 1 + (pick % sealed.length);
        expect(said(edit(sealed, place), head)).toEqual([`edited ${place}`]);
      }),
    );
  });

  it("names exactly the deleted entry, and a cut-off end", () => {
    fc.assert(
      fc.property(anyChain, fc.nat(), ({ sealed, head }, pick) => {
        const place = 1 + (pick % sealed.length);
        const kind = place === sealed.length ? "cut_off" : "deleted";
        const rest = sealed.filter(({ sequence }) => sequence !== place);
        expect(said(rest, head)).toEqual([`${kind} ${place}`]);
      }),
    );
  });

  it("names exactly the doubled entry, wherever its copy stands", () => {
    fc.assert(
      fc.property(anyChain, fc.nat(), fc.nat(), ({ sealed, head }, pick, where) => {
        const place = 1 + (pick % sealed.length);
        const copies = [...sealed];
        copies.splice(where % (sealed.length + 1), 0, { ...at(sealed, place) });
        expect(said(copies, head)).toContain(`duplicated ${place}`);
      }),
    );
  });

  it("notices any other order", () => {
    const shuffled = anyChain.chain(({ sealed, head }) =>
      fc
        .shuffledSubarray([...sealed], { minLength: sealed.length })
        .map((entries) => ({ entries, sealed, head })),
    );
    fc.assert(
      fc.property(shuffled, ({ entries, sealed, head }) => {
        fc.pre(entries.some((each, index) => each !== sealed[index]));
        const kinds = verifyChain(entries, { head, sha256 }).map(({ kind }) => kind);
        expect(new Set(kinds)).toEqual(new Set(["reordered"]));
      }),
    );
  });

  it("names both entries that changed numbers", () => {
    fc.assert(
      fc.property(anyChain, fc.nat(), fc.nat(), ({ sealed, head }, one, two) => {
        const a = 1 + (one % sealed.length);
        const b = 1 + (two % sealed.length);
        fc.pre(a < b);
        const numbers = new Map([
          [a, b],
          [b, a],
        ]);
        const swapped = sealed
          .map((each) => ({ ...each, sequence: numbers.get(each.sequence) ?? each.sequence }))
          .sort((x, y) => x.sequence - y.sequence);
        expect(said(swapped, head)).toEqual([`reordered ${a}`, `reordered ${b}`]);
      }),
    );
  });
});
