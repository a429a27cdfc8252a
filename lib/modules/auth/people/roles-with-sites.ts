import type { Role } from "@/lib/domain/rbac/role";

/** Roles whose reach is said by sites. Customers of a site manager are at sites, too. */
export const rolesWithSites: readonly Role[] = ["site_manager", "operator", "customer"];
