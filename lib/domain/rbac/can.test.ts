import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { can } from "./can";
import { explain } from "./explain";
import { permissions } from "./permission-table";
import { permissionsOf } from "./permissions-of";
import { askers } from "./role";
import { scopes } from "./scope";
import { scopeOf } from "./scope-of";

describe("can", () => {
  it("says yes to every reach up to the given one and no beyond", () => {
    expect(can("operator", "hosting:restart_miners")).toBe(true);
    expect(can("operator", "hosting:restart_miners", "sites")).toBe(true);
    expect(can("operator", "hosting:restart_miners", "company")).toBe(false);
  });

  it("whoever may reach further may also reach less far", () => {
    fc.assert(
      fc.property(fc.constantFrom(...askers), fc.constantFrom(...permissions), (asker, permission) => {
        const answers = (["self", "sites", "company"] as const).map((needed) =>
          can(asker, permission, needed),
        );
        expect(answers).toEqual([...answers].sort((a, b) => Number(b) - Number(a)));
        expect(answers.filter(Boolean).length).toBe(scopes.indexOf(scopeOf(asker, permission)));
      }),
    );
  });

  it("refuses a permission that the table does not have, when compiled and when run", () => {
    // @ts-expect-error no such permission
    expect(can("owner", "hosting:fly")).toBe(false);
    // @ts-expect-error once such names were dropped, and the check passed for everybody
    expect(can("owner", "read")).toBe(false);
    // @ts-expect-error every object has one
    expect(scopeOf("owner", "constructor")).toBe("none");
  });

  it("refuses a role that does not exist, when compiled and when run", () => {
    // @ts-expect-error no such role
    expect(can("superuser", "market:read")).toBe(false);
    // @ts-expect-error every object has one
    expect(scopeOf("toString", "market:read")).toBe("none");
    // @ts-expect-error no such role
    expect(permissionsOf("root").size).toBe(0);
  });

  it("refuses a reach that does not exist or is none", () => {
    // @ts-expect-error nothing reaches across companies
    expect(can("owner", "hosting:read", "platform")).toBe(false);
    // @ts-expect-error asking for no reach is asking for nothing
    expect(can("visitor", "hosting:read", "none")).toBe(false);
  });
});

describe("permissionsOf", () => {
  it("holds exactly what can() allows", () => {
    for (const asker of askers) {
      expect([...permissionsOf(asker)]).toEqual(permissions.filter((permission) => can(asker, permission)));
    }
  });
});

describe("explain", () => {
  it("says who may do what and how far, where that differs between roles", () => {
    expect(explain("operator", "hosting:restart_miners")).toBe(
      "Operators may restart miners at the sites given to them.",
    );
    expect(explain("owner", "hosting:restart_miners")).toBe(
      "Owners may restart miners in the whole company.",
    );
    expect(explain("customer", "billing:read")).toBe(
      "Customers may see invoices and payments, as far as it is their own.",
    );
    expect(explain("sales", "hosting:restart_miners")).toBe("Sales people may not restart miners.");
    expect(explain("visitor", "calculator:use")).toBe(
      "Visitors may calculate, compare and share results by link.",
    );
    expect(explain("owner", "treasury:set_limits")).toBe("Owners may set the limits of sales.");
  });

  it("has no sentence for words that are no role or permission", () => {
    // @ts-expect-error no such permission
    expect(() => explain("owner", "hosting:fly")).toThrow('got "hosting:fly"');
    // @ts-expect-error no such role
    expect(() => explain("root", "hosting:read")).toThrow('got "root"');
  });
});
