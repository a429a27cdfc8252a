import { describe, expect, it } from "vitest";
import { permissionTable } from "./permission-table";
import { permissionsOf } from "./permissions-of";
import { isForPrograms, keyPermissions, programPermissions } from "./program-permissions";
import { roles } from "./role";

describe("what programs may do", () => {
  it.each(roles)("%s: nothing dangerous, nothing about signing in, nothing that the role has not", (role) => {
    const given = programPermissions(role);
    expect(given.filter((permission) => permissionTable[permission].isDangerous)).toEqual([]);
    expect(given).not.toContain("auth:manage_own_account");
    expect(given.filter((permission) => !permissionsOf(role).has(permission))).toEqual([]);
    expect(given.length).toBeGreaterThan(0);
  });

  it("a key does what both its scopes and the role allow, and forgets words that are no permission", () => {
    const scopes = ["market:read", "treasury:read", "constructor", "auth:change_people", "calculator:use"];
    expect([...keyPermissions("customer", scopes)]).toEqual(["market:read", "calculator:use"]);
    expect([...keyPermissions("owner", scopes)]).toEqual(["market:read", "calculator:use", "treasury:read"]);
    expect([...keyPermissions("owner", [])]).toEqual([]);
  });

  it("keys never make keys", () => {
    expect(isForPrograms("auth:manage_own_keys")).toBe(false);
    expect(isForPrograms("auth:manage_company_keys")).toBe(false);
  });
});
