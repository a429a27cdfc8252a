import { describe, expect, it } from "vitest";
import { can } from "./can";
import { isPermission, permissionModules, permissions, permissionTable } from "./permission-table";
import { type Asker, type Role, roles } from "./role";
import { reaches, type Scope } from "./scope";
import { scopeOf } from "./scope-of";

const ladders: readonly (readonly [above: Asker, below: Asker])[] = [
  ["owner", "admin"],
  ["admin", "site_manager"],
  ["site_manager", "operator"],
  ["admin", "sales"],
  ["sales", "guest"],
  ["operator", "guest"],
  ["customer", "guest"],
  ["guest", "visitor"],
];
const widestOf = (role: Role): Scope =>
  permissions.map((permission) => scopeOf(role, permission)).reduce((a, b) => (reaches(a, b) ? a : b));

describe("permissionTable", () => {
  it("has rows for every module and no others", () => {
    expect([...new Set(permissions.map((name) => name.split(":")[0]))]).toEqual([...permissionModules]);
  });

  it("names permissions module:action, and says what each allows as the end of a sentence", () => {
    for (const permission of permissions) {
      expect(permission).toMatch(/^[a-z]+:[a-z]+(_[a-z]+)*$/);
      expect(permissionTable[permission].allows).toMatch(/^[a-z].*[^.]$/);
    }
  });

  it("lets nobody reach further than who stands above them", () => {
    for (const [above, below] of ladders) {
      for (const permission of permissions) {
        const isWiderOrSame = reaches(scopeOf(above, permission), scopeOf(below, permission));
        expect(isWiderOrSame, `${above} >= ${below} on ${permission}`).toBe(true);
      }
    }
  });

  it("lets customers do one thing that no staff may: change where their coins are paid to", () => {
    const own = permissions.filter((name) => can("customer", name) && !can("owner", name));
    expect(own).toEqual(["client:change_payout_address"]);
  });

  it("keeps from admins what endangers owners, evidence, coins and contracts", () => {
    const ownerOnly = permissions.filter((name) => can("owner", name) && !can("admin", name));
    expect(ownerOnly).toEqual([
      "auth:change_owners",
      "auth:erase_people",
      "auth:delete_company",
      "billing:manage_plan",
      "treasury:set_limits",
      "treasury:manage_wallets",
      "trust:manage_contracts",
    ]);
    expect(ownerOnly.every((name) => permissionTable[name].isDangerous)).toBe(true);
  });

  it("gives the whole company to owners, admins and sales only", () => {
    const widest = roles.map((role) => [role, widestOf(role)]);
    expect(widest).toEqual([
      ["owner", "company"],
      ["admin", "company"],
      ["site_manager", "sites"],
      ["operator", "sites"],
      ["sales", "company"],
      ["customer", "self"],
      ["guest", "self"],
    ]);
  });

  it("lets every role manage its own account", () => {
    for (const role of roles) expect(scopeOf(role, "auth:manage_own_account")).toBe("self");
    expect(can("visitor", "auth:manage_own_account")).toBe(false);
  });

  it("shows the list of people to staff only", () => {
    expect(roles.filter((role) => can(role, "auth:read_people"))).toEqual([
      "owner",
      "admin",
      "site_manager",
      "operator",
    ]);
  });

  it("keeps operators from money and customers", () => {
    const money = permissions.filter((name) => /^(crm|billing|treasury):/.test(name));
    expect(money.filter((name) => can("operator", name))).toEqual([]);
    expect(can("operator", "analytics:read_profit")).toBe(false);
  });

  it("lets operators export reports and change their own password, which they once could not", () => {
    expect(scopeOf("operator", "analytics:export")).toBe("sites");
    expect(scopeOf("operator", "auth:manage_own_account")).toBe("self");
  });

  it("ends a site manager's finance at the sites given", () => {
    for (const name of permissions.filter((each) => each.startsWith("billing:"))) {
      expect(reaches("sites", scopeOf("site_manager", name)), name).toBe(true);
    }
  });

  it("shows forecasts and analysis to customers, not to guests", () => {
    for (const name of ["intelligence:read_forecast", "analytics:read_market"] as const) {
      expect([can("customer", name), can("guest", name)]).toEqual([true, false]);
    }
  });

  it("opens to visitors what the public pages need and nothing else", () => {
    expect(permissions.filter((name) => can("visitor", name))).toEqual([
      "market:read",
      "calculator:use",
      "batch:use",
      "trust:verify",
    ]);
  });

  it("lets nobody change what they may not see", () => {
    const seenBy = [
      ["crm:change_customers", "crm:read_customers"],
      ["crm:delete_customers", "crm:read_customers"],
      ["crm:change_deals", "crm:read_deals"],
      ["crm:change_commissions", "crm:read_commissions"],
      ["billing:write_invoices", "billing:read"],
      ["billing:record_payments", "billing:read"],
      ["billing:pay", "billing:read"],
      ["billing:settle", "billing:read_settlements"],
      ["hosting:change_sites", "hosting:read"],
      ["hosting:change_miners", "hosting:read"],
      ["hosting:restart_miners", "hosting:read"],
      ["hosting:configure_miners", "hosting:read"],
      ["hosting:approve_work", "hosting:request_work"],
      ["hosting:emergency_stop", "hosting:read"],
      ["hosting:reconcile", "hosting:read_usage"],
      ["hosting:run_curtailment", "hosting:read_curtailment"],
      ["treasury:propose_sale", "treasury:read"],
      ["treasury:approve_sale", "treasury:read"],
      ["trust:issue", "trust:read"],
      ["events:retry", "events:read"],
      ["auth:change_people", "auth:read_people"],
    ] as const;
    for (const role of roles) {
      for (const [change, read] of seenBy) {
        expect(reaches(scopeOf(role, read), scopeOf(role, change)), `${role}: ${change}`).toBe(true);
      }
    }
  });
});

describe("isPermission", () => {
  it("is false for words that every object answers to", () => {
    expect(["constructor", "__proto__", "toString", "", "hosting", "hosting:*"].filter(isPermission)).toEqual(
      [],
    );
  });
});
