import { describe, expect, it } from "vitest";
import { userViewer, visitor } from "./testing/viewers";
import { type Access, authorize, clientAddress } from "./viewer";

const unknownPermission = "no:such_permission" as Access;
const person = { userId: "u", orgId: "o", role: "admin" } as const;

describe("authorize", () => {
  it("lets a visitor do what is public and what the table opens to visitors", () => {
    expect(() => authorize(visitor, "public")).not.toThrow();
    expect(() => authorize(visitor, "calculator:use")).not.toThrow();
    expect(() => authorize(visitor, "auth:read_people")).toThrow(
      expect.objectContaining({ code: "unauthenticated" }),
    );
  });

  it("refuses a permission that does not exist, to visitors, people and the system alike", () => {
    expect(() => authorize(visitor, unknownPermission)).toThrow(
      expect.objectContaining({ code: "unauthenticated" }),
    );
    expect(() => authorize(userViewer(person), unknownPermission)).toThrow(
      expect.objectContaining({ code: "forbidden" }),
    );
    expect(() => authorize({ kind: "system", name: "job" }, unknownPermission)).toThrow(
      expect.objectContaining({ code: "forbidden" }),
    );
  });

  it("refuses what the role does not have, and what a key's scopes leave out", () => {
    expect(() => authorize(userViewer(person), "auth:read_people")).not.toThrow();
    expect(() => authorize(userViewer({ ...person, role: "sales" }), "auth:read_people")).toThrow(
      expect.objectContaining({ code: "forbidden", reason: undefined }),
    );
    const withKey = userViewer(person, { via: "api_key", permissions: new Set(["market:read"] as const) });
    expect(() => authorize(withKey, "auth:read_people")).toThrow(
      expect.objectContaining({ code: "forbidden" }),
    );
  });

  it("wants a dangerous act confirmed", () => {
    expect(() => authorize(userViewer(person), "auth:change_people")).not.toThrow();
    expect(() => authorize(userViewer(person, { isConfirmed: false }), "auth:change_people")).toThrow(
      expect.objectContaining({ code: "forbidden", reason: "confirm_identity" }),
    );
  });
});

describe("clientAddress", () => {
  const headers = new Headers({ "x-hi-peer-address": "10.0.0.1", "x-forwarded-for": "6.6.6.6, 203.0.113.7" });

  it("ignores X-Forwarded-For without a trusted proxy", () => {
    expect(clientAddress(headers, 0)).toBe("10.0.0.1");
  });

  it("takes the entry that the trusted proxy added, not the one the client wrote", () => {
    expect(clientAddress(headers, 1)).toBe("203.0.113.7");
  });

  it("falls back to the peer when fewer proxies spoke than are trusted", () => {
    expect(clientAddress(headers, 3)).toBe("10.0.0.1");
  });
});
