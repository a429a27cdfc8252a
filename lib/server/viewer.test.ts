import { describe, expect, it } from "vitest";
import { authorize, clientAddress, type Permission, type Viewer } from "./viewer";

const visitor: Viewer = { kind: "visitor", address: "127.0.0.1" };
const unknownPermission = "no.such.permission" as Permission;

describe("authorize", () => {
  it("lets a visitor do what is public", () => {
    expect(() => authorize(visitor, "public")).not.toThrow();
  });

  it("refuses a permission that does not exist, to visitors, people and the system alike", () => {
    const user: Viewer = {
      kind: "user",
      userId: "u",
      orgId: "o",
      scope: { kind: "org" },
      permissions: new Set(),
    };
    expect(() => authorize(visitor, unknownPermission)).toThrow(
      expect.objectContaining({ code: "unauthenticated" }),
    );
    expect(() => authorize(user, unknownPermission)).toThrow(expect.objectContaining({ code: "forbidden" }));
    expect(() => authorize({ kind: "system", name: "job" }, unknownPermission)).toThrow(
      expect.objectContaining({ code: "forbidden" }),
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
