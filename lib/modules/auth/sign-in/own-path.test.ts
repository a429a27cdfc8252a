import { describe, expect, it } from "vitest";
import { landingPath } from "./landing-path";
import { ownPath } from "./own-path";

describe("a path to go to after signing in", () => {
  it.each(["/", "/account", "/admin/audit?page=2#top", "/a%20b", "/calculator?model=S21"])(
    "is taken when it is one of this application: %s",
    (path) => {
      expect(ownPath(path)).toBe(path);
    },
  );

  it.each([
    "",
    "account",
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/.//evil.example",
    "/x/..//evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    " /account",
  ])("is refused when it could lead elsewhere or is none: %j", (path) => {
    expect(ownPath(path)).toBeNull();
  });

  it("is never a page of signing in or an address of the API, and without one the role decides", () => {
    expect(landingPath("customer", "/login")).toBe("/calculator");
    expect(landingPath("admin", "/logout")).toBe("/admin/user_access");
    expect(landingPath("guest", "/api/auth/logout")).toBe("/calculator");
    expect(landingPath("owner", null)).toBe("/admin/user_access");
    expect(landingPath("operator", "/account")).toBe("/account");
  });
});
