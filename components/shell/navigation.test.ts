import { expect, test } from "vitest";
import { enterable, navigation } from "@/components/shell/navigation";
import { permissionsOf } from "@/lib/domain/rbac/permissions-of";
import { roles } from "@/lib/domain/rbac/role";

const hrefs = (permissions: ReadonlySet<string> | null) =>
  enterable(navigation, permissions).map(({ href }) => href);
const open = hrefs(null);

test("visitors see the calculators, the machines, the network and the API docs, and nothing of a company", () => {
  expect(open).toEqual([
    "/calculator",
    "/calculator/back-test",
    "/curtailment-calculator",
    "/batch-calculator",
    "/miners",
    "/network",
    "/docs/api",
  ]);
});

test("each role sees what visitors see and the admin pages that its permissions open", () => {
  const more = Object.fromEntries(
    roles.map((role) => [role, hrefs(permissionsOf(role)).filter((href) => !open.includes(href))]),
  );
  expect(more).toEqual({
    owner: ["/admin/user_access", "/admin/audit"],
    admin: ["/admin/user_access", "/admin/audit"],
    site_manager: ["/admin/user_access"],
    operator: ["/admin/user_access"],
    sales: [],
    customer: [],
    guest: [],
  });
});

test("somebody who signed in and was given nothing loses nothing that visitors have", () => {
  expect(hrefs(new Set())).toEqual(open);
});
