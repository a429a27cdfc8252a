import type { Permission } from "@/lib/domain/rbac/permission-table";

/** Who may open a page: everybody, for a reason; whoever signed in; or whoever has one of some permissions. */
export type PageAccess = { readonly publicBecause: string } | "signed in" | readonly Permission[];

const sameForAll: PageAccess = { publicBecause: "The same for everybody." };
const waysIn: PageAccess = { publicBecause: "A way in; the form behind it decides." };
const byToken: PageAccess = { publicBecause: "The token of the link decides, once it is sent." };

/**
 * Every page and who may open it. The page's query decides that; this says what it has to decide, and a page that is not
 * listed, or lets others in, fails (pages.test.ts, e2e/access.spec.ts).
 */
export const pageAccess: Readonly<Record<string, PageAccess>> = {
  "/": sameForAll,
  "/batch-calculator": sameForAll,
  "/calculator": sameForAll,
  "/calculator/back-test": sameForAll,
  "/curtailment-calculator": sameForAll,
  "/docs/api": sameForAll,
  "/miners": sameForAll,
  "/miners/compare": sameForAll,
  "/network": sameForAll,
  "/{missing}": sameForAll,

  "/login": waysIn,
  "/register": waysIn,
  "/forgot-password": waysIn,
  "/logout": { publicBecause: "Shows a button; whoever is not signed in is told so." },
  "/verify-email/{token}": byToken,
  "/reset-password/{token}": byToken,
  "/change-email/{token}": byToken,
  "/invitation/{token}": byToken,
  "/dev/mail": { publicBecause: "Exists beside the embedded database only, where everybody has all logins." },

  "/account": "signed in",
  "/calculator/portfolio": ["calculator:save"],

  "/admin/audit": ["auth:read_audit"],
  "/admin/events": ["events:read"],
  "/admin/login_records": ["auth:read_logins"],
  // Whoever may only invite sees whom they invited.
  "/admin/user_access": ["auth:read_people", "auth:invite_people"],
  "/admin/user_access/{userId}": ["auth:read_people"],
};
