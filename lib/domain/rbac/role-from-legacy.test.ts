import { describe, expect, it } from "vitest";
import { DomainError } from "../domain-error";
import { roles } from "./role";
import { roleFromLegacy } from "./role-from-legacy";

describe("roleFromLegacy", () => {
  it("keeps the roles that still exist", () => {
    for (const role of roles) expect(roleFromLegacy(role)).toBe(role);
  });

  it.each([
    ["super_admin", "owner"],
    ["tenant_owner", "owner"],
    ["tenant_admin", "admin"],
    ["developer", "admin"],
    ["finance", "admin"],
    ["mining_site", "site_manager"],
    ["mining_site_owner", "site_manager"],
    ["Mining Site", "site_manager"],
    ["user", "customer"],
    ["client", "customer"],
    ["investor", "customer"],
    ["trader", "customer"],
    ["readonly", "customer"],
    ["api_client", "customer"],
  ])("maps the earlier system's %s to %s", (word, role) => {
    expect(roleFromLegacy(word)).toBe(role);
  });

  it.each(["", "root", "constructor", "adminn", "owner;admin"])("refuses %j instead of guessing", (word) => {
    expect(() => roleFromLegacy(word)).toThrow(DomainError);
  });
});
