import { expect, test } from "vitest";
import { consoleNavigationFor } from "@/components/shell/console-navigation";
import { navigation } from "@/components/shell/navigation";
import { permissionsOf } from "@/lib/domain/rbac/permissions-of";
import { roles } from "@/lib/domain/rbac/role";

test("visitors see the calculators, the machines, the network and the API docs, and nothing of a company", () => {
  expect(navigation.map(({ href }) => href)).toEqual([
    "/calculator",
    "/calculator/back-test",
    "/curtailment-calculator",
    "/batch-calculator",
    "/miners",
    "/network",
    "/docs/api",
  ]);
});

test("each role sees besides the pages that its permissions open", () => {
  const seen = roles.map((role) => [role, consoleNavigationFor(permissionsOf(role)).map(({ href }) => href)]);
  expect(Object.fromEntries(seen)).toEqual({
    owner: ["/calculator/portfolio", "/admin/user_access", "/admin/audit", "/admin/events"],
    admin: ["/calculator/portfolio", "/admin/user_access", "/admin/audit", "/admin/events"],
    site_manager: ["/calculator/portfolio", "/admin/user_access"],
    operator: ["/calculator/portfolio", "/admin/user_access"],
    sales: ["/calculator/portfolio", "/admin/user_access"],
    customer: ["/calculator/portfolio"],
    guest: ["/calculator/portfolio"],
  });
});
