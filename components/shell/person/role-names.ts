import type { Role } from "@/lib/domain/rbac/role";

/** A role as a person reads it: "Site manager". */
export const roleNames: Readonly<Record<Role, string>> = {
  owner: "Owner",
  admin: "Admin",
  site_manager: "Site manager",
  operator: "Operator",
  sales: "Sales",
  customer: "Customer",
  guest: "Guest",
};
